// Latency by percentile of each variant: over its blocks, which are what an experiment has several of, and not over all messages.

import { evidenceOf, variantNames } from "../figures/compared-variants.js";
import { medianInterval } from "../figures/median-interval.js";
import type { VariantCurve, VariantPoint } from "../figures/worked-out.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import { LatencyHistogram } from "../metrics/histogram.js";
import type { RunReport } from "../metrics/run-report.js";

/** One curve a variant that has an answered message, the baseline first. Blocks that are no evidence are left out. */
export function variantCurves(report: RunReport): VariantCurve[] {
  const { blocks = [] } = report;
  return variantNames(report).flatMap((variant) => {
    const latencies = evidenceOf(blocks, variant).flatMap(({ latency }) => latency ?? []);
    const metric = latencies[0]?.metric;
    if (metric === undefined) return [];
    const histograms = latencies.filter((latency) => latency.metric === metric).map(histogramOf);
    return [{ variant, metric, blocks: histograms.length, points: pointsOf(histograms) }];
  });
}

function histogramOf({ hdr, min, max }: NonNullable<ReportBlock["latency"]>): LatencyHistogram {
  return LatencyHistogram.fromBase64(hdr, { minUs: min, maxUs: max });
}

/** At the percentiles that the block with the fewest messages has a message for; the slowest of all is no percentile. */
function pointsOf(histograms: readonly LatencyHistogram[]): readonly VariantPoint[] {
  const smallest = [...histograms].sort((a, b) => a.count - b.count)[0];
  const percentiles = smallest?.percentileCurve().map(([percentile]) => percentile) ?? [];
  return percentiles
    .filter((percentile) => percentile < 100)
    .flatMap((percentile) => {
      const values = histograms.flatMap((histogram) => histogram.percentileUs(percentile) ?? []);
      const interval = medianInterval(values);
      return interval === undefined
        ? []
        : [[percentile, interval.low, interval.median, interval.high] as const];
    });
}
