// What the median of a resample may be: the bootstrap distribution of a median, worked out instead of drawn.

/** The values that the median of a resample can take, rising, and how likely each is. */
export interface MedianDistribution {
  readonly values: readonly number[];
  /** As many; they sum to 1. */
  readonly shares: readonly number[];
}

/**
 * The median of `values.length` values drawn from `values` with replacement: what a bootstrap of infinitely many resamples gives
 * (Efron's ideal bootstrap; of medians by Maritz and Jarrett, 1978). Nothing is random, so nothing depends on a seed.
 *
 * @param values - At least one, in any order.
 */
export function medianDistribution(values: readonly number[]): MedianDistribution {
  const sorted = [...values].sort((a, b) => a - b);
  const points = sorted.length % 2 === 1 ? oddPoints(sorted) : evenPoints(sorted);
  points.sort((a, b) => a.value - b.value);
  return { values: points.map(({ value }) => value), shares: points.map(({ share }) => share) };
}

interface Point {
  readonly value: number;
  readonly share: number;
}

/** The median is one of the values: the k-th is it when the middle draw falls on it. */
function oddPoints(sorted: readonly number[]): Point[] {
  const middle = (sorted.length + 1) / 2;
  const reached = drawsWithin(sorted.length, middle);
  return sorted.map((value, at) => ({ value, share: (reached[at + 1] ?? 1) - (reached[at] ?? 0) }));
}

/** The median is the mean of the two middle draws: of two values, or of one that both fall on. */
function evenPoints(sorted: readonly number[]): Point[] {
  const n = sorted.length;
  const half = n / 2;
  const reached = drawsWithin(n, half);
  const lnWays = lnChoose(n, half);
  const points: Point[] = [];
  for (const [low, lower] of sorted.entries()) {
    let both = (reached[low + 1] ?? 1) - (reached[low] ?? 0);
    for (let high = low + 1; high < n; high++) {
      // Half of the draws fall on values up to the lower with one on it, the other half from the upper on likewise.
      const below = low + 1;
      const above = n - high;
      const lnShare = lnWays + half * Math.log((below / n) * (above / n));
      const share = Math.exp(lnShare) * (1 - (1 - 1 / below) ** half) * (1 - (1 - 1 / above) ** half);
      both -= share;
      points.push({ value: (lower + (sorted[high] ?? lower)) / 2, share });
    }
    points.push({ value: lower, share: Math.max(0, both) });
  }
  return points;
}

/** By k = 0 to n: the probability that at least `draws` of n draws fall on the k smallest of n values. */
function drawsWithin(n: number, draws: number): readonly number[] {
  return Array.from({ length: n + 1 }, (_, k) => {
    if (k === 0) return 0;
    if (k === n) return 1;
    let fewer = 0;
    for (let hits = 0; hits < draws; hits++) {
      fewer += Math.exp(lnChoose(n, hits) + hits * Math.log(k / n) + (n - hits) * Math.log(1 - k / n));
    }
    return Math.max(0, 1 - fewer);
  });
}

function lnChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
