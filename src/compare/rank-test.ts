// Whether two sides differ at all: the rank test of Mann and Whitney (1947) over blocks.

import { errorFunction } from "simple-statistics";

/**
 * Blocks of both sides together up to which the null distribution is exact: every way to share them out is counted,
 * and C(50, 25) is the last round number of ways that a double holds to the unit.
 */
export const mostExactBlocks = 50;

/**
 * Two-sided p of the rank test, 0 < p <= 1: the share of all ways to deal the values to the sides that put the rank sum at
 * least as far from its mean as it is.
 *
 * Exact given the ties (which share the mean of their ranks) up to {@link mostExactBlocks} blocks; above by the normal
 * approximation, corrected for ties and continuity, true to 1e-7.
 *
 * @param a - One value a block, at least one; of `b` too. The sides may be swapped.
 */
export function rankTest(a: readonly number[], b: readonly number[]): number {
  const ranks = doubledRanks([...a, ...b]);
  const sum = ranks.slice(0, a.length).reduce((total, rank) => total + rank, 0);
  // Doubled, as the ranks are, so that it is an integer: a's blocks times the mean rank.
  const mean = a.length * (ranks.length + 1);
  const distance = Math.abs(sum - mean);
  if (distance === 0) return 1;
  return ranks.length <= mostExactBlocks
    ? exactP(ranks, a.length, distance)
    : normalP(ranks, a.length, distance);
}

/** The smallest p that so many blocks can reach, without ties: both ways of keeping the sides apart, of all ways. */
export function smallestP(blocksA: number, blocksB: number): number {
  let ways = 1;
  for (let k = 1; k <= blocksA; k++) ways = (ways * (blocksB + k)) / k;
  return Math.min(1, 2 / ways);
}

/** Twice the ranks of the values, from 2; equal values share the mean of theirs, so twice it is an integer. */
function doubledRanks(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  let first = 0;
  while (first < order.length) {
    let last = first;
    while (last + 1 < order.length && values[order[last + 1] ?? 0] === values[order[first] ?? 0]) last++;
    for (let at = first; at <= last; at++) ranks[order[at] ?? 0] = first + last + 2;
    first = last + 1;
  }
  return ranks;
}

/**
 * Counts the subsets of each size by their sum, a rank at a time: `ways[size][sum]` grows by `ways[size - 1][sum - rank]`.
 */
function exactP(ranks: readonly number[], size: number, distance: number): number {
  const mean = size * (ranks.length + 1);
  const most = [...ranks]
    .sort((i, j) => j - i)
    .slice(0, size)
    .reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (const [seen, rank] of ranks.entries()) {
    for (let taken = Math.min(size, seen + 1); taken >= 1; taken--) {
      const into = ways[taken] as Float64Array;
      const from = ways[taken - 1] as Float64Array;
      for (let sum = most; sum >= rank; sum--)
        into[sum] = (into[sum] as number) + (from[sum - rank] as number);
    }
  }
  let all = 0;
  let far = 0;
  for (const [sum, count] of (ways[size] as Float64Array).entries()) {
    all += count;
    if (Math.abs(sum - mean) >= distance) far += count;
  }
  return far / all;
}

function normalP(ranks: readonly number[], size: number, distance: number): number {
  const all = ranks.length;
  const squares = ranks.reduce((sum, rank) => sum + (rank / 2) ** 2, 0);
  // Of the rank sum, drawn without replacement from the ranks as they are: the correction for ties is in it.
  const variance = ((size * (all - size)) / (all * (all - 1))) * (squares - (all * (all + 1) ** 2) / 4);
  const z = Math.max(0, distance / 2 - 0.5) / Math.sqrt(variance);
  // Further out the tail is below the error of errorFunction: an upper bound of p is what a level may be held against.
  return Math.min(1, Math.max(1e-7, 1 - errorFunction(z / Math.SQRT2)));
}
