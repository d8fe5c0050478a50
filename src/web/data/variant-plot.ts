// Latency by percentile of the variants over their blocks: a curve with a band each.

import { evidenceOf, variantNames } from "../../figures/compared-variants.js";
import { medianInterval } from "../../figures/median-interval.js";
import type { VariantCurve, VariantPoint } from "../../figures/worked-out.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatUs } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { formatPercentile } from "./percentile-curves.js";
import type { ReportSource } from "./report-source.js";

/** What is drawn. */
export interface VariantPlot {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Blocks of the variant with the fewest. */
  readonly blocks: number;
  /** How often the bands hold the true median, of the variant with the fewest blocks. */
  readonly confidence: number;
  /** Whether only the percentiles in the blocks are known, not their histograms. */
  readonly coarse: boolean;
  readonly metrics: readonly VariantCurve["metric"][];
}

/** The curves of all variants, or of those named. Undefined where no block has a latency. */
export function variantPlot(source: ReportSource, shown?: readonly string[]): VariantPlot | undefined {
  const { report } = source;
  const coarse = source.variants === undefined;
  const names = variantNames(report);
  const drawn = (source.variants ?? coarseCurves(report)).filter(
    ({ variant, points }) => points.length > 0 && (shown?.includes(variant) ?? true),
  );
  if (drawn.length === 0) return undefined;
  const blocks = Math.min(...drawn.map((one) => one.blocks));
  const confidence = medianInterval(Array.from({ length: blocks }, () => 0))?.confidence ?? 0;
  const curves = drawn.map((one) => curveOf(one, names.indexOf(one.variant)));
  return {
    curves,
    x: percentileAxis(curves),
    y: latencyAxis(curves),
    blocks,
    confidence,
    coarse,
    metrics: [...new Set(drawn.map(({ metric }) => metric))],
  };
}

const coarsePercentiles = [
  [50, "p50"],
  [90, "p90"],
  [99, "p99"],
  [99.9, "p999"],
] as const;

/** From the figures of the blocks, for a report opened as plain JSON: histograms cannot be decoded here. */
function coarseCurves(report: RunReport): readonly VariantCurve[] {
  return variantNames(report).flatMap((variant) => {
    const blocks = evidenceOf(report.blocks ?? [], variant);
    const metric = blocks.find(({ latency }) => latency !== undefined)?.latency?.metric;
    if (metric === undefined) return [];
    const points = coarsePercentiles.flatMap(([percentile, figure]): readonly VariantPoint[] => {
      const interval = medianInterval(blocks.flatMap(({ figures }) => figures[figure] ?? []));
      return interval === undefined ? [] : [[percentile, interval.low, interval.median, interval.high]];
    });
    return [{ variant, metric, blocks: blocks.length, points }];
  });
}

function curveOf({ variant, points }: VariantCurve, colour: number): Curve {
  // The fastest message is no percentile; a logarithmic axis has no place for 0 µs.
  const shown = points.filter(([percentile]) => percentile > 0);
  const places = shown.map(([percentile, ...us]) => {
    const [low = 1, median = 1, high = 1] = us.map((one) => Math.max(1, one));
    return { x: 100 / (100 - percentile), low, median, high };
  });
  return {
    label: variant,
    colour,
    points: places.map(({ x, median }) => [x, median]),
    band: {
      words: says.variantLatency.bandWords,
      points: places.map(({ x, low, high }) => [x, low, high] as const),
    },
  };
}

function percentileAxis(curves: readonly Curve[]): PlotAxis {
  const end = Math.max(10, ...curves.map(({ points }) => points.at(-1)?.[0] ?? 1));
  return {
    title: says.variantLatency.x,
    csvTitle: "percentile",
    csv: (value) => 100 - 100 / value,
    logarithmic: true,
    format: (value) => formatPercentile(1 - 1 / value),
    ticks: [1, 2, 4, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].filter((tick) => tick <= end),
    range: [1, end * 1.15],
  };
}

/** As wide as the bands; logarithmic where the tail is far above the middle. */
function latencyAxis(curves: readonly Curve[]): PlotAxis {
  const bands = curves.flatMap(({ band }) => band?.points ?? []);
  const low = Math.min(...bands.map(([, lowUs]) => lowUs));
  const high = Math.max(...bands.map(([, , highUs]) => highUs));
  if (high <= 12 * low)
    return {
      title: says.variantLatency.y,
      csvTitle: "latency_us",
      format: formatUs,
      range: [0, high * 1.08],
    };
  return {
    title: says.plots.logScale(says.variantLatency.y),
    csvTitle: "latency_us",
    logarithmic: true,
    format: formatUs,
    range: [low / 1.1, high * 1.1],
    ticks: decimalTicks.filter((us) => us >= low / 1.1 && us <= high * 1.1),
  };
}

/** 1, 2, 5, 10, ... µs: as many as fit are drawn. */
const decimalTicks = Array.from({ length: 15 }, (_, decade) =>
  [1, 2, 5].map((digit) => digit * 10 ** decade),
).flat();
