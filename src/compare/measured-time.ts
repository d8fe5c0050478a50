// How long the measured part of a finished run was, read from its counters: a report keeps rates, not the length of its phases.

import type { CounterMetric, ReportMetric } from "../metrics/run-report.js";

/**
 * The measured time of a run in ms: the phases of a load one after the other, loads side by side; warm-up left out. `undefined`
 * where nothing was counted under load.
 *
 * @param metrics - Of the whole run.
 */
export function measuredMsOf(metrics: readonly ReportMetric[]): number | undefined {
  const longest = new Map<string, CounterMetric>();
  for (const metric of metrics) {
    if (metric.kind !== "counter" || metric.ratePerSecond <= 0) continue;
    const { phase, load = "" } = metric.tags;
    if (phase === undefined || phase === "warm-up") continue;
    const key = JSON.stringify([load, phase]);
    // Rates are rounded to three decimals, so the largest one tells the time best.
    if (metric.ratePerSecond > (longest.get(key)?.ratePerSecond ?? 0)) longest.set(key, metric);
  }
  const byLoad = new Map<string, number>();
  for (const { tags, count, ratePerSecond } of longest.values()) {
    const load = tags.load ?? "";
    byLoad.set(load, (byLoad.get(load) ?? 0) + (count * 1_000) / ratePerSecond);
  }
  return byLoad.size === 0 ? undefined : Math.max(...byLoad.values());
}
