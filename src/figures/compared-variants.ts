// The sides of an experiment or a comparison, in the order and with the numbers that they have everywhere.

import type { ReportBlock } from "../metrics/comparison-report.js";
import type { RunReport } from "../metrics/run-report.js";

/** Names of the variants, the baseline first; of a report without any, none. */
export function variantNames({
  experiment,
  comparisons = [],
  blocks = [],
}: Pick<RunReport, "experiment" | "comparisons" | "blocks">): readonly string[] {
  const planned = experiment?.variants.map(({ name }) => name) ?? [];
  const compared = comparisons.flatMap(({ baseline, candidate }) => [baseline, candidate]);
  return [...new Set([...planned, ...compared, ...blocks.map(({ variant }) => variant)])];
}

/** Blocks that are evidence, of one variant, in the order of the report. */
export function evidenceOf(blocks: readonly ReportBlock[], variant: string): readonly ReportBlock[] {
  return blocks.filter((block) => block.variant === variant && block.invalid === undefined);
}
