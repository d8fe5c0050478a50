// The latencies of one second in coarse logarithmic buckets, as a short text: read, written and added up.

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

/** The text of counts. @param counts - Lowest bucket first; those of 0 are left out. */
export function formatHeat(counts: ReadonlyMap<number, number>): string {
  let text = "";
  let next = -1;
  for (const [bucket, count] of counts) {
    if (count === 0) continue;
    text += bucket === next ? `,${count}` : `${text === "" ? "" : ";"}${bucket}:${count}`;
    next = bucket + 1;
  }
  return text;
}

/** Two texts as one; `undefined` when both are missing. */
export function joinHeat(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const counts = parseHeat(a);
  addHeat(counts, b);
  return formatHeat(new Map([...counts].sort(([x], [y]) => x - y)));
}

/** Counts by bucket of a text, lowest bucket first. */
export function parseHeat(heat: string): Map<number, number> {
  const counts = new Map<number, number>();
  addHeat(counts, heat);
  return counts;
}

/** Adds the counts of a text, `first:count,count;first:count`, to `counts`. */
export function addHeat(counts: Map<number, number>, heat: string): void {
  for (const run of heat.split(";")) {
    const [first = "", list = ""] = run.split(":");
    let bucket = Number(first);
    for (const count of list.split(",")) {
      counts.set(bucket, (counts.get(bucket) ?? 0) + Number(count));
      bucket++;
    }
  }
}
