// Exact percentiles, without a histogram: what wsrig's own are held against.

/**
 * The smallest value that at least `percentile` % of the values do not exceed (nearest rank).
 *
 * @param sorted - Ascending, at least one.
 * @param percentile - 0 to 100.
 */
export function percentileOf(sorted: ArrayLike<number>, percentile: number): number {
  // 99.9 % of 1,000 is 999, though 0.999 * 1,000 is a little more in binary fractions.
  const rank = Math.ceil((percentile * sorted.length) / 100 - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? Number.NaN;
}

/** The middle value; of an even number of values the lower one of the two. */
export function medianOf(values: readonly number[]): number {
  return percentileOf(
    [...values].sort((a, b) => a - b),
    50,
  );
}
