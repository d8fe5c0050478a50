// One curve of a plot as plain data, and how many of them become the table that uPlot draws.

import uPlot from "uplot";

/** One curve. */
export interface Curve {
  readonly label: string;
  /** 0-based colour of the palette. */
  readonly colour: number;
  /** Lengths of dash and gap in px; absent for a solid curve. */
  readonly dash?: readonly number[];
  /** Drawn as dots alone, so wide, and without a line; discs unless another shape is named. */
  readonly dots?: { readonly px: number; readonly shape?: DotShape; readonly hollow?: boolean };
  /** How far from a point, in x, its value is read; absent to read everywhere between the first point and the last. */
  readonly reach?: number;
  /** What the curve is sure to within: shaded around it. A point for each of `points`, at the same x. */
  readonly band?: readonly BandPoint[];
  /** Starts hidden; the reader can show it from the legend. */
  readonly hidden?: boolean;
  /** `[x, y]`, x strictly rising; `undefined` as y breaks the curve. */
  readonly points: readonly (readonly [number, number | undefined])[];
}

/** Shapes that are told apart without colour. */
export type DotShape = "disc" | "square" | "triangle" | "diamond";

/** `[x, low, high]`, x strictly rising. */
export type BandPoint = readonly [x: number, low: number, high: number];

/** The curves on one common x axis, as uPlot wants them: `null` breaks a curve, `undefined` is no point of it. */
export function alignCurves(curves: readonly Curve[]): uPlot.AlignedData {
  const tables = curves.map(
    ({ points }): uPlot.AlignedData => [points.map(([x]) => x), points.map(([, y]) => y ?? null)],
  );
  if (tables.length === 0) return [[]];
  // Mode 2 widens each break over the points that only other curves have; else the break would be one point thin.
  return uPlot.join(
    tables,
    tables.map(() => [1, 2]),
  );
}

/** The value of a curve at `x`: of its nearest point, `undefined` outside of it and in its gaps. */
export function valueAt({ points, reach = 0 }: Curve, x: number): number | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || x < first[0] - reach || x > last[0] + reach) {
    return undefined;
  }
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const above = points[low];
  const below = points[Math.max(0, low - 1)];
  if (above === undefined || below === undefined) return undefined;
  const nearest = x - below[0] < above[0] - x ? below : above;
  return reach > 0 && Math.abs(nearest[0] - x) > reach ? undefined : nearest[1];
}
