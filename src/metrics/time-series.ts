// The course of a run in bounded memory: one point per second, coarser where a run is very long.

import { joinPoints } from "../figures/join-points.js";
import type { SeriesPoint } from "./run-report.js";

/** Points kept per tag set: an hour of seconds. */
export const defaultMaxPoints = 3_600;

/**
 * The points of one tag set, oldest first.
 *
 * When `maxPoints` is reached, neighbours are joined in pairs, and from then on a point spans 2 s (then 4 s, ...):
 * a day of running is kept as 2,700 points of 32 s. A joined point sums counters, keeps the last gauges, and
 * for trends sums the counts and the heat and shows the **worse** of the two in each percentile, so that a peak is never smoothed away.
 */
export class TimeSeries {
  readonly #maxPoints: number;
  #points: SeriesPoint[] = [];
  #appendsPerPoint = 1;
  #appendsInLast = 0;

  /** @param maxPoints - Even, at least 2. */
  constructor(maxPoints = defaultMaxPoints) {
    this.#maxPoints = maxPoints;
  }

  /** Adds the point of the second that has just ended. */
  append(point: SeriesPoint): void {
    const last = this.#points.at(-1);
    if (last !== undefined && this.#appendsInLast < this.#appendsPerPoint) {
      this.#points[this.#points.length - 1] = joinPoints(last, point);
      this.#appendsInLast++;
      return;
    }
    if (this.#points.length >= this.#maxPoints) this.#halve();
    this.#points.push(point);
    this.#appendsInLast = 1;
  }

  /** All points, oldest first. The list is the caller's own. */
  points(): SeriesPoint[] {
    return [...this.#points];
  }

  #halve(): void {
    const joined: SeriesPoint[] = [];
    for (let i = 0; i < this.#points.length; i += 2) {
      const [first, second] = this.#points.slice(i, i + 2);
      if (first !== undefined) joined.push(second === undefined ? first : joinPoints(first, second));
    }
    this.#points = joined;
    this.#appendsPerPoint *= 2;
  }
}
