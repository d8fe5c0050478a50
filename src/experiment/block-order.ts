// In which order the blocks of an experiment are run: interleaved, so that a drift of the machine falls on all variants alike.

import type { Random } from "../random.js";

/**
 * The variants by index, block by block: rounds in which each stands once, in a random order, and each second round mirrors
 * the first (ABBA), so that a linear drift cancels.
 *
 * ```
 *   2 variants, 4 blocks a side:  A B  B A  B A  A B
 * ```
 *
 * @param variants - How many, >= 1.
 * @param blocks - Of each variant, >= 0.
 */
export function blockOrder(variants: number, blocks: number, random: Random): readonly number[] {
  const order: number[] = [];
  let round: readonly number[] = [];
  for (let index = 0; index < blocks; index++) {
    round = index % 2 === 0 ? shuffled(variants, random) : [...round].reverse();
    order.push(...round);
  }
  return order;
}

/** 0 to n - 1, by Fisher and Yates. */
function shuffled(n: number, random: Random): readonly number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
}
