// Rates of a run under way, over the seconds in which each phase of a load did something.

import type { ReportMetric, SeriesPoint } from "../../../metrics/run-report.js";

type Tags = SeriesPoint["tags"];

/**
 * The metrics, with counters of a phase counted per second of that phase: how long it has lasted is known to the process only at its
 * end, and until then it takes the whole run.
 *
 * @param points - By time, oldest first.
 */
export function ratesSoFar(
  metrics: readonly ReportMetric[],
  points: readonly SeriesPoint[],
): readonly ReportMetric[] {
  if (!metrics.some(({ tags }) => tags.phase !== undefined)) return metrics;
  const spans = spansOf(points);
  return metrics.map((metric) => {
    const activeMs = metric.tags.phase === undefined ? undefined : spans.get(phaseKey(metric.tags));
    if (metric.kind !== "counter" || activeMs === undefined) return metric;
    return { ...metric, ratePerSecond: (metric.count * 1_000) / activeMs };
  });
}

/** How long each phase was active, by {@link phaseKey}: a second that several tag sets share counts once. */
function spansOf(points: readonly SeriesPoint[]): ReadonlyMap<string, number> {
  const spans = new Map<string, { ms: number; lastAtMs: number }>();
  for (const { tags, counters, atMs, spanMs = 1_000 } of points) {
    // Counters of a phase that is over go on at 0.
    if (tags.phase === undefined || !Object.values(counters).some((count) => count > 0)) continue;
    const key = phaseKey(tags);
    const span = spans.get(key);
    if (span === undefined) spans.set(key, { ms: spanMs, lastAtMs: atMs });
    else if (span.lastAtMs !== atMs) {
      span.ms += spanMs;
      span.lastAtMs = atMs;
    }
  }
  return new Map([...spans].map(([key, { ms }]) => [key, ms]));
}

function phaseKey({ load, variant, phase }: Tags): string {
  return JSON.stringify([load, variant, phase]);
}
