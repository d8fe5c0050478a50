// How far two distributions of latencies lie apart, as one number.

import { bucketIndexOf, lowestUsOf } from "../metrics/bucket-layout.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import { LatencyHistogram } from "../metrics/histogram.js";

/**
 * The largest distance of the two cumulative distributions (Kolmogorov-Smirnov), 0 to 1, of all blocks of each side together. An effect
 * size, never a test: messages of a block are not independent.
 *
 * @returns nothing where a side has no latencies, or not all are of one metric
 */
export function latencyDistance(
  baseline: readonly ReportBlock[],
  candidate: readonly ReportBlock[],
): number | undefined {
  const metrics = new Set([...baseline, ...candidate].flatMap(({ latency }) => latency?.metric ?? []));
  const [a, b] = [merged(baseline), merged(candidate)];
  if (metrics.size !== 1 || a.count === 0 || b.count === 0) return undefined;
  const steps = [...stepsOf(a, 1), ...stepsOf(b, -1)].sort((one, other) => one.us - other.us);
  let difference = 0;
  let largest = 0;
  for (const [at, { us, share }] of steps.entries()) {
    difference += share;
    if (steps[at + 1]?.us !== us) largest = Math.max(largest, Math.abs(difference));
  }
  return Math.min(1, largest);
}

function merged(blocks: readonly ReportBlock[]): LatencyHistogram {
  const all = new LatencyHistogram();
  for (const { latency } of blocks) {
    if (latency === undefined) continue;
    all.merge(LatencyHistogram.fromBase64(latency.hdr, { minUs: latency.min, maxUs: latency.max }));
  }
  return all;
}

/** By the lowest latency of each bucket: the last bucket of one side must not be told from the same of the other. */
function stepsOf(histogram: LatencyHistogram, sign: 1 | -1): { us: number; share: number }[] {
  return [...histogram.buckets()].map(({ us, count }) => ({
    us: lowestUsOf(bucketIndexOf(us)),
    share: (sign * count) / histogram.count,
  }));
}
