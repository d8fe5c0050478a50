// Thresholds as a person would say them.

import type { Notice, RunReport } from "../../metrics/run-report.js";
import { formatAsBound } from "../../units.js";

/** The reasons of a verdict; a missed threshold as a sentence, its figure in the unit of the bound. */
export function reasonsInWords({ reasons, thresholds }: RunReport): readonly Notice[] {
  const missed = thresholds.filter(({ ok }) => !ok);
  const first = reasons.findIndex(({ code }) => code === "threshold-failed");
  if (first < 0 || missed.length === 0) return reasons;
  const said = missed.map(({ metric, expression, observed }): Notice => {
    const found =
      observed === undefined ? "the metric has no samples" : `it was ${formatAsBound(observed, expression)}`;
    return {
      code: "threshold-failed",
      message: `The threshold ${metric}: ${expression} was missed; ${found}.`,
    };
  });
  const others = (from: number, to?: number): readonly Notice[] =>
    reasons.slice(from, to).filter(({ code }) => code !== "threshold-failed");
  return [...others(0, first), ...said, ...others(first)];
}
