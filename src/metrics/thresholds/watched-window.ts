// The sliding window of one selector, and the worst that the conditions on it have seen.

import type { MetricCollector } from "../collector.js";
import { type Condition, worse } from "./condition.js";
import type { MetricSelector } from "./selector.js";
import { SlidingWindow } from "./sliding-window.js";
import type { Threshold } from "./threshold.js";
import { windowSamples } from "./window-samples.js";

/** Slides over the measured seconds of a run. */
export class WatchedWindow {
  readonly selector: MetricSelector;
  readonly #window: SlidingWindow;
  readonly #conditions: Condition[] = [];
  readonly #worst = new Map<Condition, number>();
  readonly #worstPartial = new Map<Condition, number>();
  #wasMeasured = false;

  /** @param lengthMs - Infinite for one that grows over all measured seconds. */
  constructor(collector: MetricCollector, about: Pick<Threshold, "selector" | "kind">, lengthMs: number) {
    this.selector = about.selector;
    this.#window = new SlidingWindow(windowSamples(collector, about), lengthMs);
  }

  watch(condition: Condition): void {
    this.#conditions.push(condition);
  }

  /** The first second begins. */
  begin(isMeasured: boolean): void {
    this.#wasMeasured = isMeasured;
  }

  /**
   * A second has closed. It counts when it was measured at both its ends; otherwise the window begins anew.
   *
   * @param isMeasured - At its end, which is where the next one begins.
   */
  second(spanMs: number, isMeasured: boolean): void {
    if (isMeasured && this.#wasMeasured) {
      this.#window.append(spanMs);
      if (this.#window.isFull) this.#note(this.#worst);
    } else {
      this.#notePartial();
      this.#window.clear();
    }
    this.#wasMeasured = isMeasured;
  }

  /** The worst figure of all full windows so far; undefined when none had one. */
  worst(condition: Condition): number | undefined {
    return this.#worst.get(condition);
  }

  /** The same at the end of the run; when no window was ever full, the worst of those that were not. */
  worstAtEnd(condition: Condition): number | undefined {
    this.#notePartial();
    return this.#worst.get(condition) ?? this.#worstPartial.get(condition);
  }

  /** The figure of the window as it is, full or not; undefined when there is none. */
  figureNow(condition: Condition): number | undefined {
    return this.#window.isEmpty ? undefined : this.#window.figure(condition);
  }

  #notePartial(): void {
    if (!this.#window.isEmpty && !this.#window.isFull) this.#note(this.#worstPartial);
  }

  #note(worst: Map<Condition, number>): void {
    for (const condition of this.#conditions) {
      const figure = this.#window.figure(condition);
      if (figure === undefined) continue;
      const before = worst.get(condition);
      worst.set(condition, before === undefined ? figure : worse(condition, before, figure));
    }
  }
}
