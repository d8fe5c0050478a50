// A schedule that ends at one instant, exactly, however late the timers are that end the load.

import type { Clock } from "../../clock.js";
import type { DueSender, KeptSchedule, Schedule } from "./schedule.js";

/** Options of {@link EndingSchedule}. */
export interface EndingScheduleOptions {
  readonly schedule: Schedule;
  readonly clock: Clock;
  /** From its beginning; what is due then or later is not part of the load. `Infinity` where only a stop ends it. */
  readonly durationMs: number;
  /** Whether the first sender that is asked to stop means the end of the load; otherwise they come and go. */
  readonly endsWithFirstStop: boolean;
}

// A generator that could not keep up must not send its whole backlog in one turn of the event loop.
const mostAtOnce = 10_000;

/**
 * Timers fire some ms late. Without care messages of the last ms would be missing, others would be sent too many, and the sum
 * over several workers would not be that of one.
 */
export class EndingSchedule implements KeptSchedule {
  readonly #options: EndingScheduleOptions;
  readonly #schedule: Schedule;
  #endUs = Number.POSITIVE_INFINITY;
  #isCatchingUp = false;
  /** Messages that stops may still send in this turn of the event loop, in which all may stop. */
  #leftInTurn = mostAtOnce;

  constructor(options: EndingScheduleOptions) {
    this.#options = options;
    this.#schedule = options.schedule;
  }

  get mayBeginSooner(): boolean {
    return this.#schedule.mayBeginSooner;
  }

  get nextDueUs(): number {
    const dueUs = this.#schedule.nextDueUs;
    return dueUs < this.#endUs ? dueUs : Number.POSITIVE_INFINITY;
  }

  begin(startUs: number): void {
    this.#endUs = startUs + this.#options.durationMs * 1_000;
    this.#schedule.begin(startUs);
  }

  fire(nowUs: number): void {
    this.#schedule.fire(nowUs);
  }

  join(connection: number, sender: DueSender, nowUs: number): void {
    this.#schedule.join(connection, sender, nowUs);
  }

  leave(connection: number, untilUs?: number): void {
    this.#schedule.leave(connection, untilUs);
  }

  stopping(): void {
    const { clock, endsWithFirstStop } = this.#options;
    // What becomes due between the stops of the first and the last sender is no more part of the load.
    if (endsWithFirstStop) this.#endUs = Math.min(this.#endUs, clock.nowUs());
    const left = this.#fireDue(this.#leftInTurn);
    if (left < mostAtOnce && this.#leftInTurn === mostAtOnce) setImmediate(this.#beginTurn);
    this.#leftInTurn = left;
  }

  /** What was due and has not left is counted as dropped by those that have left. Nothing is due from here on. */
  end(): void {
    this.#fireDue(Number.POSITIVE_INFINITY);
    this.#endUs = Number.NEGATIVE_INFINITY;
  }

  readonly #beginTurn = (): void => {
    this.#leftInTurn = mostAtOnce;
  };

  /** Gives what is left of `most`. */
  #fireDue(most: number): number {
    // What is sent may end a session, which stops its sender.
    if (this.#isCatchingUp) return most;
    this.#isCatchingUp = true;
    const nowUs = this.#options.clock.nowUs();
    let left = most;
    for (; left > 0 && this.nextDueUs <= nowUs; left--) this.#schedule.fire(nowUs);
    this.#isCatchingUp = false;
    return left;
  }
}
