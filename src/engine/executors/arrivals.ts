// The arrivals of an open model: which are a worker's, and when each is due.

import type { Share } from "../plan/run-plan.js";
import { dueUsOf, type Ramp } from "./ramp.js";
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
