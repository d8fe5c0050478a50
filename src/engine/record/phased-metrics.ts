// Metrics of one traffic whose tag `phase` follows the time of each sample.

import type { MetricCollector } from "../../metrics/collector.js";
import type { CounterHandle, TrendHandle } from "../../metrics/metric-handles.js";
import type { Tags } from "../../metrics/run-report.js";
import type { MessageBook } from "./message-book.js";

/** Options of {@link PhasedTrend} and {@link PhasedCounter}. */
export interface PhasedMetricOptions {
  readonly name: string;
  readonly collector: MetricCollector;
  /** Of the load; `phase` is added. */
  readonly tags: Tags;
  /** Knows the phases. */
  readonly book: Pick<MessageBook, "phaseAt">;
}

/** A trend; nearly every sample has the phase of the one before, so the handle is looked up only when it changes. */
export class PhasedTrend {
  readonly #options: PhasedMetricOptions;
  #phase: string | undefined;
  #handle: TrendHandle | undefined;

  constructor(options: PhasedMetricOptions) {
    this.#options = options;
  }

  /** @param atUs - Decides the phase, µs of the clock. @param us - Integer, >= 0. */
  record(atUs: number, us: number): void {
    const { name, collector, tags, book } = this.#options;
    const phase = book.phaseAt(atUs);
    if (this.#handle === undefined || phase !== this.#phase) {
      this.#phase = phase;
      this.#handle = collector.trend(name, { ...tags, phase });
    }
    this.#handle.record(us);
  }
}

/** A counter. */
export class PhasedCounter {
  readonly #options: PhasedMetricOptions;
  #phase: string | undefined;
  #handle: CounterHandle | undefined;

  constructor(options: PhasedMetricOptions) {
    this.#options = options;
  }

  /** @param atUs - Decides the phase, µs of the clock. @param count - >= 0; 0 shows that nothing happened. */
  add(atUs: number, count: number): void {
    const { name, collector, tags, book } = this.#options;
    const phase = book.phaseAt(atUs);
    if (this.#handle === undefined || phase !== this.#phase) {
      this.#phase = phase;
      this.#handle = collector.counter(name, { ...tags, phase });
    }
    this.#handle.add(count);
  }
}
