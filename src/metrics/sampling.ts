// Closes a second of the collector's series at every whole second.

import type { Clock } from "../clock.js";
import type { MetricCollector } from "./collector.js";
import type { SeriesPoint } from "./run-report.js";

/** Options of {@link startSampling}. */
export interface SamplingOptions {
  readonly collector: MetricCollector;
  readonly clock: Clock;
  /** The points of the second that just closed, one for each set of tags. */
  readonly onSample?: ((points: readonly SeriesPoint[]) => void) | undefined;
}

/** A running beat. */
export interface Sampling {
  /** Ends the beat and closes the last, partial second. */
  stop(): Promise<void>;
}

/** Opens the collector's series and samples it at every whole second from now on. */
export function startSampling({ collector, clock, onSample }: SamplingOptions): Sampling {
  const stopping = new AbortController();
  const sample = (): void => {
    const points = collector.sample();
    onSample?.(points);
  };
  collector.start();
  const beat = async (): Promise<void> => {
    for (let dueUs = clock.nowUs() + 1_000_000; !stopping.signal.aborted; dueUs += 1_000_000) {
      try {
        await clock.sleepUntilUs(dueUs, stopping.signal);
      } catch {
        break; // stop() aborts the sleep; nothing else can end it.
      }
      sample();
    }
  };
  const beating = beat();
  return {
    async stop() {
      stopping.abort();
      await beating;
      sample();
    },
  };
}
