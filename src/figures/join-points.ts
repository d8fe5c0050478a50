// Two seconds of a run as one, for a series that has grown too long.

import type { SeriesPoint } from "../metrics/run-report.js";
import { joinHeat } from "./heat-text.js";

/** Two neighbouring points as one that ends where `later` ends. */
export function joinPoints(earlier: SeriesPoint, later: SeriesPoint): SeriesPoint {
  const counters = { ...earlier.counters };
  for (const [name, count] of Object.entries(later.counters)) counters[name] = (counters[name] ?? 0) + count;
  const trends = { ...earlier.trends };
  for (const [name, figures] of Object.entries(later.trends)) {
    const before = trends[name];
    trends[name] = before === undefined ? figures : worse(before, figures);
  }
  return {
    atMs: later.atMs,
    spanMs: (earlier.spanMs ?? 0) + (later.spanMs ?? 0),
    tags: later.tags,
    counters,
    gauges: { ...earlier.gauges, ...later.gauges },
    trends,
  };
}

type TrendFigures = SeriesPoint["trends"][string];

function worse(a: TrendFigures, b: TrendFigures): TrendFigures {
  const heat = joinHeat(a.heat, b.heat);
  return {
    count: a.count + b.count,
    p50: Math.max(a.p50, b.p50),
    p90: Math.max(a.p90, b.p90),
    p99: Math.max(a.p99, b.p99),
    max: Math.max(a.max, b.max),
    ...(heat === undefined ? {} : { heat }),
  };
}
