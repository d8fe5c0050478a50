// A slope that a wild point does not bend: the median over the slopes of all pairs (Theil 1950, Sen 1968).

import { median } from "simple-statistics";

/** One point of the line looked for. */
export type SlopePoint = readonly [x: number, y: number];

/** `undefined` without two points of different x. */
export function theilSenSlope(points: readonly SlopePoint[]): number | undefined {
  const slopes = points.flatMap(([x1, y1], index) =>
    points.slice(index + 1).flatMap(([x2, y2]) => (x1 === x2 ? [] : [(y2 - y1) / (x2 - x1)])),
  );
  return slopes.length === 0 ? undefined : median(slopes);
}
