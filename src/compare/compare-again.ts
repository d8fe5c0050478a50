// An experiment judged again by other rules, from its report.

import { WsrigError } from "../errors.js";
import { comparedFigures, type ReportBlock, type ReportComparison } from "../metrics/comparison-report.js";
import type { TrendMetric } from "../metrics/run-report.js";
import type { ComparedReports, CompareReportsOptions } from "./compare-reports.js";
import { compareSides } from "./compare-sides.js";
import type { ComparedInput, InputSide } from "./compared-input.js";
import { noEvidence } from "./comparison-notices.js";

/**
 * An experiment judged again, by other gates or another noise threshold, say: the same pairs, or those of one candidate.
 *
 * @throws WsrigError `usage-not-comparable` where the input is no one experiment, or has no such variant
 */
export function compareAgain(input: ComparedInput, options: CompareReportsOptions): ComparedReports {
  const { path, variant, reports } = input;
  const report = reports.length === 1 ? reports[0]?.report : undefined;
  const { blocks = [], comparisons = [] } = report ?? {};
  if (report === undefined || comparisons.length === 0) {
    throw new WsrigError(
      "usage-not-comparable",
      `${path} is no report of an experiment, whose variants could be compared again`,
      {
        path,
        hint: "Give two things to compare, or one report of wsrig experiment.",
      },
    );
  }
  const pairs = comparisons.filter(({ candidate }) => variant === undefined || candidate === variant);
  if (pairs.length === 0) {
    const known = comparisons.map(({ candidate }) => candidate).join(", ");
    throw new WsrigError(
      "usage-not-comparable",
      `${path} compares no variant "${variant}"; it has ${known}`,
      {
        path,
        hint: "Name one of these after the #.",
      },
    );
  }
  const sideNamed = (name: string): InputSide => ({
    name,
    blocks: blocks.filter((block) => block.variant === name),
    members: [],
  });
  const judged = pairs.map((pair) =>
    compareSides(sideNamed(pair.baseline), sideNamed(pair.candidate), {
      ...options,
      caveats: [...(options.caveats ?? []), ...ownCaveats(pair, blocks)],
    }),
  );
  const names = [...new Set(judged.flatMap(({ baseline, candidate }) => [baseline, candidate]))];
  return {
    blocks: blocks.filter((block) => names.includes(block.variant)),
    comparisons: judged,
    metrics: report.metrics.filter(
      (metric): metric is TrendMetric =>
        metric.kind === "trend" &&
        metric.name.startsWith("ws_msg_latency") &&
        names.includes(metric.tags.variant ?? ""),
    ),
    environment: report.environment,
    url: report.target.url,
    varied: report.experiment?.varied ?? [],
    warnings: [],
    invalid: noEvidence(names.map(sideNamed)),
  };
}

/** Without those on figures that were not measured: they are about the gates of then. */
function ownCaveats(
  { baseline, candidate, caveats }: ReportComparison,
  blocks: readonly ReportBlock[],
): readonly string[] {
  const [first, second] = [baseline, candidate].map((name) => ({
    name,
    blocks: blocks.filter(({ variant }) => variant === name),
  }));
  if (first === undefined || second === undefined) return caveats;
  const ofGates = compareSides(first, second, { gates: comparedFigures }).caveats;
  return caveats.filter((caveat) => !ofGates.includes(caveat));
}
