// A clock that a test moves by hand.

import type { Clock } from "../src/clock.js";

interface Sleeper {
  readonly dueUs: number;
  readonly wake: () => void;
}

/** Time stands still until {@link FakeClock.advanceTo} moves it. */
export class FakeClock implements Clock {
  #nowUs: number;
  #sleepers: Sleeper[] = [];
  readonly #newSleepers: (() => void)[] = [];

  constructor(nowUs = 0) {
    this.#nowUs = nowUs;
  }

  readonly nowUs = (): number => this.#nowUs;

  sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) reject(signal.reason);
      else if (dueUs <= this.#nowUs) resolve();
      else {
        const aborted = (): void => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
          reject(signal?.reason);
        };
        const wake = (): void => {
          signal?.removeEventListener("abort", aborted);
          resolve();
        };
        const sleeper: Sleeper = { dueUs, wake };
        this.#sleepers.push(sleeper);
        signal?.addEventListener("abort", aborted, { once: true });
        for (const tell of this.#newSleepers.splice(0)) tell();
      }
    });
  }

  /** Due times of all sleepers, relative to now, in ms, sorted. */
  get sleepingMs(): readonly number[] {
    return this.#sleepers.map(({ dueUs }) => (dueUs - this.#nowUs) / 1_000).sort((a, b) => a - b);
  }

  /** Resolves when `count` callers sleep at the same time. */
  async waitForSleepers(count: number): Promise<void> {
    while (this.#sleepers.length < count) {
      await new Promise<void>((resolve) => this.#newSleepers.push(resolve));
    }
  }

  /** Moves on, waking every sleeper at its own due time and letting it run before the next. */
  async advanceTo(untilUs: number): Promise<void> {
    for (;;) {
      const next = this.#sleepers
        .filter(({ dueUs }) => dueUs <= untilUs)
        .sort((a, b) => a.dueUs - b.dueUs)[0];
      if (next === undefined) break;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      this.#nowUs = Math.max(this.#nowUs, next.dueUs);
      next.wake();
      await settle();
    }
    this.#nowUs = Math.max(this.#nowUs, untilUs);
    await settle();
  }

  async advanceBy(us: number): Promise<void> {
    await this.advanceTo(this.#nowUs + us);
  }

  async advanceMs(ms: number): Promise<void> {
    await this.advanceBy(ms * 1_000);
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
