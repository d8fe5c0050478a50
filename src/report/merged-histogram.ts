// The histograms of several trends as one.

import { LatencyHistogram } from "../metrics/histogram.js";
import type { TrendMetric } from "../metrics/run-report.js";

/** Merged exactly, with the exact figures beside; trends without a histogram are left out. */
export function mergedHistogram(trends: readonly TrendMetric[]): LatencyHistogram {
  const merged = new LatencyHistogram();
  for (const { hdr, min, max, mean, stdev } of trends) {
    if (hdr === undefined) continue;
    merged.merge(LatencyHistogram.fromBase64(hdr, { minUs: min, maxUs: max, meanUs: mean, stdevUs: stdev }));
  }
  return merged;
}
