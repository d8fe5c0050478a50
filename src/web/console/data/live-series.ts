// The points of a run under way in bounded memory: neighbours are joined where there would be more than can be drawn.

import { joinPoints } from "../../../figures/join-points.js";
import { tagsKey } from "../../../figures/tags.js";
import type { SeriesPoint } from "../../../metrics/run-report.js";

/** See the file's first line. */
export interface LiveSeries {
  /** In the order in which they came. */
  readonly points: readonly SeriesPoint[];
  /** How long a stretch of the run is of which each tag set has one point, in ms: 1,000, 2,000, 4,000 ... */
  readonly cellMs: number;
  /** Where the last point of each tag set stands. */
  readonly last: ReadonlyMap<string, number>;
}

/** How many points are kept. */
export interface SeriesBounds {
  /** Cells of time: more would be thinner than a pixel. */
  readonly cells: number;
  /** Points of all tag sets. */
  readonly points: number;
}

/** Before the first second. */
export const noSeries: LiveSeries = { points: [], cellMs: 1_000, last: new Map() };

const defaultBounds: SeriesBounds = { cells: 900, points: 20_000 };

/**
 * The series with more points.
 *
 * When the bounds are passed, cells become twice as long, until everything has room; an hour is kept as 900 points of 4 s a
 * tag set. As in the report of a very long run, a joined point sums counters and heat, keeps the last gauges, and
 * shows the **worse** of two percentiles.
 */
export function seriesAfter(
  before: LiveSeries,
  told: readonly SeriesPoint[],
  bounds = defaultBounds,
): LiveSeries {
  let series = extended(before, told);
  while (isOver(series, bounds)) series = extended({ ...noSeries, cellMs: series.cellMs * 2 }, series.points);
  return series;
}

function extended({ cellMs, ...before }: LiveSeries, told: readonly SeriesPoint[]): LiveSeries {
  const points = [...before.points];
  const last = new Map(before.last);
  for (const point of told) {
    const key = tagsKey(point.tags);
    const at = last.get(key);
    const known = at === undefined ? undefined : points[at];
    if (at !== undefined && known !== undefined && cellMs > 1_000 && isOfOneCell(known, point, cellMs)) {
      points[at] = joinPoints(known, point);
      continue;
    }
    last.set(key, points.length);
    // One object for equal tags: the report's views look lanes up by it.
    points.push(known === undefined ? point : { ...point, tags: known.tags });
  }
  return { points, cellMs, last };
}

// A day at one point a cell: coarser than that no run becomes.
const longestCellMs = 86_400_000;

function isOver({ points, cellMs }: LiveSeries, bounds: SeriesBounds): boolean {
  const last = points.at(-1);
  if (last === undefined || cellMs >= longestCellMs) return false;
  return cellOf(last, cellMs) >= bounds.cells || points.length > bounds.points;
}

function isOfOneCell(a: SeriesPoint, b: SeriesPoint, cellMs: number): boolean {
  return cellOf(a, cellMs) === cellOf(b, cellMs);
}

/** By the middle of the point: its end may be a little early or late. */
function cellOf({ atMs, spanMs = 1_000 }: SeriesPoint, cellMs: number): number {
  return Math.floor((atMs - spanMs / 2) / cellMs);
}
