// A histogram at every whole percentile: what the page draws as the share of samples over time.

import type { LatencyHistogram } from "../metrics/histogram.js";

/** The latencies in µs at 0%, 1%, ... 100%, so 101 of them; empty when the histogram is. */
export function everyHundredth(histogram: LatencyHistogram): number[] {
  return Array.from({ length: 101 }, (_, percentile) => histogram.percentileUs(percentile)).filter(
    (us) => us !== undefined,
  );
}
