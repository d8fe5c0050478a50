// Does what was asked for soon, but not more often than so many times a second.

import type { Clock } from "../../clock.js";

/** Options of {@link Throttle}. */
export interface ThrottleOptions {
  readonly clock: Clock;
  /** Between the beginnings of two pieces of work, in ms. */
  readonly periodMs: number;
  readonly work: () => void;
}

/** See the file's first line. While nothing is asked for there is no timer. */
export class Throttle {
  readonly #options: ThrottleOptions;
  readonly #ending = new AbortController();
  #lastUs = Number.NEGATIVE_INFINITY;
  #isWaiting = false;

  constructor(options: ThrottleOptions) {
    this.#options = options;
  }

  /** Asks for the work to be done: at once when it was not done for a period, never inside the call. Cheap when asked already. */
  ask(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const { clock, periodMs } = this.#options;
    const dueUs = Math.max(clock.nowUs(), this.#lastUs + periodMs * 1_000);
    clock.sleepUntilUs(dueUs, this.#ending.signal).then(
      () => {
        this.#isWaiting = false;
        this.runNow();
      },
      () => {}, // Ended: nobody wants it any more.
    );
  }

  /** Does the work at once, asked for or not. */
  runNow(): void {
    this.#lastUs = this.#options.clock.nowUs();
    this.#options.work();
  }

  /** What was asked for is not done any more. */
  end(): void {
    this.#ending.abort();
  }
}
