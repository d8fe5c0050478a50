// The figures that have a trend: what they are called, and which change of them is for the worse.

import { figureCatalogue } from "../compare/compared-figure.js";
import { shareThreshold } from "../compare/effect-size.js";
import type { comparedFigures } from "../metrics/comparison-report.js";
import type { HistoryFigure, HistoryTrend } from "../metrics/history.js";

/** One figure. */
export interface TrendFigure extends Pick<HistoryTrend, "figure" | "title" | "unit" | "better"> {
  readonly kind: "ratio" | "difference";
  /** Least difference that means something; absent where the ratio is judged. */
  readonly least?: number;
}

const ofRuns: Readonly<Record<Exclude<HistoryFigure, (typeof comparedFigures)[number]>, TrendFigure>> = {
  searchAnswer: {
    figure: "searchAnswer",
    title: "highest value that holds",
    unit: "1",
    better: "higher",
    kind: "ratio",
  },
  failedChecks: counted("failedChecks", "failed checks"),
  failedCases: counted("failedCases", "failed cases"),
};

/** All figures by name, in the order of `historyFigures`. */
export const trendFigures: Readonly<Record<HistoryFigure, TrendFigure>> = {
  ...figureCatalogue,
  errorRate: { ...figureCatalogue.errorRate, least: shareThreshold },
  ...ofRuns,
};

/** Figures whose changes are told first, unless the user names others. */
export const toldFirst: readonly HistoryFigure[] = [
  "p50",
  "p99",
  "throughput",
  "searchAnswer",
  "failedCases",
];

function counted(figure: HistoryFigure, title: string): TrendFigure {
  return { figure, title, unit: "1", better: "lower", kind: "difference", least: 1 };
}
