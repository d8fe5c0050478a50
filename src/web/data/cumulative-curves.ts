// The cumulative distribution: which share of all samples was at most as slow as a time.

import { formatUs } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { decimalTicks, formatPercentile, summaryPoints } from "./percentile-curves.js";
import type { DrawnTrend } from "./trend-choices.js";

/** The axis of shares, 0 to 100%. */
export const shareAxis: PlotAxis = {
  title: says.latency.shareAxis,
  csvTitle: "samples_percent",
  format: (percent) => formatPercentile(percent / 100),
  range: [0, 100],
  ticks: [0, 25, 50, 75, 100],
};

/** The axis of times, as long as the curves; always logarithmic, for the tail would leave the rest no room. */
export function cumulativeTimeAxis(title: string, curves: readonly Curve[]): PlotAxis {
  const low = Math.max(1, Math.min(...curves.map(({ points }) => points[0]?.[0] ?? 1)) / 1.1);
  const high = Math.max(2 * low, 1.1 * Math.max(...curves.map(({ points }) => points.at(-1)?.[0] ?? 1)));
  return {
    title,
    csvTitle: "latency_us",
    logarithmic: true,
    format: formatUs,
    range: [low, high],
    ticks: decimalTicks.filter((us) => us >= low && us <= high),
  };
}

/** One curve per trend: x in µs, y in percent. From the report's own percentiles where no histogram is known. */
export function cumulativeCurves(drawn: readonly DrawnTrend[]): readonly Curve[] {
  return drawn.map(({ trend, points, hundredths, lane, label, dash }): Curve => {
    const shares = hundredths === undefined ? summaryPoints(trend) : finestShares(hundredths, points ?? []);
    return { label, colour: lane.colour, points: risingPoints(shares), ...(dash ? { dash } : {}) };
  });
}

type Share = readonly [percent: number, us: number];

/** Whole percentiles up to 99%; above, where few samples reach far, those of the percentile curve. */
function finestShares(hundredths: readonly number[], tail: readonly Share[]): readonly Share[] {
  const whole = hundredths.slice(0, 100).map((us, percent): Share => [percent, us]);
  return [...whole, ...tail.filter(([percent]) => percent > 99)];
}

// Many samples of one time make the share jump there: from the last point below it straight up, not aslant.
const justBelowUs = 0.5;

/** `[us, percent]`, us strictly rising. */
function risingPoints(shares: readonly Share[]): readonly (readonly [number, number])[] {
  const byUs = new Map<number, { readonly low: number; high: number }>();
  for (const [percent, us] of shares) {
    // A logarithmic axis has no place for 0 µs; below 1 µs nothing is resolved anyway.
    const shown = Math.max(1, us);
    const known = byUs.get(shown);
    if (known === undefined) byUs.set(shown, { low: percent, high: percent });
    else known.high = percent;
  }
  return [...byUs].flatMap(([us, { low, high }]) =>
    low === high || us === 1
      ? [[us, high] as const]
      : [[us - justBelowUs, low] as const, [us, high] as const],
  );
}
