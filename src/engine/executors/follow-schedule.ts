// Keeps a schedule: one sleep per wake-up, however many events are due in it.

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Clock } from "../../clock.js";

/** Options of {@link followSchedule}. */
export interface ScheduleOptions<E> {
  /** In order of their times; taken one at a time, so they may be many. */
  readonly events: Iterable<E>;
  /** When an event is due, µs of the clock. */
  readonly dueUs: (event: E) => number;
  readonly act: (event: E) => void;
  readonly clock: Clock;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/**
 * Calls `act` for each event at its time or after it, never before. Late events are not left out.
 *
 * @throws the signal's reason when it aborts first; what `act` throws.
 */
export async function followSchedule<E>(options: ScheduleOptions<E>): Promise<void> {
  const { dueUs, act, clock, signal } = options;
  const events = options.events[Symbol.iterator]();
  for (let next = events.next(); !next.done; ) {
    await clock.sleepUntilUs(dueUs(next.value), signal);
    const nowUs = clock.nowUs();
    while (!next.done && dueUs(next.value) <= nowUs) {
      signal.throwIfAborted();
      act(next.value);
      next = events.next();
    }
    // Behind its schedule the loop above would never sleep, and answers would never be read.
    if (!next.done && dueUs(next.value) <= clock.nowUs()) await nextTurn();
  }
}
