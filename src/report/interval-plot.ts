// The changes of a comparison drawn with characters: intervals against the noise band, to be looked at rather than read.

import { changeText, noiseBand, type ShownChange, share, shownChange } from "../figures/compared-rows.js";
import type { ComparedRow, ReportComparison } from "../metrics/comparison-report.js";
import type { Colours } from "./colours.js";
import { pad } from "./text-table.js";
import { verdictPaint } from "./verdict-paint.js";

interface DrawnRow extends Pick<ComparedRow, "title" | "gates" | "verdict"> {
  readonly change: ShownChange;
}

/** Characters on either side of no change. */
const half = 24;
/** An interval of a few blocks may be as wide as it likes: what lies beyond a factor of 10 is cut. */
const mostExtent = Math.log(10);

/**
 * The ratios as lines, one a figure, all on one scale; none where there is no ratio.
 *
 * ```
 *   p50 latency  |           ░░░░░│░░░░░     ├──●───┤
 *   p99 latency  |           ░░├──┼─●┤░
 *                 -25%            0            +25%
 * ```
 */
export function intervalPlot(comparison: ReportComparison, colour: Colours): readonly string[] {
  const rows = comparison.rows.flatMap((row): readonly DrawnRow[] => {
    const change = shownChange(row);
    return change?.kind === "ratio" ? [{ ...row, change }] : [];
  });
  if (rows.length === 0) return [];
  const extent = extentOf(rows, comparison);
  const width = Math.max(...rows.map(({ title }) => title.length));
  const lines = rows.map(
    (row) => `  ${pad(row.title, width)}  ${drawn(row, comparison.noise, extent, colour).trimEnd()}`,
  );
  const [low, high] = [changeText(Math.exp(-extent), "ratio"), changeText(Math.exp(extent), "ratio")];
  const axis = `${low.padEnd(half)}0${high.padStart(half)}`;
  const indent = " ".repeat(width + 4);
  return [...lines, `${indent}${axis}`, `${indent}${legend(rows, comparison)}`];
}

function legend(rows: readonly DrawnRow[], { noise, confidence }: ReportComparison): string {
  const band = `░ within the noise threshold of ${share(noise)}`;
  const mark = rows.some(({ change }) => change.interval !== undefined)
    ? `├─●─┤ change with its ${share(confidence)} interval`
    : "● change, of too few blocks for an interval";
  return `${band}   ${mark}`;
}

/** By ratio, so that twice as much and half as much lie equally far out. The figures that gate set the scale. */
function extentOf(rows: readonly DrawnRow[], { noise }: ReportComparison): number {
  const gating = rows.filter(({ gates }) => gates);
  const ends = (gating.length > 0 ? gating : rows).flatMap(({ change: { value, interval } }) =>
    interval === undefined ? [value] : [value, interval.low, interval.high],
  );
  const distances = ends.filter((ratio) => ratio > 0).map((ratio) => Math.abs(Math.log(ratio)));
  const widest = Math.max(...distances, 2 * Math.log(1 + noise));
  return Math.min(mostExtent, widest * 1.05);
}

/** A line of 2 * half + 1 cells. */
function drawn(row: DrawnRow, noise: number, extent: number, colour: Colours): string {
  const cells = Array.from({ length: 2 * half + 1 }, () => " ");
  const place = (ratio: number): number =>
    ratio <= 0 ? Number.NEGATIVE_INFINITY : half + Math.round((Math.log(ratio) / extent) * half);
  const fill = (from: number, to: number, sign: string): void => {
    for (let cell = Math.max(0, from); cell <= Math.min(2 * half, to); cell++) cells[cell] = sign;
  };
  const [least, most] = noiseBand(noise);
  fill(place(least), place(most), "░");
  cells[half] = "│";
  const { value, interval } = row.change;
  const painted =
    interval === undefined
      ? dot(place(value), cells)
      : span({ low: place(interval.low), value: place(value), high: place(interval.high) }, fill, cells);
  const paint = verdictPaint(row.verdict, colour);
  const text = (from: number, to: number): string => cells.slice(from, to).join("");
  return `${text(0, painted.from)}${paint(text(painted.from, painted.to))}${text(painted.to, cells.length)}`;
}

interface Marks {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

interface Painted {
  readonly from: number;
  readonly to: number;
}

/** An interval; an arrow stands where it goes on beyond the edge. */
function span(
  { low, value, high }: Marks,
  fill: (from: number, to: number, sign: string) => void,
  cells: string[],
): Painted {
  fill(low, high, "─");
  if (low < half && high > half) cells[half] = "┼";
  const [from, to] = [within(low), within(high)];
  cells[from] = beyond(low) ?? "├";
  cells[to] = beyond(high) ?? "┤";
  if (value >= 0 && value <= 2 * half) cells[value] = "●";
  return { from, to: to + 1 };
}

function dot(value: number, cells: string[]): Painted {
  const at = within(value);
  cells[at] = beyond(value) ?? "●";
  return { from: at, to: at + 1 };
}

/** The sign at the edge beyond which a cell lies. */
function beyond(cell: number): string | undefined {
  if (cell < 0) return "◂";
  return cell > 2 * half ? "▸" : undefined;
}

function within(cell: number): number {
  return Math.min(2 * half, Math.max(0, cell));
}
