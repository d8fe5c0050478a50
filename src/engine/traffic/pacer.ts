// Keeps a schedule: wakes up, sends all that is due, sleeps until the next due time.

import type { Clock } from "../../clock.js";
import type { Pacing } from "../plan/run-plan.js";
import type { Timetable } from "./schedule.js";

/** Options of {@link keepSchedule}. */
export interface PacerOptions {
  readonly schedule: Timetable;
  readonly clock: Clock;
  readonly pacing: Pacing;
  /** Ends it. */
  readonly signal: AbortSignal;
}

// Node's timers fire up to 2 ms late and more: the spin of `precise` begins before.
const spinUs = 2_500;
// Where sessions come and go, one may begin whose first message is due before all others.
const longestSleepUs = 2_000;
// Sends between two looks at the clock: a send takes about 3 µs.
const sendsPerLook = 8;
// Looks between two turns of the event loop, so that a generator that cannot keep up still reads its answers.
const looksPerTurn = 32;

/**
 * Sends everything that is due, in order, until the signal aborts.
 *
 * When the process was held up, all that became due meanwhile leaves as fast as it can: late messages are sent late, never
 * skipped.
 */
export async function keepSchedule({ schedule, clock, pacing, signal }: PacerOptions): Promise<void> {
  // Clients begin in the turn in which the schedule does: its first message may be due at once, and they shall be there.
  await nextTurn();
  while (!signal.aborted) {
    sendDue(schedule, clock);
    const nowUs = clock.nowUs();
    if (schedule.nextDueUs <= nowUs) await nextTurn();
    else await sleepTowards(nowUs, { schedule, clock, pacing, signal });
  }
}

function sendDue(schedule: Timetable, clock: Clock): void {
  for (let look = 0; look < looksPerTurn; look++) {
    const nowUs = clock.nowUs();
    for (let left = sendsPerLook; left > 0; left--) {
      if (schedule.nextDueUs > nowUs) return;
      schedule.fire(nowUs);
    }
  }
}

async function sleepTowards(nowUs: number, { schedule, clock, pacing, signal }: PacerOptions): Promise<void> {
  const latestUs = schedule.mayBeginSooner ? nowUs + longestSleepUs : Number.POSITIVE_INFINITY;
  const untilUs = Math.min(schedule.nextDueUs, latestUs);
  try {
    if (pacing === "economical") await clock.sleepUntilUs(untilUs, signal);
    else {
      if (untilUs - spinUs > nowUs) await clock.sleepUntilUs(untilUs - spinUs, signal);
      // Looks at the clock once a turn of the event loop: sockets are served in between.
      do await nextTurn();
      while (clock.nowUs() < untilUs && !signal.aborted);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
