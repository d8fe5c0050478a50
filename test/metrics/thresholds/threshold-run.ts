// A run in virtual time, one second at a time, with thresholds watched as a user wrote them.

import { MetricCollector } from "../../../src/metrics/collector.js";
import { requireThresholds } from "../../../src/metrics/thresholds/check-thresholds.js";
import type { ThresholdSettings } from "../../../src/metrics/thresholds/threshold.js";
import {
  ThresholdWatch,
  type ThresholdWatchOptions,
} from "../../../src/metrics/thresholds/threshold-watch.js";
import { FakeClock } from "../../fake-clock.js";

export class ThresholdRun {
  readonly clock = new FakeClock(7_000_000);
  readonly collector = new MetricCollector({ clock: this.clock });
  readonly watch: ThresholdWatch;
  readonly #startedAtUs = this.clock.nowUs();

  constructor(settings: ThresholdSettings, measures?: ThresholdWatchOptions["measures"]) {
    const tags = { phase: "any", load: "any", worker: "any" } as const;
    const ownMetrics = {
      own_trend: "trend",
      own_counter: "counter",
      own_rate: "rate",
      own_gauge: "gauge",
    } as const;
    const thresholds = requireThresholds({ settings }, { tags, ownMetrics, hasDueTimes: true });
    const { collector } = this;
    this.watch = new ThresholdWatch({ thresholds, collector, startedAtUs: this.#startedAtUs, measures });
    collector.start();
  }

  /** Lets time pass, then closes the second. */
  async second(ms = 1_000): Promise<void> {
    await this.clock.advanceMs(ms);
    this.collector.sample();
    this.watch.second(this.clock.nowUs());
  }

  /** Ends the run as it is. */
  results(): ReturnType<ThresholdWatch["results"]> {
    return this.watch.results((this.clock.nowUs() - this.#startedAtUs) / 1_000);
  }

  /** The expression that asks to end the run. */
  get asksToStop(): string | undefined {
    return this.watch.shouldAbort(this.clock.nowUs())?.expression;
  }
}
