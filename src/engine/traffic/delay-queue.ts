// Tells each of many things that its time is over, all of them given the same time: one timer, not one for each.

import type { Clock } from "../../clock.js";

/** Options of {@link DelayQueue}. */
export interface DelayQueueOptions<T> {
  readonly clock: Clock;
  /** From the adding of each, > 0. */
  readonly delayMs: number;
  /** Called once for each; it may add and remove. */
  readonly due: (item: T) => void;
  /** Ends all waiting. */
  readonly signal: AbortSignal;
}

/** What came first is due first, so nobody who comes is due before whom we sleep for. */
export class DelayQueue<T> {
  readonly #options: DelayQueueOptions<T>;
  /** When each is due, µs, in the order of their coming. */
  readonly #dueUs = new Map<T, number>();
  #isWatching = false;

  constructor(options: DelayQueueOptions<T>) {
    this.#options = options;
  }

  has(item: T): boolean {
    return this.#dueUs.has(item);
  }

  /** Its time begins now, anew where it had begun. */
  add(item: T): void {
    const { clock, delayMs } = this.#options;
    this.#dueUs.delete(item);
    this.#dueUs.set(item, clock.nowUs() + delayMs * 1_000);
    if (!this.#isWatching) void this.#watch();
  }

  remove(item: T): void {
    this.#dueUs.delete(item);
  }

  async #watch(): Promise<void> {
    const { clock, signal } = this.#options;
    this.#isWatching = true;
    try {
      for (let dueUs = this.#nextDueUs(); dueUs !== undefined; dueUs = this.#nextDueUs()) {
        await clock.sleepUntilUs(dueUs, signal);
        this.#tellDue(clock.nowUs());
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isWatching = false;
    }
  }

  #nextDueUs(): number | undefined {
    const [dueUs] = this.#dueUs.values();
    return dueUs;
  }

  #tellDue(nowUs: number): void {
    for (const [item, dueUs] of this.#dueUs) {
      if (dueUs > nowUs) return;
      this.#dueUs.delete(item);
      this.#options.due(item);
    }
  }
}
