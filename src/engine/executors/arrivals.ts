// The arrivals of an open model: which are a worker's, and when each is due.

import type { Share } from "../plan/run-plan.js";
import { countUntil, dueUsOf, type Ramp } from "./ramp.js";
import { workOf } from "./share-split.js";

/** A planned start of an iteration. */
export interface Arrival {
  /** 0-based, over all workers. */
  readonly index: number;
  /** µs after the start of the load; whole. */
  readonly dueUs: number;
}

/**
 * The share's arrivals before the end of the ramp, in order. Over all workers they are those of one worker.
 *
 * @param maxClients - Of all workers: arrivals go where clients are, see {@link workOf}.
 */
export function* arrivalsOf(ramp: Ramp, share: Share, maxClients: number): Generator<Arrival, void> {
  for (const index of workOf(share, maxClients)) {
    const dueUs = dueUsOf(ramp, index);
    if (dueUs === undefined || dueUs >= ramp.endUs) return;
    yield { index, dueUs };
  }
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
