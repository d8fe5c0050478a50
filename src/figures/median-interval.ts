// The median of a few values, with an interval for the median of what they were drawn from.

/** See {@link medianInterval}. */
export interface MedianInterval {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** How often such an interval holds the true median: at least 0.95 from 6 values on, less below; 0 for one value. */
  readonly confidence: number;
}

/**
 * Order statistics: the narrowest pair of values, as far from both ends, that holds the true median at least 95 times in 100,
 * whatever the values are spread like. Fewer than 6 values cannot reach that: then the smallest and the largest.
 *
 * @returns `undefined` without a value
 */
export function medianInterval(values: readonly number[]): MedianInterval | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const median = middleOf(sorted);
  if (median === undefined) return undefined;
  const { fromEnd, confidence } = depthOf(sorted.length);
  const low = sorted[fromEnd] ?? median;
  const high = sorted[sorted.length - 1 - fromEnd] ?? median;
  return { low, median, high, confidence };
}

function middleOf(sorted: readonly number[]): number | undefined {
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}

const wanted = 0.95;

/** How many values lie outside at either end. The true median is above a value as often as a coin shows heads. */
function depthOf(count: number): { readonly fromEnd: number; readonly confidence: number } {
  // The logarithm of C(count, fromEnd) / 2^count: that exactly so many values are below the true median.
  let logShare = -count * Math.LN2;
  let outside = Math.exp(logShare);
  let best = { fromEnd: 0, confidence: Math.max(0, 1 - 2 * outside) };
  for (let fromEnd = 1; 2 * fromEnd < count - 1; fromEnd++) {
    logShare += Math.log((count - fromEnd + 1) / fromEnd);
    outside += Math.exp(logShare);
    if (1 - 2 * outside < wanted) break;
    best = { fromEnd, confidence: 1 - 2 * outside };
  }
  return best;
}
