// The value that a threshold was held against, with its unit.

import { formatBytes, formatCount, formatUs } from "../units.js";
import type { ReportMetric, RunReport } from "./run-report.js";

type Threshold = RunReport["thresholds"][number];

/** `1.23 s`, `12,345`, `99.2%`, `350 /s`; undefined where the metric had no samples. */
export function observedText(metrics: readonly ReportMetric[], threshold: Threshold): string | undefined {
  const { metric, expression, observed } = threshold;
  if (observed === undefined) return undefined;
  // Behind the name may stand tags and a window: `ws_msg_latency{phase:steady}@60s`.
  const name = metric.replace(/[{@].*$/s, "");
  const measured = metrics.find((one) => one.name === name);
  const aggregate = /^\s*[a-z]+/.exec(expression)?.[0].trim();
  const format = measured?.unit === "byte" ? formatBytes : formatCount;
  switch (measured?.kind) {
    case "trend":
      return aggregate === "count" ? formatCount(observed) : formatUs(observed);
    case "rate":
      return aggregate === "rate" ? `${formatCount(observed * 100)}%` : formatCount(observed);
    case "counter":
      return aggregate === "rate" ? `${format(observed)} /s` : format(observed);
    case "gauge":
      return measured.unit === "us" ? formatUs(observed) : format(observed);
    case undefined:
      return String(observed);
  }
}
