// When a comparison makes a run fail, and why.

import type { ChangeVerdict, ReportComparison } from "./comparison-report.js";
import type { Notice } from "./run-report.js";

/** The comparisons, with those marked that make the run fail. */
export function markRed(
  comparisons: readonly ReportComparison[],
  failOn: readonly ChangeVerdict[],
): readonly ReportComparison[] {
  return comparisons.map((comparison) =>
    failOn.includes(comparison.verdict) ? { ...comparison, isRed: true as const } : comparison,
  );
}

/** A reason for each red comparison; none when all is well. */
export function comparisonReasons(comparisons: readonly ReportComparison[]): Notice[] {
  return comparisons
    .filter(({ isRed }) => isRed === true)
    .map(({ verdict, sentence }) =>
      verdict === "worse"
        ? {
            code: "regression",
            message: sentence,
            hint: "Look at the figures that gate; if the change is meant, take this run as the new baseline.",
          }
        : {
            code: `comparison-${verdict}`,
            message: sentence,
            hint: "Run more blocks (--blocks), or longer ones (--duration); where runs are compared, more of them a side.",
          },
    );
}

/** Whether a code is of {@link comparisonReasons}. */
export function isComparisonReason(code: string): boolean {
  return code === "regression" || code.startsWith("comparison-");
}
