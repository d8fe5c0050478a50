// The one clock: CLOCK_MONOTONIC in integer µs, the same instant in every process of a machine.

import { setTimeout as delay } from "node:timers/promises";

/** Time as everything in wsrig sees it, so that tests can move it by hand. */
export interface Clock {
  /** Now, in integer µs of CLOCK_MONOTONIC. Comparable between processes of one machine, not between machines. */
  nowUs(): number;
  /**
   * Resolves at or after `dueUs`, never before (timers of Node may fire up to 2 ms early).
   *
   * @throws the signal's reason when it aborts first.
   */
  sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void>;
}

// Node fires a longer timer after 1 ms, with a warning.
const maxTimerMs = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  nowUs,
  async sleepUntilUs(dueUs, signal) {
    signal?.throwIfAborted();
    for (let leftUs = dueUs - nowUs(); leftUs > 0; leftUs = dueUs - nowUs()) {
      try {
        await delay(
          Math.min(Math.ceil(leftUs / 1_000), maxTimerMs),
          undefined,
          signal ? { signal } : undefined,
        );
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      }
    }
  },
};

/** Sleeps for `ms` on `clock`. */
export function sleepMs(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return clock.sleepUntilUs(clock.nowUs() + ms * 1_000, signal);
}

function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000_000 + Math.floor(nanoseconds / 1_000);
}
