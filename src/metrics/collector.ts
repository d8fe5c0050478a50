// Collects what happens in a run: handles to record with, totals, and a time series of one-second points.

import type { Clock } from "../clock.js";
import { type ActivePart, ActiveTime } from "./active-time.js";
import { changeOf } from "./cell-change.js";
import { withoutEndedPhases } from "./ended-phases.js";
import { LatencyHistogram } from "./histogram.js";
import { CounterCell, GaugeCell, RateCell, TrendCell } from "./metric-cells.js";
import type { MetricDelta, MetricTotals } from "./metric-delta.js";
import type { CounterHandle, GaugeHandle, RateHandle, TrendHandle, TrendSnapshot } from "./metric-handles.js";
import { type AnyCell, MetricRegistry, type RegistryEntry } from "./metric-registry.js";
import type { ReportMetric, SeriesPoint, Tags } from "./run-report.js";
import { TimeSeries } from "./time-series.js";

/** Options of {@link MetricCollector}. */
export interface MetricCollectorOptions {
  readonly clock: Clock;
  /** Points of the time series kept per tag set, even; beyond it they coarsen (see TimeSeries). Default 3,600. */
  readonly maxSeriesPoints?: number;
}

/**
 * All metrics of one run.
 *
 * Take a handle once, outside the hot path; the same name and tags give the same cell. Names of the
 * catalogue have their kind; any other name takes the kind of its first use.
 *
 * @throws WsrigError from every handle getter: `scenario-metric-kind`, `scenario-metric-name`, `scenario-metric-tags`
 */
export class MetricCollector {
  readonly #clock: Clock;
  readonly #maxSeriesPoints: number | undefined;
  readonly #registry = new MetricRegistry();
  readonly #activeTime = new ActiveTime();
  readonly #series = new Map<string, TimeSeries>();
  readonly #taps: TrendTap[] = [];
  #startedAtUs: number | undefined;
  #secondStartedAtUs = 0;

  constructor(options: MetricCollectorOptions) {
    this.#clock = options.clock;
    this.#maxSeriesPoints = options.maxSeriesPoints;
  }

  trend(name: string, tags: Tags = {}): TrendHandle {
    return this.#registry.cell("trend", name, tags, TrendCell, () => this.#newTrend(name, tags));
  }

  counter(name: string, tags: Tags = {}): CounterHandle {
    return this.#registry.cell("counter", name, tags, CounterCell, (unit) => new CounterCell(unit));
  }

  rate(name: string, tags: Tags = {}): RateHandle {
    return this.#registry.cell("rate", name, tags, RateCell, () => new RateCell());
  }

  /** @param unit - Of the level, such as `1`, `byte` or `ratio`. The first use of a name and tags fixes it. */
  gauge(name: string, unit: string, tags: Tags = {}): GaugeHandle {
    return this.#registry.cell("gauge", name, tags, GaugeCell, () => new GaugeCell(unit));
  }

  /**
   * Says that metrics whose tags contain all of `tags` were active for `ms` more: a phase, or one of several
   * variants that take turns. Their rates per second are over the sum of it.
   */
  addActive(tags: Tags, ms: number): void {
    this.#activeTime.add(tags, ms);
  }

