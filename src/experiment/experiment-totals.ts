// The metrics and the time series of an experiment, put together from those of its blocks.

import type { Clock } from "../clock.js";
import { MetricCollector } from "../metrics/collector.js";
import { LatencyHistogram } from "../metrics/histogram.js";
import { type CounterCell, GaugeCell, RateCell, TrendCell } from "../metrics/metric-cells.js";
import type { AnyCell } from "../metrics/metric-registry.js";
import type { ReportMetric, SeriesPoint, Tags } from "../metrics/run-report.js";

/** One block with all that was measured in it. */
export interface MeasuredBlock {
  /** Name of its variant: the tag `variant` of all that is its own. */
  readonly variant: string;
  readonly collector: MetricCollector;
  /** Where its series begins, ms after the start of the experiment. */
  readonly offsetMs: number;
  readonly durationMs: number;
  /** Whether its numbers can be trusted; those of others are in the series alone. */
  readonly isEvidence: boolean;
}

/** Adds up blocks: histograms merge exactly, counters and shares add up, and rates are over the time of their own variant. */
export class ExperimentTotals {
  readonly #merged: MetricCollector;
  readonly #series: SeriesPoint[] = [];

  constructor(clock: Clock) {
    this.#merged = new MetricCollector({ clock });
  }

  add(block: MeasuredBlock): void {
    const { variant, collector, offsetMs } = block;
    for (const point of collector.series()) {
      this.#series.push({ ...point, atMs: point.atMs + offsetMs, tags: { ...point.tags, variant } });
    }
    if (block.isEvidence) this.addMetrics(block);
  }

  /** Those of the blocks that can be trusted, by variant. @param options - As of `MetricCollector.metrics`. */
  metrics(options: { readonly withHistograms?: boolean } = {}): ReportMetric[] {
    return this.#merged.metrics(0, options);
  }

  /** Of all blocks, one after the other on the experiment's axis of time. */
  series(): SeriesPoint[] {
    return [...this.#series];
  }

  /** Adds the metrics of a block that can be trusted, and not its series. */
  addMetrics({
    variant,
    collector,
    durationMs,
  }: Pick<MeasuredBlock, "variant" | "collector" | "durationMs">): void {
    this.#merged.addActive({ variant }, durationMs);
    const parts = new Set<object>();
    for (const { name, tags, cell } of collector.cells()) {
      const part = collector.activePart(tags);
      if (part !== undefined && !parts.has(part)) {
        parts.add(part);
        this.#merged.addActive({ ...part.tags, variant }, part.ms);
      }
      this.#add(name, { ...tags, variant }, cell);
    }
  }

  #add(name: string, tags: Tags, cell: AnyCell): void {
    if (cell instanceof TrendCell) addTrend(this.#merged.trend(name, tags), cell);
    else if (cell instanceof RateCell) addRate(this.#merged.rate(name, tags), cell);
    else if (cell instanceof GaugeCell) this.#addGauge(name, tags, cell);
    else this.#merged.counter(name, tags).add((cell satisfies CounterCell).count);
  }

  /** The lowest and the highest level of all blocks, and the last one of the last. */
  #addGauge(name: string, tags: Tags, cell: GaugeCell): void {
    const metric = cell.toMetric(name, tags);
    if (metric === undefined) return;
    const gauge = this.#merged.gauge(name, cell.unit, tags);
    for (const level of [metric.min, metric.max, metric.last]) gauge.set(level);
  }
}

function addTrend(total: unknown, cell: TrendCell): void {
  const histogram = new LatencyHistogram();
  cell.addTo(histogram);
  const delta = histogram.toDelta();
  if (total instanceof TrendCell && delta !== undefined) total.addDelta(delta);
}

function addRate(total: unknown, { passes, fails }: RateCell): void {
  if (total instanceof RateCell) total.addDelta({ passes, fails });
}
