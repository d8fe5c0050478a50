// Latency by percentile: curves over x = 1 / (1 - p), so that each further nine has the same room.

import type { TrendMetric } from "../../metrics/run-report.js";
import { formatUs } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import type { DrawnTrend } from "./trend-choices.js";

/** The curves of one metric with their x axis. */
export interface PercentilePlot {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  /** True where only the report's own percentiles are known, not the whole histogram. */
  readonly coarse: boolean;
  /** Whether the tail is so far above the middle that a logarithmic y axis reads better. */
  readonly longTail: boolean;
}

/** One curve per trend; of a load with both message latencies, service is dashed. */
export function percentilePlot(drawn: readonly DrawnTrend[]): PercentilePlot {
  const curves = drawn.map(({ trend, points, lane, label, dash }): Curve => {
    const shown = curvePoints(points ?? summaryPoints(trend), trend.count);
    return { label, colour: lane.colour, points: shown, ...(dash ? { dash } : {}) };
  });
  const coarse = drawn.some(({ points }) => points === undefined);
  const longTail = drawn.some(({ trend: { max = 0, p50 = 0 } }) => max > 12 * Math.max(1, p50));
  const end = Math.max(10, ...curves.map(({ points }) => points.at(-1)?.[0] ?? 1));
  const x: PlotAxis = {
    title: says.latency.percentileAxis,
    csvTitle: "percentile",
    logarithmic: true,
    format: (value) => formatPercentile(1 - 1 / value),
    csv: (value) => Number((100 * (1 - 1 / value)).toPrecision(10)),
    ticks: percentileTicks.filter((tick) => tick <= end),
    range: [1, end * 1.15],
  };
  return { curves, x, coarse, longTail };
}

/** `0.999` as `99.9%`: as many digits as the nines need, no more. */
export function formatPercentile(share: number): string {
  const percent = share * 100;
  if (percent < 90) return `${Number(percent.toFixed(0))}%`;
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(1 - Math.min(share, 1 - 1e-9))) - 1));
  return `${Number(percent.toFixed(digits))}%`;
}

/** An axis of times. @param csvTitle - Names the unit, µs. */
export function timeAxis(logarithmic: boolean, title = says.latency.axis, csvTitle = "latency_us"): PlotAxis {
  return { title, csvTitle, logarithmic, format: formatUs };
}

/** 1, 2, 5, 10, ... µs, for logarithmic axes with a range: as many as fit are drawn. */
export const decimalTicks: readonly number[] = Array.from({ length: 15 }, (_, decade) =>
  [1, 2, 5].map((digit) => digit * 10 ** decade),
).flat();

const percentileTicks = [1, 2, 4, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7];

/** What the report itself says of a distribution: percentile and µs, rising. */
export function summaryPoints(trend: TrendMetric): readonly (readonly [number, number])[] {
  const { min, p50, p75, p90, p95, p99, p999, max } = trend;
  const all = [
    [0, min],
    [50, p50],
    [75, p75],
    [90, p90],
    [95, p95],
    [99, p99],
    [99.9, p999],
    [100, max],
  ] as const;
  return all.flatMap(([percentile, us]) => (us === undefined ? [] : [[percentile, us] as const]));
}

// The slowest of n samples stands for the last 1/n, drawn at its middle: x = 2n. A finer percentile of so few
// samples would be invented.
function curvePoints(
  points: readonly (readonly [number, number])[],
  count: number,
): readonly (readonly [number, number])[] {
  const result: [number, number][] = [];
  for (const [percentile, us] of points) {
    // The fastest sample stands in the table; as a point it would stretch the axis for one sample in millions.
    if (percentile === 0) continue;
    const x = Math.min(2 * count, percentile >= 100 ? Number.POSITIVE_INFINITY : 100 / (100 - percentile));
    const last = result.at(-1);
    // A logarithmic y axis has no place for 0 µs; below 1 µs nothing is resolved anyway.
    const shown = Math.max(1, us);
    if (last !== undefined && x <= last[0]) last[1] = Math.max(last[1], shown);
    else result.push([x, shown]);
  }
  return result;
}
