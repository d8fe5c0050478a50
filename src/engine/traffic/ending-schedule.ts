// A schedule that ends at a planned instant, exactly, however late the timers are that end the load.

import type { Clock } from "../../clock.js";
import type { DueSender, Schedule } from "./schedule.js";

/** Options of {@link EndingSchedule}. */
export interface EndingScheduleOptions {
  readonly schedule: Schedule;
  readonly clock: Clock;
  /** From its beginning; what is due then or later is not part of the load. `Infinity` where only `end` ends it. */
  readonly durationMs: number;
}

// A generator that could not keep up must not send its whole backlog in one turn of the event loop.
const mostAtOnce = 10_000;

/**
 * Sends what is due before a connection leaves, since that is when a load ends: with timers that fire some ms late, messages
 * of the last ms would be missing, and with several workers the sum would not be that of one.
 */
export class EndingSchedule implements Schedule {
  readonly #schedule: Schedule;
  readonly #clock: Clock;
  readonly #durationMs: number;
  #endUs = Number.POSITIVE_INFINITY;
  #isCatchingUp = false;

  constructor({ schedule, clock, durationMs }: EndingScheduleOptions) {
    this.#schedule = schedule;
    this.#clock = clock;
    this.#durationMs = durationMs;
  }

  get mayBeginSooner(): boolean {
    return this.#schedule.mayBeginSooner;
  }

  get nextDueUs(): number {
    const dueUs = this.#schedule.nextDueUs;
    return dueUs < this.#endUs ? dueUs : Number.POSITIVE_INFINITY;
  }

  begin(startUs: number): void {
    this.#endUs = startUs + this.#durationMs * 1_000;
    this.#schedule.begin(startUs);
  }

  fire(nowUs: number): void {
    this.#schedule.fire(nowUs);
  }

  join(connection: number, sender: DueSender, nowUs: number): void {
    this.#schedule.join(connection, sender, nowUs);
  }

  leave(connection: number): void {
    this.#fireDue(mostAtOnce);
    this.#schedule.leave(connection);
  }

  /** What was due until now and has not left is counted as dropped by those that have left, and sent by others. */
  end(): void {
    this.#fireDue(Number.POSITIVE_INFINITY);
    this.#endUs = Number.NEGATIVE_INFINITY;
  }

  #fireDue(most: number): void {
    // Sending the last message of a session makes its connection leave.
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    const nowUs = this.#clock.nowUs();
    for (let left = most; left > 0 && this.nextDueUs <= nowUs; left--) this.#schedule.fire(nowUs);
    this.#isCatchingUp = false;
  }
}
