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
// Standard deviation of normal values by their median, and by their mean, distance from the middle.
const normalByMad = 1.4826;
const normalByMean = Math.sqrt(Math.PI / 2);

/** Whether so many blocks of the sides can reach the level at all, and cover with their interval what they should. */
export function canReach(level: number, family: number, [a, b]: readonly [number, number]): boolean {
  return Math.min(a, b) >= fewestBlocks && family * smallestP(a, b) <= level;
}

/**
 * How many more blocks a side it takes until an effect is found with a power of 80%, 0 to {@link mostBlocks}: p reaches the level,
 * the change of the medians is over the threshold, and the smallest p that so many can reach is no larger than the level.
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
  const over = size - thresholdOf(kind, noise);
  if (over <= 0) return Number.POSITIVE_INFINITY;
  const zPower = probit(power);
  // The variance of a median of n normal values is about pi / 2n times theirs.
  const forMedian = Math.PI * ((sigma * zPower) / over) ** 2;
  return Math.max(forMedian, blocksForTest(size / sigma, probit(1 - level / family / 2), zPower));
}

/**
 * Blocks until the rank test finds a shift, for normal values: the sum of ranks lies zLevel of its standard deviations without a shift, and
 * zPower of those with it, from the middle (Mann and Whitney, 1947; Noether, 1987, takes both to be alike, which asks for twice
 * too many where the sides hardly overlap).
 *
 * @param shift - In standard deviations of the values, > 0.
 */
function blocksForTest(shift: number, zLevel: number, zPower: number): number {
  const above = normalMean((x) => cumulativeStdNormalProbability(x + shift));
  const twiceAbove = normalMean((x) => cumulativeStdNormalProbability(x + shift) ** 2);
  const deviation = Math.sqrt(2 * Math.max(0, twiceAbove - above ** 2));
  return ((zLevel / Math.sqrt(6) + zPower * deviation) / (above - 0.5)) ** 2;
}

/** Mean of a function of a standard normal value. */
function normalMean(of: (x: number) => number): number {
  const step = 0.05;
  let sum = 0;
  for (let x = -6; x <= 6; x += step) sum += of(x) * Math.exp(-(x ** 2) / 2);
  return (sum * step) / Math.sqrt(2 * Math.PI);
}

/** Standard deviation between blocks of a side, in the terms of {@link sizeOf}; of two sides that differ in it, between both. */
function spreadOf(kind: Change["kind"], sides: readonly [readonly number[], readonly number[]]): number {
  const [a, b] = sides.map((values) => sideSpread(values.map((value) => sizeOf(kind, value))));
  return Math.hypot(a ?? 0, b ?? 0) / Math.SQRT2;
}

/** From the middle half of the deviations: a few blocks that went wrong are no measure of the others. */
function sideSpread(sizes: readonly number[]): number {
  const finite = sizes.filter(Number.isFinite);
  if (finite.length < 2) return 0;
  // Deviations from one's own median are too small by about one block's worth.
  const grow = Math.sqrt(finite.length / (finite.length - 1));
  const robust = normalByMad * medianAbsoluteDeviation(finite) * grow;
  if (robust > 0) return robust;
  // More than half of the blocks agree to the digit: then the others are all there is to tell.
  const middle = median(finite);
  const total = finite.reduce((sum, size) => sum + Math.abs(size - middle), 0);
  return normalByMean * (total / finite.length) * grow;
}
