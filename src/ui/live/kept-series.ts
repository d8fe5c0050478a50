// The series of a run as it goes on, in bounded memory: a time series for each set of tags.

import type { SeriesPoint, Tags } from "../../metrics/run-report.js";
import { TimeSeries } from "../../metrics/time-series.js";

/** Points kept per set of tags: half an hour of seconds. */
export const keptPoints = 1_800;
/** Sets of tags. A run with more shows its first ones until its report comes. */
const keptTagSets = 500;

/** See the file's first line. */
export class KeptSeries {
  readonly #series = new Map<string, TimeSeries>();

  add(points: readonly SeriesPoint[]): void {
    for (const point of points) this.#seriesOf(point.tags)?.append(point);
  }

  /** All points by time, those of one time in the order in which their tags first came. */
  points(): SeriesPoint[] {
    return [...this.#series.values()].flatMap((one) => one.points()).sort((a, b) => a.atMs - b.atMs);
  }

  #seriesOf(tags: Tags): TimeSeries | undefined {
    const key = JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = this.#series.get(key);
    if (known !== undefined || this.#series.size >= keptTagSets) return known;
    const series = new TimeSeries(keptPoints);
    this.#series.set(key, series);
    return series;
  }
}
