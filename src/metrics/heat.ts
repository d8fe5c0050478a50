// The latencies of one second in coarse logarithmic buckets, as a short text: what a heat map is drawn from.

import type { LatencyHistogram } from "./histogram.js";

/*
 *   bucket  0 ..  7    one per µs: 0 .. 7
 *   bucket  8 .. 11    8, 10, 12, 14 µs: one per 2 µs
 *   bucket 12 .. 15    16, 20, 24, 28 µs: one per 4 µs
 *   ...                each doubling is cut into 4, at borders that the histogram's own buckets have too
 */
const bucketsPerDoubling = 4;

/** The lowest latency of heat bucket `bucket`, µs. */
export function heatLowestUs(bucket: number): number {
  const shift = Math.max(0, Math.floor(bucket / bucketsPerDoubling) - 1);
  return (bucket - shift * bucketsPerDoubling) * 2 ** shift;
}

/** The heat bucket of `us`, an integer >= 0. */
export function heatBucketOf(us: number): number {
  let shift = 0;
  // Math.log2 is off by one near the top.
  while (us >= 2 * bucketsPerDoubling * 2 ** shift) shift++;
  return shift * bucketsPerDoubling + Math.floor(us / 2 ** shift);
}

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

/** Two texts as one; either may be missing. */
export function joinHeat(a: string | undefined, b: string | undefined): string {
  if (a === undefined || b === undefined) return a ?? b ?? "";
  const counts = parseHeat(a);
  for (const [bucket, count] of parseHeat(b)) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  return formatHeat(new Map([...counts].sort(([x], [y]) => x - y)));
}

/** Counts by bucket of a text, lowest bucket first. */
export function parseHeat(heat: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const run of heat.split(";")) {
    const [first = "", list = ""] = run.split(":");
    let bucket = Number(first);
    for (const count of list.split(",")) counts.set(bucket++, Number(count));
  }
  return counts;
}

/** @param counts - Lowest bucket first; those of 0 are left out. */
function formatHeat(counts: ReadonlyMap<number, number>): string {
  let text = "";
  let next = -1;
  for (const [bucket, count] of counts) {
    if (count === 0) continue;
    text += bucket === next ? `,${count}` : `${text === "" ? "" : ";"}${bucket}:${count}`;
    next = bucket + 1;
  }
  return text;
}