  /**
   * Opens the series: a second begins now. Called again, for the next part of a run, it goes on with the same series
   * and times; what was recorded since the last {@link sample} counts in the totals only.
   */
  start(): void {
    const nowUs = this.#clock.nowUs();
    this.#startedAtUs ??= nowUs;
    this.#secondStartedAtUs = nowUs;
    for (const { cell } of this.#registry.entries()) closeSecond(cell);
  }

  /**
   * Closes the running second, to be called about once per second and once at the end.
   *
   * @returns one point per tag set that has anything to show; the same points go into {@link series}.
   * Empty when no time has passed or the series was never started.
   */
  sample(): SeriesPoint[] {
    const nowUs = this.#clock.nowUs();
    if (this.#startedAtUs === undefined || nowUs <= this.#secondStartedAtUs) return [];
    const times = {
      atMs: (nowUs - this.#startedAtUs) / 1_000,
      spanMs: (nowUs - this.#secondStartedAtUs) / 1_000,
    };
    this.#secondStartedAtUs = nowUs;
    const points = new Map<string, SeriesPoint>();
    for (const { name, tags, tagsKey, cell } of this.#registry.entries()) {
      const point = points.get(tagsKey) ?? {
        ...times,
        tags: { ...tags },
        counters: {},
        gauges: {},
        trends: {},
      };
      if (addSecond(point, name, cell)) points.set(tagsKey, point);
    }
    const shown = new Set(withoutEndedPhases([...points.values()]));
    for (const [tagsKey, point] of points) if (shown.has(point)) this.#seriesOf(tagsKey).append(point);
    return [...shown];
  }

  /**
   * What changed since the last call, for {@link absorb} of another collector. Ends the running second: a collector is either
   * sampled or taken from, not both.
   */
  takeDelta(): MetricDelta {
    return [...this.#registry.entries()].flatMap(({ name, tags, cell }) => {
      const change = changeOf(cell);
      return change === undefined ? [] : [{ name, tags, ...change }];
    });
  }

  /**
   * Adds what another collector has taken, as if it had been recorded here.
   *
   * @param source - Which collector: the gauges of several add up, each counting with its latest level.
   */
  absorb(delta: MetricDelta, source: string): void {
    for (const entry of delta) {
      const { name, tags } = entry;
      if (entry.kind === "trend") {
        const cell = this.trend(name, tags);
        if (cell instanceof TrendCell) cell.addDelta(entry.added);
      } else if (entry.kind === "counter") this.counter(name, tags).add(entry.added);
      else if (entry.kind === "rate") {
        const cell = this.rate(name, tags);
        if (cell instanceof RateCell) cell.addDelta(entry);
      } else {
        const cell = this.gauge(name, entry.unit, tags);
        if (cell instanceof GaugeCell) cell.setPart(source, entry.level);
      }
    }
  }

  /** How many samples every trend and counter has over the whole run: what all deltas taken must add up to. */
  totals(): MetricTotals {
    return [...this.#registry.entries()].flatMap(({ name, tagsKey, cell }) => {
      const key = `${name} ${tagsKey}`;
      if (cell instanceof TrendCell) return [{ key, count: cell.count }];
      return cell instanceof CounterCell ? [{ key, count: cell.count }] : [];
    });
  }

  /** All points so far by time, those of one time in the order in which their tags were first used. */
  series(): SeriesPoint[] {
    return [...this.#series.values()].flatMap((one) => one.points()).sort((a, b) => a.atMs - b.atMs);
  }

  /**
   * All metrics for the report, in the order of first use. A counter at 0 is kept, for "none lost" is a finding;
   * other metrics without a sample are left out.
   *
   * @param durationMs - Length of the run; counters of a part told with {@link addActive} have their rate over that part.
   * @param withHistograms - Without them trends lack `hdr`: for a run under way, at a hundredth of the cost.
   */
  metrics(
    durationMs: number,
    { withHistograms = true }: { readonly withHistograms?: boolean } = {},
  ): ReportMetric[] {
    const metrics: ReportMetric[] = [];
    for (const { name, tags, cell } of this.#registry.entries()) {
      const overMs = this.#activeTime.partOf(tags)?.ms ?? durationMs;
      const metric =
        cell instanceof TrendCell && !withHistograms
          ? cell.toFigures(name, tags)
          : cell.toMetric(name, tags, overMs);
      if (metric !== undefined) metrics.push(metric);
    }
    return metrics;
  }

  /**
   * The distribution of a trend so far, merged over every tag set that has all of `tags`; the caller's own copy.
   * Empty when nothing was recorded.
   */
  histogram(name: string, tags: Tags = {}): LatencyHistogram {
    const merged = new LatencyHistogram();
    for (const cell of this.#registry.matching(name, tags)) if (cell instanceof TrendCell) cell.addTo(merged);
    return merged;
  }

  /** The sum of a counter so far, over every tag set that has all of `tags`; 0 when nothing was counted. */
  total(name: string, tags: Tags = {}): number {
    let total = 0;
    for (const cell of this.#registry.matching(name, tags))
      if (cell instanceof CounterCell) total += cell.count;
    return total;
  }

  /**
   * The state of a metric for a live view: figures of a trend, the sum of a counter, the share of a rate (0..1),
   * the last level of a gauge; merged over every tag set that has all of `tags`. Undefined when it has no sample.
   */
  snapshot(name: string, tags: Tags = {}): TrendSnapshot | number | undefined {
    switch (this.#registry.kindOf(name)) {
      case "trend":
        return trendSnapshot(this.histogram(name, tags));
      case "counter":
        return this.total(name, tags);
      case "rate":
        return share(this.#registry.matching(name, tags));
      case "gauge":
        return this.#registry
          .matching(name, tags)
          .reduce<number | undefined>(
            (last, cell) => (cell instanceof GaugeCell ? (cell.last ?? last) : last),
            undefined,
          );
      default:
        return undefined;
    }
  }

  /** The cells of a metric, or of all, with their tags, in the order of first use: for those who judge, not to record with. */
  cells(name?: string): readonly RegistryEntry[] {
    return name === undefined ? [...this.#registry.entries()] : this.#registry.named(name);
  }

  /** The most specific part told with {@link addActive} that a metric with `tags` belongs to. The same part is the same object. */
  activePart(tags: Tags): ActivePart | undefined {
    return this.#activeTime.partOf(tags);
  }

  /**
   * A histogram that gets, whenever a second closes, what the second brought to a trend, over all tag sets that
   * `accepts` (those of the future too). It adds up until the caller takes it and calls its `reset`.
   */
  tapSeconds(name: string, accepts: (tags: Tags) => boolean): LatencyHistogram {
    const target = new LatencyHistogram();
    this.#taps.push({ name, accepts, target });
    for (const { tags, cell } of this.cells(name))
      if (cell instanceof TrendCell && accepts(tags)) cell.tap(target);
    return target;
  }

  #newTrend(name: string, tags: Tags): TrendCell {
    const cell = new TrendCell(name);
    for (const tap of this.#taps) if (tap.name === name && tap.accepts(tags)) cell.tap(tap.target);
    return cell;
  }

  #seriesOf(tagsKey: string): TimeSeries {
    const known = this.#series.get(tagsKey);
    if (known !== undefined) return known;
    const series = new TimeSeries(this.#maxSeriesPoints);
    this.#series.set(tagsKey, series);
    return series;
  }
}

interface TrendTap {
  readonly name: string;
  readonly accepts: (tags: Tags) => boolean;
  readonly target: LatencyHistogram;
}

function closeSecond(cell: AnyCell): void {
  if (cell instanceof TrendCell || cell instanceof CounterCell) cell.closeSecond();
}

/** Puts what `cell` has for the ended second into `point`; false when it has nothing. */
function addSecond(point: SeriesPoint, name: string, cell: AnyCell): boolean {
  if (cell instanceof TrendCell) {
    const figures = cell.closeSecond();
    if (figures === undefined) return false;
    point.trends[name] = figures;
    return true;
  }
  if (cell instanceof CounterCell) {
    const increase = cell.closeSecond();
    if (increase === undefined) return false;
    point.counters[name] = increase;
    return true;
  }
  if (cell instanceof GaugeCell && cell.last !== undefined) {
    point.gauges[name] = cell.last;
    return true;
  }
  return false;
}

function trendSnapshot(histogram: LatencyHistogram): TrendSnapshot {
  const { count, minUs, meanUs, maxUs } = histogram;
  const [p50Us, p90Us, p99Us, p999Us] = [50, 90, 99, 99.9].map((p) => histogram.percentileUs(p));
  return { count, minUs, meanUs, p50Us, p90Us, p99Us, p999Us, maxUs };
}

function share(cells: readonly AnyCell[]): number | undefined {
  let passes = 0;
  let fails = 0;
  for (const cell of cells) {
    if (!(cell instanceof RateCell)) continue;
    passes += cell.passes;
    fails += cell.fails;
  }
  return passes + fails === 0 ? undefined : passes / (passes + fails);
}
