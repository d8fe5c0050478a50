// One figure of several comparisons, as the rows of one.

import type { ComparedFigure, ReportComparison } from "../../metrics/comparison-report.js";
import { says } from "../words/report-words.js";
import { type FigureWords, figureWords } from "./figure-words.js";

/** The figures that at least one comparison has. */
export function comparedFigureWords(comparisons: readonly ReportComparison[]): readonly FigureWords[] {
  const known = new Set(comparisons.flatMap(({ rows }) => rows.map(({ figure }) => figure)));
  return figureWords.filter(({ figure }) => known.has(figure));
}

/**
 * A row a candidate that has the figure, under the candidate's name, and that of its baseline where they differ in it; undefined
 * without a comparison.
 */
export function oneFigure(
  comparisons: readonly ReportComparison[],
  figure: ComparedFigure,
): ReportComparison | undefined {
  const [first] = comparisons;
  if (first === undefined) return undefined;
  const isOne = comparisons.every(({ baseline }) => baseline === first.baseline);
  const rows = comparisons.flatMap(({ rows, baseline, candidate }) =>
    rows
      .filter((row) => row.figure === figure)
      .map((row) => ({ ...row, title: isOne ? candidate : says.allVariants.against(candidate, baseline) })),
  );
  return { ...first, rows };
}
