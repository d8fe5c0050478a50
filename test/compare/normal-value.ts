// Normal values for tests.

import type { Random } from "../../src/random.js";

/** One value of mean 0 and standard deviation 1, by Box and Muller. */
export function normalValue(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
