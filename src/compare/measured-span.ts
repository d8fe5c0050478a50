// How long the measured part of a finished run was: what its throughput is over.

import type { CounterMetric, RunReport } from "../metrics/run-report.js";
import { numberIn, plannedLoads } from "./plain-data.js";

/**
 * The time in which some load of the run was measured, ms; warm-up and drain not included. `undefined` where nothing was counted under
 * load: then nobody knows.
 *
 * A report does not keep how long its phases took, and the plan does not know it either: a run may have been stopped early, and iterations
 * end when they end. But every counter of a phase has its count and its rate over exactly that phase, so that one by the other is the time.
 * Loads side by side count once: where they begin is in the plan.
 */
export function measuredSpanMs({ metrics, plan }: Pick<RunReport, "metrics" | "plan">): number | undefined {
  const loads = plannedLoads(plan);
  const spans = loads.flatMap((load) => {
    const name = loads.length > 1 ? load.name : undefined;
    const ms = phasesMs(metrics, typeof name === "string" ? name : undefined);
    if (ms === 0) return [];
    const from = numberIn(load, "startMs") + numberIn(load, "warmUpMs");
    return [{ from, to: from + ms }];
  });
  return spans.length === 0 ? undefined : unionMs(spans);
}

/** All measured phases of a load, which follow one another. */
function phasesMs(metrics: RunReport["metrics"], load: string | undefined): number {
  const tellers = new Map<string, CounterMetric>();
  for (const metric of metrics) {
    const { phase } = metric.tags;
    if (metric.kind !== "counter" || phase === undefined || phase === "warm-up") continue;
    if (load !== undefined && metric.tags.load !== load) continue;
    // Rates have three decimals: the highest one tells the time best.
    if (metric.ratePerSecond > (tellers.get(phase)?.ratePerSecond ?? 0)) tellers.set(phase, metric);
  }
  return [...tellers.values()].reduce(
    (sum, { count, ratePerSecond }) => sum + (count * 1_000) / ratePerSecond,
    0,
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much time lies in any of the spans. */
function unionMs(spans: readonly Span[]): number {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}
