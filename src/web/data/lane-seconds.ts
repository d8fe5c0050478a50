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
  const known = knownSeconds.get(series) ?? new Map<string, readonly LaneSecond[]>();
  knownSeconds.set(series, known);
  const seconds = known.get(lane.key) ?? joinedSeconds(pointsByKey(series).get(lane.key) ?? []);
  known.set(lane.key, seconds);
  return seconds;
}

// A page of an hour of many loads draws dozens of curves of some ten thousand points: each is looked at once.
const knownSeconds = new WeakMap<readonly SeriesPoint[], Map<string, readonly LaneSecond[]>>();
const knownPoints = new WeakMap<readonly SeriesPoint[], ReadonlyMap<string, readonly SeriesPoint[]>>();

/** Under the key of their lane; and under that of all their tags, which is the key of a lane where phases are lanes of their own. */
function pointsByKey(series: readonly SeriesPoint[]): ReadonlyMap<string, readonly SeriesPoint[]> {
  const known = knownPoints.get(series);
  if (known !== undefined) return known;
  const byKey = new Map<string, SeriesPoint[]>();
  for (const point of series) {
    for (const key of new Set([laneKey(point.tags), tagsKey(point.tags)])) {
      const own = byKey.get(key);
      if (own === undefined) byKey.set(key, [point]);
      else own.push(point);
    }
  }
  knownPoints.set(series, byKey);
  return byKey;
}

function joinedSeconds(points: readonly SeriesPoint[]): readonly LaneSecond[] {
  const byTime = new Map<number, LaneSecond>();
  for (const point of points) {
    const known = byTime.get(point.atMs);
    byTime.set(point.atMs, known ? together(known, point) : { ...point, spanMs: pointSpanMs(point) });
  }
  return [...byTime.values()].sort((a, b) => a.atMs - b.atMs);
}

/** How long a point is, in ms; 1 s where the report does not say. */
export function pointSpanMs(point: SeriesPoint): number {
  return Math.max(1, point.spanMs ?? 1_000);
}

/**
 * A shorter point of a lane is not drawn, in ms: in the last, cut-off second a handful of samples would draw a cliff
 * that never was.
 */
export const shortestSpanMs = 200;

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
