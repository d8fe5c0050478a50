// What a ramp says at a time, straight from its pieces: what arrivals and clients are compared with.

import { dueUsOf, type Ramp } from "../../../src/engine/executors/ramp.js";

/** The level at a time; at a jump the one after it, from the end on the last one. */
export function levelAt(ramp: Ramp, atUs: number): number {
  const piece = ramp.pieces.find(({ toUs }) => atUs < toUs);
  if (piece === undefined) return ramp.pieces.at(-1)?.toLevel ?? 0;
  const { fromUs, toUs, fromLevel, toLevel } = piece;
  return fromLevel + ((toLevel - fromLevel) * (atUs - fromUs)) / (toUs - fromUs);
}

/** Integral of the level, read as a rate per second, from the start to a time; at the end it stops growing. */
export function countUntil(ramp: Ramp, atUs: number): number {
  const piece = ramp.pieces.find(({ toUs }) => atUs < toUs);
  if (piece === undefined) return ramp.pieces.at(-1)?.toCount ?? 0;
  return piece.fromCount + ((piece.fromLevel + levelAt(ramp, atUs)) * (atUs - piece.fromUs)) / 2_000_000;
}

/** How many arrivals are due before a time, over all workers: the integral of the rate, rounded up. */
export function arrivalsBefore(ramp: Ramp, atUs: number): number {
  const untilUs = Math.min(atUs, ramp.endUs);
  const isBefore = (index: number): boolean => (dueUsOf(ramp, index) ?? Number.POSITIVE_INFINITY) < untilUs;
  // Due times are rounded to whole µs, which moves an arrival over the border at most.
  let count = Math.ceil(countUntil(ramp, untilUs));
  while (count > 0 && !isBefore(count - 1)) count -= 1;
  while (isBefore(count)) count += 1;
  return count;
}
