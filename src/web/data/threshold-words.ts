// Thresholds as a person would say them.

import type { Notice, ReportMetric, RunReport } from "../../metrics/run-report.js";
import { formatQuantity } from "./metric-words.js";

type Threshold = RunReport["thresholds"][number];

/** `734 ms`, `40`, `99.2%`; undefined where the metric had no samples. */
export function observedWords(
  { metric, expression, observed }: Threshold,
  metrics: readonly ReportMetric[],
): string | undefined {
  if (observed === undefined) return undefined;
  // Behind the name may stand tags and a window: `ws_msg_latency{phase:steady}@60s`.
  const measured = metrics.find(({ name }) => name === metric.replace(/[{@].*$/s, ""));
  const aggregate = /^\s*[a-z]+/.exec(expression)?.[0].trim();
  if (aggregate === "count" && measured?.unit !== "byte") return formatQuantity(observed, "1");
  const words = formatQuantity(observed, measured?.unit ?? "1");
  return measured?.kind === "counter" && aggregate === "rate" ? `${words} /s` : words;
}

/** The reasons of a verdict; a missed threshold as a sentence with its unit. */
export function reasonsInWords({ reasons, thresholds, metrics }: RunReport): readonly Notice[] {
  const missed = thresholds.filter(({ ok }) => !ok);
  const first = reasons.findIndex(({ code }) => code === "threshold-failed");
  if (first < 0 || missed.length === 0) return reasons;
  const said = missed.map((threshold): Notice => {
    const observed = observedWords(threshold, metrics);
    const found = observed === undefined ? "the metric has no samples" : `it was ${observed}`;
    return {
      code: "threshold-failed",
      message: `The threshold ${threshold.metric}: ${threshold.expression} was missed; ${found}.`,
    };
  });
  const others = (from: number, to?: number): readonly Notice[] =>
    reasons.slice(from, to).filter(({ code }) => code !== "threshold-failed");
  return [...others(0, first), ...said, ...others(first)];
}
