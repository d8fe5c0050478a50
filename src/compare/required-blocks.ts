// How many blocks it takes: to reach a level at all, and to find an effect.

import { cumulativeStdNormalProbability, median, medianAbsoluteDeviation, probit } from "simple-statistics";
import { type Change, fewestBlocks } from "./bootstrap.js";
import { sizeOf, thresholdOf } from "./effect-size.js";
import { smallestP } from "./rank-test.js";

/** What was seen, and what is to be found. */
export interface BlocksQuestion {
  readonly kind: Change["kind"];
  /** One value a block; at least one. */
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  /** To be found: a ratio above 1 as its distance from 1, or a difference of shares; > 0. */
  readonly effect: number;
  readonly noise: number;
  /** That p has to reach, times the number of figures of its family: Holm's first step. */
  readonly level: number;
  readonly family: number;
}

/** Beyond so many more blocks a side nobody runs them. */
export const mostBlocks = 1_000;

const power = 0.8;

/** Whether so many blocks of the sides can reach the level at all, and cover with their interval what they should. */
export function canReach(level: number, family: number, [a, b]: readonly [number, number]): boolean {
  return Math.min(a, b) >= fewestBlocks && family * smallestP(a, b) <= level;
}

/**
 * How many more blocks a side it takes until an effect is found with a power of 80%, 0 to {@link mostBlocks}: p reaches the level
 * (Noether, 1987), the median over blocks lies over the threshold, and so does the smallest p that so many can reach.
 *
 * The spread is that of the blocks seen, so an estimate from few blocks is a rough one.
 *
 * @returns nothing when {@link mostBlocks} would not do
 */
export function moreBlocks(question: BlocksQuestion): number | undefined {
  const { baseline, candidate, level, family } = question;
  const enough = blocksToFind(question);
  for (let more = 0; more <= mostBlocks; more++) {
    const sides = [baseline.length + more, candidate.length + more] as const;
    // Unequal sides tell as much as equal ones of their harmonic mean.
    const alike = 2 / (1 / sides[0] + 1 / sides[1]);
    if (alike >= enough && canReach(level, family, sides)) return more;
  }
  return undefined;
}

/** Blocks of each of two equal sides. */
function blocksToFind({ kind, baseline, candidate, effect, noise, level, family }: BlocksQuestion): number {
  const sigma = spreadOf(kind, [baseline, candidate]);
  if (sigma === 0) return 0;
  const size = kind === "ratio" ? Math.log1p(effect) : effect;
  const zPower = probit(power);
  const above = cumulativeStdNormalProbability(size / (sigma * Math.SQRT2)) - 0.5;
  const forTest = (probit(1 - level / family / 2) + zPower) ** 2 / (6 * above ** 2);
  // The variance of a median of n normal values is about pi / 2n times theirs.
  const forMedian = (Math.PI * (sigma * zPower) ** 2) / (size - thresholdOf(kind, noise)) ** 2;
  return Math.max(forTest, size > thresholdOf(kind, noise) ? forMedian : Number.POSITIVE_INFINITY);
}

/** Standard deviation between blocks of one side, in the terms of {@link sizeOf}, from the middle half of the deviations. */
function spreadOf(kind: Change["kind"], sides: readonly (readonly number[])[]): number {
  const deviations = sides.flatMap((values) => {
    const sizes = values.map((value) => sizeOf(kind, value)).filter(Number.isFinite);
    if (sizes.length === 0) return [];
    const middle = median(sizes);
    // Deviations from one's own median are too small by about one block's worth.
    const grow = Math.sqrt(sizes.length / Math.max(1, sizes.length - 1));
    return sizes.map((size) => (size - middle) * grow);
  });
  if (deviations.length === 0) return 0;
  const robust = 1.4826 * medianAbsoluteDeviation(deviations);
  if (robust > 0) return robust;
  // More than half of the blocks agree to the digit: then the others are all there is to tell.
  return 1.2533 * (deviations.reduce((sum, deviation) => sum + Math.abs(deviation), 0) / deviations.length);
}
