// The time series of one lane: warm-up and measured part of a second put together again.

import { isMeasured, tagsKey } from "../../figures/tags.js";
import type { SeriesPoint } from "../../metrics/run-report.js";
import { type Lane, laneKey } from "./lanes.js";

/** One second of a lane: counters of all phases summed, times of the measured part where it has any. */
export interface LaneSecond {
  /** Its end, ms of the run. */
  readonly atMs: number;
  readonly spanMs: number;
  readonly counters: Readonly<Record<string, number>>;
  readonly gauges: SeriesPoint["gauges"];
  readonly trends: SeriesPoint["trends"];
}

/** The seconds of the lane, in order. */
export function laneSeconds(series: readonly SeriesPoint[], lane: Lane): readonly LaneSecond[] {
  const byTime = new Map<number, LaneSecond>();
  for (const point of series) {
    // Where phases are lanes of their own, the key of a lane is that of all its tags.
    if (laneKey(point.tags) !== lane.key && tagsKey(point.tags) !== lane.key) continue;
    const known = byTime.get(point.atMs);
    byTime.set(point.atMs, known ? together(known, point) : { ...point, spanMs: pointSpanMs(point) });
  }
  return [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
}

/** How long a point is, in ms; 1 s where the report does not say. */
export function pointSpanMs(point: SeriesPoint): number {
  return Math.max(1, point.spanMs ?? 1_000);
}

/** Whether anything happened in the point: counters of a phase that is over go on at 0. */
export function isActive(point: Pick<LaneSecond, "counters" | "trends">): boolean {
  return (
    Object.keys(point.trends).length > 0 || Object.values(point.counters).some((increase) => increase > 0)
  );
}

function together(known: LaneSecond, point: SeriesPoint): LaneSecond {
  const counters: Record<string, number> = { ...known.counters };
  for (const [name, increase] of Object.entries(point.counters)) {
    counters[name] = (counters[name] ?? 0) + increase;
  }
  const gauges = { ...known.gauges, ...point.gauges };
  const trends = isMeasured(point.tags)
    ? { ...known.trends, ...point.trends }
    : { ...point.trends, ...known.trends };
  return { ...known, counters, gauges, trends };
}
