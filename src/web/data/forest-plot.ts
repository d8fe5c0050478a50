// The differences of a comparison as places on one axis of percent: a point and an interval for each figure.

import { noiseBand, shownChange } from "../../figures/compared-rows.js";
import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";

/** Places are shares of the width, 0 to 1. */
export interface ForestRow {
  readonly row: ComparedRow;
  readonly at: number;
  /** Absent where there are too few blocks for an interval. */
  readonly interval?: readonly [low: number, high: number];
}

/** See the file's first line. */
export interface ForestPlot {
  /** Those with a change, in the order of the report. */
  readonly rows: readonly ForestRow[];
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
  /** Where nothing has changed. */
  readonly zero: number;
  /** The noise threshold on both sides. */
  readonly noise: readonly [from: number, to: number];
  /** Whether twice as much is as far from 0 as half as much. */
  readonly isLogarithmic: boolean;
}

/** Undefined where no figure has a change. */
export function forestPlot({
  rows,
  noise,
}: Pick<ReportComparison, "rows" | "noise">): ForestPlot | undefined {
  const drawn = rows.flatMap((row) => {
    const change = shownChange(row);
    if (change === undefined) return [];
    const { kind, value, interval } = change;
    const ends = interval === undefined ? [] : [interval.low, interval.high];
    return [{ row, ratios: [value, ...ends].map((one) => asRatio(kind, one)) }];
  });
  if (drawn.length === 0) return undefined;
  const ends = drawn.flatMap(({ ratios }) => ratios);
  const [least, most] = noiseBand(noise);
  const [lowest, highest] = [Math.min(least, ...ends), Math.max(most, ...ends)];
  // On a linear axis a figure that grew tenfold would leave no room for the others.
  const isLogarithmic = highest > 3 && lowest > 0;
  const place = (ratio: number): number => (isLogarithmic ? Math.log(ratio) : ratio - 1);
  const room = 0.06 * (place(highest) - place(lowest));
  const [from, to] = [place(lowest) - room, place(highest) + room];
  const at = (ratio: number): number => Math.min(1, Math.max(0, (place(ratio) - from) / (to - from)));
  return {
    rows: drawn.map(({ row, ratios }) => {
      const [value = 0, low, high] = ratios.map(at);
      return {
        row,
        at: value,
        ...(low !== undefined && high !== undefined && { interval: [low, high] as const }),
      };
    }),
    ticks: (isLogarithmic ? logTicks : linearTicks(from, to))
      .filter((ratio) => place(ratio) >= from && place(ratio) <= to)
      .map((ratio) => ({ at: at(ratio), label: tickLabel(ratio) })),
    zero: at(1),
    noise: [at(least), at(most)],
    isLogarithmic,
  };
}

/** A difference of shares has its points where a ratio has its percent. */
function asRatio(kind: "ratio" | "difference", value: number): number {
  return kind === "ratio" ? value : 1 + value;
}

const logTicks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

function linearTicks(from: number, to: number): readonly number[] {
  const rough = (to - from) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((digit) => digit * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  return Array.from({ length: Math.floor(to / step) - first + 1 }, (_, index) => 1 + (first + index) * step);
}

function tickLabel(ratio: number): string {
  const percent = Number(((ratio - 1) * 100).toFixed(3));
  if (percent === 0) return "0%";
  return `${percent < 0 ? "-" : "+"}${Math.abs(percent).toLocaleString("en-US")}%`;
}
