// A histogram with fewer digits, for files that people keep for years.

import { type BucketCount, decodeBuckets, encodeBuckets } from "./hdr-encoding.js";

/** Buckets of a doubling: 128 are 0.8% wide at most, where the histograms of a run have 0.1%. */
const bucketsPerDoubling = 128;

/**
 * The same latencies in buckets of 0.8% instead of 0.1%, each at the middle of its own: a third of the text or less where there
 * are many.
 * Given again it stays as it is.
 *
 * @param hdr - V2 compressed base64.
 * @throws WsrigError `usage-invalid-histogram`
 */
export function coarseHistogram(hdr: string): string {
  const counts = new Map<number, number>();
  for (const { us, count } of decodeBuckets(hdr)) {
    const middle = middleOf(us);
    counts.set(middle, (counts.get(middle) ?? 0) + count);
  }
  const buckets: BucketCount[] = [...counts].map(([us, count]) => ({ us, count }));
  return encodeBuckets(buckets.sort((a, b) => a.us - b.us));
}

/** Up to 255 µs each has a bucket of its own. */
function middleOf(us: number): number {
  const doubling = Math.max(0, Math.floor(Math.log2(Math.max(1, us) / bucketsPerDoubling)));
  const width = 2 ** doubling;
  return Math.floor(us / width) * width + Math.floor(width / 2);
}
