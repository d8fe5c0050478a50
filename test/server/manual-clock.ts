// A clock that moves only when a test moves it.

import type { Clock } from "../../src/clock.js";

export class ManualClock implements Clock {
  #nowUs = 1_000_000;
  readonly #sleepers = new Set<{ dueUs: number; wake: () => void }>();
  readonly #newSleepers: (() => void)[] = [];

  nowUs(): number {
    return this.#nowUs;
  }

  sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (dueUs <= this.#nowUs) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const sleeper = { dueUs, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason);
      });
      for (const tell of this.#newSleepers.splice(0)) tell();
    });
  }

  /** Due times of all sleepers, relative to now, in ms, sorted. */
  get sleepingMs(): readonly number[] {
    return [...this.#sleepers].map(({ dueUs }) => (dueUs - this.#nowUs) / 1_000).sort((a, b) => a - b);
  }

  /** Resolves when `count` callers sleep at the same time. */
  async waitForSleepers(count: number): Promise<void> {
    while (this.#sleepers.size < count) {
      await new Promise<void>((resolve) => this.#newSleepers.push(resolve));
    }
  }

  /** Moves on and wakes who is due. */
  advanceMs(ms: number): void {
    this.#nowUs += ms * 1_000;
    for (const sleeper of [...this.#sleepers]) {
      if (sleeper.dueUs > this.#nowUs) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
