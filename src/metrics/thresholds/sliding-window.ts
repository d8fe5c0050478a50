// The last seconds of a run, as a window that slides over the samples of a threshold.

import type { Condition } from "./condition.js";
import type { WindowSamples } from "./window-samples.js";

// Seconds close when the event loop gets to it: a window may be this much longer or shorter than asked for.
const toleranceMs = 500;

/**
 * The seconds of the last `lengthMs`, each with its true length.
 *
 * ```
 *   second:   1   2   3   4   5   6 ...
 *   @3s:     [1   2   3]              full for the first time
 *                [2   3   4] ...
 * ```
 */
export class SlidingWindow {
  readonly #samples: WindowSamples;
  readonly #lengthMs: number;
  readonly #spansMs: number[] = [];
  #spanMs = 0;

  /** @param lengthMs - Infinite for one that only grows, and is never full. */
  constructor(samples: WindowSamples, lengthMs: number) {
    this.#samples = samples;
    this.#lengthMs = lengthMs;
  }

  /** Takes the second that has just closed, and lets go of what is then too old. */
  append(spanMs: number): void {
    this.#samples.append();
    this.#spansMs.push(spanMs);
    this.#spanMs += spanMs;
    while (this.#spansMs.length > 1) {
      const [oldestMs = 0] = this.#spansMs;
      if (this.#spanMs - oldestMs < this.#lengthMs - toleranceMs) return;
      this.#spansMs.shift();
      this.#spanMs -= oldestMs;
      this.#samples.dropOldest();
    }
  }

  /** Begins anew: what came until now is in no window. */
  clear(): void {
    this.#samples.clear();
    this.#spansMs.length = 0;
    this.#spanMs = 0;
  }

  /** Whether it is as long as asked for. */
  get isFull(): boolean {
    return this.#spanMs >= this.#lengthMs - toleranceMs;
  }

  get isEmpty(): boolean {
    return this.#spansMs.length === 0;
  }

  /** The figure over its seconds; undefined when there is no sample to have one of. */
  figure(condition: Condition): number | undefined {
    return this.#samples.figure(condition, this.#spanMs);
  }
}
