// The latencies of one second as the text that a heat map is drawn from.

import { formatHeat, heatBucketOf, heatLowestUs } from "../figures/heat-text.js";
import type { LatencyHistogram } from "./histogram.js";

/** The text of a histogram that is not empty, as `heat` in the report's schema describes it: `34:12,480,3;61:1`. */
export function heatOf(histogram: LatencyHistogram): string {
  const { minUs = 0, maxUs = 0 } = histogram;
  const last = heatBucketOf(maxUs);
  const counts = new Map<number, number>();
  for (let bucket = heatBucketOf(minUs); bucket <= last; bucket++) {
    counts.set(bucket, histogram.countBetween(heatLowestUs(bucket), heatLowestUs(bucket + 1)));
  }
  return formatHeat(counts);
}
