// Time in waits, for as long as a connection lasts.

import { type Clock, sleepMs } from "../../clock.js";

/** Options of {@link Waits}. */
export interface WaitsOptions {
  readonly clock: Clock;
  /** Milliseconds of one wait. */
  readonly waitMs: number;
  /** Aborted when the connection is over. */
  readonly signal: AbortSignal;
}

/** Sleeps and timers of one connection; with it they end. */
export class Waits {
  readonly #options: WaitsOptions;

  constructor(options: WaitsOptions) {
    this.#options = options;
  }

  /** Milliseconds of `waits`. */
  ms(waits: number): number {
    return waits * this.#options.waitMs;
  }

  /** Rejects with the signal's reason when the connection is over first. */
  sleep(waits: number): Promise<void> {
    const { clock, signal } = this.#options;
    return sleepMs(clock, this.ms(waits), signal);
  }

  /** Acts after `waits` unless the connection is over by then, or `cancelled`. */
  later(waits: number, act: () => void, cancelled?: AbortSignal): void {
    const { clock, signal } = this.#options;
    const ends = cancelled === undefined ? signal : AbortSignal.any([signal, cancelled]);
    sleepMs(clock, this.ms(waits), ends).then(act, () => {
      // The connection was over first, or another timer took its place.
    });
  }

  /** What `promise` gives, or `undefined` after `waits`, which the end of the connection does not cut short. */
  async within<T>(waits: number, promise: Promise<T>): Promise<T | undefined> {
    const done = new AbortController();
    try {
      return await Promise.race([
        promise,
        sleepMs(this.#options.clock, this.ms(waits), done.signal).then(
          () => undefined,
          () => undefined,
        ),
      ]);
    } finally {
      done.abort();
    }
  }
}
