// The seconds of a sliding window over latencies.

import { LatencyHistogram } from "../histogram.js";
import type { HistogramDelta } from "../metric-delta.js";
import type { Condition } from "./condition.js";
import { trendFigure } from "./trend-figure.js";
import type { WindowSamples } from "./window-samples.js";

/**
 * Keeps each second compact, and one histogram of all of them, to which the newest is added and from which the oldest
 * is taken: of those that stay, only minimum and maximum are looked at, however long the window is.
 */
export class TrendSeconds implements WindowSamples {
  readonly #tap: LatencyHistogram;
  /** Oldest first; undefined for a second without a latency. */
  readonly #seconds: (HistogramDelta | undefined)[] = [];
  readonly #all = new LatencyHistogram();

  /** @param tap - Gets what closed seconds bring; reset here. */
  constructor(tap: LatencyHistogram) {
    this.#tap = tap;
  }

  append(): void {
    const second = this.#tap.toDelta();
    this.#tap.reset();
    this.#seconds.push(second);
    if (second !== undefined) this.#all.addDelta(second);
  }

  dropOldest(): void {
    const oldest = this.#seconds.shift();
    if (oldest === undefined) return;
    this.#all.subtractDelta(
      oldest,
      this.#seconds.filter((second) => second !== undefined),
    );
  }

  clear(): void {
    this.#tap.reset();
    this.#seconds.length = 0;
    this.#all.reset();
  }

  figure({ aggregate }: Condition): number | undefined {
    return trendFigure(this.#all, aggregate);
  }
}
