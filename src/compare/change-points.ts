// Where a series of figures changed its level: found afterwards, over the whole series, and slow to cry wolf.

import { median, medianAbsoluteDeviation } from "simple-statistics";
import type { Random } from "../random.js";

/** Options of {@link findChanges}. */
export interface ChangeOptions {
  /** ratio: changes are judged by new / old; difference: by new - old, of shares and counts. */
  readonly kind: "ratio" | "difference";
  /** Least change that means something: 0.03 is 3% of a ratio, or 0.03 of a difference. */
  readonly noise: number;
  /** Of each permutation test: 0.01 is 1%. At least 1 / {@link permutations}. */
  readonly level: number;
  readonly random: Random;
}

/** One change of level. */
export interface Change {
  /** Index of the first value after it. */
  readonly at: number;
  /** Median of the values since the change before. */
  readonly from: number;
  /** Median of the values until the next change. */
  readonly to: number;
  /** Of the permutation test, (0, 1]. */
  readonly p: number;
}

/** Orders tried by a test that finds something; so its smallest p is 1 / 2000. */
const permutations = 1_999;

/** Values that must follow a change, and precede it: fewer are an outlier, not a level. */
export const leastSide = 3;

/**
 * The changes in `values`, in order.
 *
 * Seeded binary segmentation with a permutation test: over intervals of all lengths the place is searched where the means on
 * both sides differ most; it counts when at most `level` of all orders of the same values have a difference as large; both parts
 * are then searched in the same way. Changes whose medians differ by less than `noise` are taken back, the smallest first.
 *
 * The scheme is that of E-divisive (Matteson and James, "A nonparametric approach for multiple change point analysis of
 * multivariate data", 2014), as used on benchmark results by MongoDB (Daly et al., "The use of change point detection to
 * identify software performance regressions in a continuous integration system", 2020). Its energy statistic costs n² for each
 * order; a difference of means over seeded intervals (Kovács et al., "Seeded binary segmentation", 2023) costs n log n and sees
 * a change that was taken back, too. Means are of logarithms, and values beyond three robust standard deviations of the median
 * are pulled in to there: an outlier is no level. The level of a permutation test holds for any statistic and distribution, as
 * long as runs are independent; a machine with good and bad weeks is not covered.
 *
 * @param values - Finite numbers in the order of time; of a ratio > 0.
 */
export function findChanges(values: readonly number[], options: ChangeOptions): readonly Change[] {
  const isRatio = options.kind === "ratio";
  const scale = isRatio ? values.map(Math.log) : values;
  const cuts: Cut[] = [];
  const open: (readonly [from: number, to: number])[] = [[0, values.length]];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part;
    const found = testedCut(scale.slice(from, to), options);
    if (found === undefined) continue;
    const at = from + found.at;
    cuts.push({ at, p: found.p });
    open.push([from, at], [at, to]);
  }
  cuts.sort((a, b) => a.at - b.at);
  const effect = (change: Change): number =>
    isRatio ? Math.abs(Math.log(change.to / change.from)) : Math.abs(change.to - change.from);
  return withoutNoise(values, cuts, { effect, least: isRatio ? Math.log1p(options.noise) : options.noise });
}

/**
 * From how many values on a change can be found at all: the least number for which a clean step in the middle is rare among
 * all orders (it is 2 of `n choose n/2`): at most half the level, so that the orders tried at random show it, too.
 */
export function valuesNeeded(level: number): number {
  for (let n = 2 * leastSide; ; n++) {
    if (2 / choose(n, Math.floor(n / 2)) <= level / 2) return n;
  }
}

interface Cut {
  readonly at: number;
  readonly p: number;
}

/** The best cut, if the test lets it pass. */
function testedCut(part: readonly number[], { level, random }: ChangeOptions): Cut | undefined {
  if (part.length < valuesNeeded(level)) return undefined;
  const values = pulledIn(part);
  const intervals = seededIntervals(values.length);
  const best = bestCut(values, intervals);
  if (best.strength === 0) return undefined;
  // Sequential (Besag and Clifford, 1991): a p above the level needs not be known exactly.
  const allowed = Math.floor(level * (permutations + 1)) - 1;
  let asLarge = 0;
  for (let tried = 0; tried < permutations; tried++) {
    shuffle(values, random);
    // Sums in another order differ in their last digits.
    if (bestCut(values, intervals).strength >= best.strength * (1 - 1e-9)) asLarge++;
    if (asLarge > allowed) return undefined;
  }
  return { at: best.at, p: (asLarge + 1) / (permutations + 1) };
}

type Interval = readonly [from: number, to: number];

/** Of all lengths from the whole down, overlapping by half; of thousands of values fewer lengths, to be done in seconds. */
function seededIntervals(n: number): readonly Interval[] {
  const intervals: Interval[] = [];
  const shorter = n > 500 ? 2 : Math.SQRT2;
  for (let length = n; length >= 2 * leastSide; length /= shorter) {
    const steps = Math.max(1, Math.ceil((2 * n) / length) - 1);
    for (let step = 0; step < steps; step++) {
      const from = steps === 1 ? 0 : Math.floor((step * (n - length)) / (steps - 1));
      intervals.push([from, Math.min(n, Math.ceil(from + length))]);
    }
  }
  return intervals;
}

/** The cut with the largest squared difference of the means on both sides, each weighed by its size. */
function bestCut(
  values: Float64Array,
  intervals: readonly Interval[],
): { readonly at: number; readonly strength: number } {
  const sums = new Float64Array(values.length + 1);
  let mean = 0;
  for (const value of values) mean += value / values.length;
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0) - mean;
  let [at, strength] = [0, 0];
  for (const [from, to] of intervals) {
    const [start, length] = [sums[from] ?? 0, to - from];
    const slope = ((sums[to] ?? 0) - start) / length;
    for (let k = leastSide; k <= length - leastSide; k++) {
      const above = (sums[from + k] ?? 0) - start - k * slope;
      const here = (above * above * length) / (k * (length - k));
      if (here > strength) [at, strength] = [from + k, here];
    }
  }
  // Of equal values only what rounding leaves.
  return { at, strength: strength > (mean * mean + 1e-12) * 1e-20 ? strength : 0 };
}

/** Where most values are the same there is no spread to measure by, and nothing is pulled in. */
function pulledIn(values: readonly number[]): Float64Array {
  const middle = median([...values]);
  // 1.4826: of normal values the median distance times this is the standard deviation.
  const reach = 3 * 1.4826 * medianAbsoluteDeviation([...values]);
  if (reach === 0) return Float64Array.from(values);
  return Float64Array.from(values, (value) => Math.min(middle + reach, Math.max(middle - reach, value)));
}

function withoutNoise(
  values: readonly number[],
  cuts: readonly Cut[],
  { effect, least }: { readonly effect: (change: Change) => number; readonly least: number },
): readonly Change[] {
  const changes = cuts.map(({ at, p }, index) => {
    const [before, after] = [cuts[index - 1]?.at ?? 0, cuts[index + 1]?.at ?? values.length];
    return { at, p, from: median(values.slice(before, at)), to: median(values.slice(at, after)) };
  });
  const smallest = changes.reduce<Change | undefined>(
    (least, change) => (least === undefined || effect(change) < effect(least) ? change : least),
    undefined,
  );
  if (smallest === undefined || effect(smallest) >= least) return changes;
  return withoutNoise(
    values,
    cuts.filter(({ at }) => at !== smallest.at),
    { effect, least },
  );
}

/** By Fisher and Yates, in place. */
function shuffle(values: Float64Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.integer(0, last);
    const held = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = held;
  }
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}
