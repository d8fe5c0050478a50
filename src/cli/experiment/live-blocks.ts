// The blocks of an experiment for who watches it: their seconds one after the other, the metrics of those that are done, and each block.

import type { Clock } from "../../clock.js";
import { ExperimentTotals } from "../../experiment/experiment-totals.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { ReportBlock } from "../../metrics/comparison-report.js";
import type { ReportMetric, SeriesPoint } from "../../metrics/run-report.js";
import type { LiveSink } from "../../ui/live/live-sink.js";

/** What {@link LiveBlocks} needs. */
export interface LiveBlocksOptions {
  readonly sink: LiveSink;
  readonly clock: Clock;
  /** Whether all blocks that are done are added up; else the metrics are those of the block under way alone. */
  readonly addsUp: boolean;
}

interface RunningBlock {
  readonly variant: string;
  /** Where its series begins, ms after the start of the experiment; absent before its first second. */
  offsetMs?: number;
  collector?: MetricCollector;
}

const withoutHistograms = { withHistograms: false } as const;

/** See the file's first line. The experiment begins now. */
export class LiveBlocks {
  readonly #options: LiveBlocksOptions;
  readonly #startedAtUs: number;
  readonly #totals: ExperimentTotals;
  /** Variants with a block that is evidence. */
  readonly #measured = new Set<string>();
  #running: RunningBlock | undefined;

  constructor(options: LiveBlocksOptions) {
    this.#options = options;
    this.#startedAtUs = options.clock.nowUs();
    this.#totals = new ExperimentTotals(options.clock);
  }

  begin(variant: string): void {
    this.#running = { variant };
  }

  /** A second of the block under way. */
  second(points: readonly SeriesPoint[], collector: MetricCollector): void {
    const running = this.#running;
    if (running === undefined) return;
    const { variant } = running;
    const durationMs = (this.#options.clock.nowUs() - this.#startedAtUs) / 1_000;
    // Its series begins with its load, and not with its connections.
    running.offsetMs ??= durationMs - (points[0]?.atMs ?? 0);
    running.collector = collector;
    const { offsetMs } = running;
    this.#options.sink.tell({
      kind: "second",
      points: points.map((point) => ({
        ...point,
        atMs: point.atMs + offsetMs,
        tags: { ...point.tags, variant },
      })),
      metrics: this.#options.sink.isWatched ? this.#metrics(running, durationMs - offsetMs) : [],
      durationMs,
    });
  }

  /** @param place - Number of the block, from 0, and how many there will be. */
  ended(block: ReportBlock, place: { readonly index: number; readonly of: number }): void {
    const { latency: _latency, ...shown } = block;
    this.#options.sink.tell({ kind: "block", block: shown, ...place });
    const { collector } = this.#running ?? {};
    if (!this.#options.addsUp || block.invalid !== undefined || collector === undefined) return;
    const { variant, durationMs } = block;
    this.#measured.add(variant);
    this.#totals.addMetrics({ variant, collector, durationMs });
  }

  #metrics({ variant, collector }: RunningBlock, blockMs: number): ReportMetric[] {
    const done = this.#totals.metrics(withoutHistograms);
    if (collector === undefined || this.#measured.has(variant)) return done;
    const running = collector.metrics(blockMs, withoutHistograms);
    return [...done, ...running.map((metric) => ({ ...metric, tags: { ...metric.tags, variant } }))];
  }
}
