// Where a latency is counted: the bucket layout of an HdrHistogram with unit 1 and three significant digits.

/*
 *   shift 0:  0 .. 2,047        one bucket per µs        indexes 0 .. 2,047
 *   shift 1:  2,048 .. 4,095    one per 2 µs             indexes 2,048 .. 3,071
 *   shift 2:  4,096 .. 8,191    one per 4 µs             indexes 3,072 .. 4,095
 *   ...       each doubling is cut into 1,024 buckets, so none is wider than 1/1,024 of its values
 */
const bucketsPerDoubling = 1_024;
const singleUnitTop = 2_047;

/** Index of the bucket of `us`. @param us - Integer, 0 to 2^53 - 1; not checked, for it runs per message. */
export function bucketIndexOf(us: number): number {
  const shift =
    us < 0x1_0000_0000 ? 21 - Math.clz32(us | singleUnitTop) : 53 - Math.clz32(us / 0x1_0000_0000);
  return shift * bucketsPerDoubling + (us < 0x1_0000_0000 ? us >>> shift : Math.floor(us / 2 ** shift));
}

/** The lowest latency counted in bucket `index`, µs. */
export function lowestUsOf(index: number): number {
  const shift = shiftOf(index);
  return (index - shift * bucketsPerDoubling) * 2 ** shift;
}

/** The highest latency counted in bucket `index`, µs. */
export function highestUsOf(index: number): number {
  return lowestUsOf(index) + 2 ** shiftOf(index) - 1;
}

/** Buckets needed to count `us` and everything below, in whole doublings. */
export function bucketsUpTo(us: number): number {
  return (shiftOf(bucketIndexOf(us)) + 2) * bucketsPerDoubling;
}

function shiftOf(index: number): number {
  return Math.max(0, Math.floor(index / bucketsPerDoubling) - 1);
}
