// What a verdict does not cover where the generator set the pace of a closed loop.

import type { ReportBlock } from "../metrics/comparison-report.js";

/**
 * Of single blocks too: from half of a side's blocks on its figures are judged by that. The generator's own work may differ between the sides as
 * well, so which way it turns the difference is not known.
 *
 * @param blocks - Of both sides; those that are no evidence are not looked at.
 */
export function paceCaveats(blocks: readonly ReportBlock[]): readonly string[] {
  const evidence = blocks.filter(({ invalid }) => invalid === undefined);
  const held = evidence.filter(({ limitedBy }) => limitedBy === "generator").length;
  if (held === 0) return [];
  return [
    `In ${held} of ${evidence.length} blocks the generator set the pace, not the target: the targets may differ by more, or by less, than shown.`,
  ];
}
