// Several comparisons of one report: the gravest first, how many ended how, and the caveats of all of them.

import type { ChangeVerdict, ReportComparison } from "../metrics/comparison-report.js";

const gravestFirst: readonly ChangeVerdict[] = ["worse", "unclear", "better", "same"];

/** What is worse first, then what is unclear; otherwise in their order. */
export function byGravity(comparisons: readonly ReportComparison[]): readonly ReportComparison[] {
  return gravestFirst.flatMap((verdict) => comparisons.filter((one) => one.verdict === verdict));
}

/** How many ended how, the gravest first; none that are 0. */
export function countVerdicts(
  judged: readonly Pick<ReportComparison, "verdict">[],
): readonly (readonly [ChangeVerdict, number])[] {
  return gravestFirst
    .map((verdict) => [verdict, judged.filter((one) => one.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0);
}

/** The caveats of all comparisons, each once. */
export function allCaveats(comparisons: readonly ReportComparison[]): readonly string[] {
  return [...new Set(comparisons.flatMap(({ caveats }) => caveats))];
}
