// One curve of a plot as plain data, and how many of them become the table that uPlot draws.

import uPlot from "uplot";

/** Between what and what the points of a curve lie, such as an interval of confidence. */
export interface Band {
  /** What it shows, as said in the legend: `95% interval`. */
  readonly words: string;
  /** `[x, low, high]`, x strictly rising, low <= high. */
  readonly points: readonly (readonly [x: number, low: number, high: number])[];
}

/** Shapes that are told apart without colour. */
export type DotShape = "disc" | "square" | "triangle" | "diamond";

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
  /** Starts hidden; the reader can show it from the legend. */
  readonly hidden?: boolean;
  /** `[x, y]`, x strictly rising; `undefined` as y breaks the curve. */
  readonly points: readonly (readonly [number, number | undefined])[];
  /** Shaded in the colour of the curve; of dots, an upright line at each `x`. Hidden with its curve. */
  readonly band?: Band;
}

/**
 * The curves on one common x axis, as uPlot wants them: `null` breaks a curve, `undefined` is no point of it. Behind the
 * curves come, in their order, low and high of those that have a band: so the axes have room for them.
 */
export function alignCurves(curves: readonly Curve[]): uPlot.AlignedData {
  const tables = [
    ...curves.map(
      ({ points }): uPlot.AlignedData => [points.map(([x]) => x), points.map(([, y]) => y ?? null)],
    ),
    ...curves.flatMap(({ band }) => (band === undefined ? [] : [bandTable(band)])),
  ];
  if (tables.length === 0) return [[]];
  // Mode 2 widens each break over the points that only other curves have; else the break would be one point thin.
  return uPlot.join(
    tables,
    tables.map((table) => table.map((_, index) => (index === 0 ? 1 : 2))),
  );
}

function bandTable({ points }: Band): uPlot.AlignedData {
  return [points.map(([x]) => x), points.map(([, low]) => low), points.map(([, , high]) => high)];
}

/** The value of a curve at `x`: of its nearest point, `undefined` outside of it and in its gaps. */
export function valueAt({ points, reach }: Curve, x: number): number | undefined {
  if (reach === undefined) return nearestTo(points, x)?.[1];
  return points.find(([at]) => Math.abs(at - x) <= reach)?.[1];
}

/** Low and high of a band at `x`: of its nearest point, `undefined` outside of it. */
export function rangeAt({ points }: Band, x: number): readonly [low: number, high: number] | undefined {
  const nearest = nearestTo(points, x);
  return nearest && [nearest[1], nearest[2]];
}

function nearestTo<Point extends readonly [number, ...unknown[]]>(
  points: readonly Point[],
  x: number,
): Point | undefined {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined || x < first[0] || x > last[0]) return undefined;
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
  return x - below[0] < above[0] - x ? below : above;
}

/** One row of the table behind a plot. */
export interface CurveRow {
  readonly curve: string;
  readonly x: number;
  /** Undefined where only the band has this `x`. */
  readonly y: number | undefined;
  /** Of the band. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The points of a curve and of its band by x, gaps left out. */
export function curveRows({ label, points, band }: Curve): readonly CurveRow[] {
  const rows = new Map<number, CurveRow>();
  for (const [x, y] of points) {
    if (y !== undefined) rows.set(x, { curve: label, x, y, low: undefined, high: undefined });
  }
  for (const [x, low, high] of band?.points ?? []) {
    rows.set(x, { curve: label, x, y: rows.get(x)?.y, low, high });
  }
  return [...rows.values()].sort((a, b) => a.x - b.x);
}
