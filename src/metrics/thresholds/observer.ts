// What a whole run shows of a metric, so far or at its end.

import type { MetricCollector } from "../collector.js";
import { LatencyHistogram } from "../histogram.js";
import { CounterCell, GaugeCell, RateCell, TrendCell } from "../metric-cells.js";
import type { RegistryEntry } from "../metric-registry.js";
import { type Condition, worse } from "./condition.js";
import { selects } from "./selector.js";
import type { Threshold } from "./threshold.js";
import { toThousandths, trendFigure } from "./trend-figure.js";

/** Gets the figures that thresholds ask for out of a collector. */
export class Observer {
  readonly #collector: MetricCollector;
  // Used again, for a threshold that may end the run asks every second.
  readonly #merged = new LatencyHistogram();

  constructor(collector: MetricCollector) {
    this.#collector = collector;
  }

  /**
   * The figure over all tag sets that the threshold selects; undefined when there is no sample to have one of.
   * Without a sample, a counter and the count of a trend are 0.
   *
   * Trends merge, counters and rates add up, of gauges that differ by tags the worst counts.
   *
   * @param durationMs - Length of the run. A counter's rate is over it, unless all its tag sets belong to one part of
   * the run that the collector was told the length of (`addActive`).
   */
  observe({ selector, kind, condition }: Threshold, durationMs: number): number | undefined {
    const entries = this.#collector.cells(selector.name).filter(({ tags }) => selects(selector, tags));
    switch (kind) {
      case "trend":
        return this.#ofTrend(entries, condition);
      case "counter":
        return condition.aggregate.kind === "count"
          ? countOf(entries)
          : perSecond(countOf(entries), this.#activeMs(entries) ?? durationMs);
      case "rate":
        return shareOf(entries);
      case "gauge":
        return levelOf(entries, condition);
      default:
        return kind satisfies never;
    }
  }

  #ofTrend(entries: readonly RegistryEntry[], { aggregate }: Condition): number | undefined {
    this.#merged.reset();
    for (const { cell } of entries) if (cell instanceof TrendCell) cell.addTo(this.#merged);
    return trendFigure(this.#merged, aggregate);
  }

  /** Undefined when the tag sets belong to several parts: at the same time or in turns, the collector does not know. */
  #activeMs(entries: readonly RegistryEntry[]): number | undefined {
    const [part, ...others] = new Set(entries.map(({ tags }) => this.#collector.activePart(tags)));
    return others.length === 0 ? part?.ms : undefined;
  }
}

/** Events per second, as the report rounds it; undefined when no time has passed. */
export function perSecond(count: number, ms: number): number | undefined {
  return ms > 0 ? toThousandths((count * 1_000) / ms) : undefined;
}

/** Sum of the counters. */
export function countOf(entries: readonly RegistryEntry[]): number {
  let count = 0;
  for (const { cell } of entries) if (cell instanceof CounterCell) count += cell.count;
  return count;
}

/** Passes and fails of the rates. */
export function outcomesOf(entries: readonly RegistryEntry[]): { passes: number; fails: number } {
  const outcomes = { passes: 0, fails: 0 };
  for (const { cell } of entries) {
    if (!(cell instanceof RateCell)) continue;
    outcomes.passes += cell.passes;
    outcomes.fails += cell.fails;
  }
  return outcomes;
}

function shareOf(entries: readonly RegistryEntry[]): number | undefined {
  const { passes, fails } = outcomesOf(entries);
  return passes + fails === 0 ? undefined : passes / (passes + fails);
}

function levelOf(entries: readonly RegistryEntry[], condition: Condition): number | undefined {
  let worst: number | undefined;
  for (const { name, tags, cell } of entries) {
    const gauge = cell instanceof GaugeCell ? cell.toMetric(name, tags) : undefined;
    if (gauge === undefined) continue;
    const { kind } = condition.aggregate;
    const level = kind === "min" ? gauge.min : kind === "max" ? gauge.max : gauge.last;
    worst = worst === undefined ? level : worse(condition, worst, level);
  }
  return worst;
}
