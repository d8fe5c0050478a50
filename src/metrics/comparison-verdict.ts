// Why a comparison makes a run fail.

import type { ReportComparison } from "./comparison-report.js";
import type { Notice } from "./run-report.js";

/** A reason for each red comparison; none when all is well. */
export function comparisonReasons(comparisons: readonly ReportComparison[]): Notice[] {
  return comparisons
    .filter(({ isRed }) => isRed === true)
    .map(({ verdict, sentence }) =>
      verdict === "worse"
        ? {
            code: "regression",
            message: sentence,
            hint: "Look at the figures that decide; if the change is meant and the baseline is a file, write that anew with --write-baseline.",
          }
        : {
            code: `comparison-${verdict}`,
            message: sentence,
            hint: "Run more blocks (--blocks), or longer ones (--duration); where runs are compared, more of them a side.",
          },
    );
}
