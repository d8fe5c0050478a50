// The one-second beat of a run: reads meters, closes the second of the time series, shows progress.

import type { Clock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { SeriesPoint } from "../metrics/run-report.js";

/** Options of {@link startSampling}. */
export interface SamplingOptions {
  readonly collector: MetricCollector;
  readonly clock: Clock;
  /** Before each second closes: bring meters up to date. */
  readonly beforeSample?: ((nowUs: number) => void) | undefined;
  /** The points of the second that just closed, one for each set of tags. */
  readonly onSample?: ((points: readonly SeriesPoint[]) => void) | undefined;
}

/** A running beat. */
export interface Sampling {
  /** Ends the beat and closes the last, partial second. */
  stop(): Promise<void>;
}

/** Opens the collector's series and samples it at every whole second from now on. */
export function startSampling({ collector, clock, beforeSample, onSample }: SamplingOptions): Sampling {
  const stopping = new AbortController();
  const sample = (): void => {
    beforeSample?.(clock.nowUs());
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
