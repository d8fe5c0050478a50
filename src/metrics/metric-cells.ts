// Where samples add up: one cell per metric and tag set, with its totals and the second that is running.

import { WsrigError } from "../errors.js";
import { heatOf } from "./heat.js";
import { LatencyHistogram } from "./histogram.js";
import type { HistogramDelta } from "./metric-delta.js";
import type { CounterMetric, GaugeMetric, RateMetric, SeriesPoint, Tags, TrendMetric } from "./run-report.js";

/** Figures of one second of a trend, µs. */
export type TrendFigures = SeriesPoint["trends"][string];

/** The trends whose seconds carry a heat map: what a reader asks "when was it slow" of. More would only grow the report. */
const heatMapTrends: ReadonlySet<string> = new Set([
  "ws_msg_latency",
  "ws_msg_latency_corrected",
  "generator_lateness",
]);

/** A distribution: all of the run, and the running second apart. */
export class TrendCell {
  readonly #hasHeat: boolean;
  readonly #past = new LatencyHistogram();
  readonly #second = new LatencyHistogram();
  readonly #taps: LatencyHistogram[] = [];
  /** As last worked out; good as long as their count is. */
  #figures: TrendMetric | undefined;

  /** From now on every second is added to `target` when it closes. */
  tap(target: LatencyHistogram): void {
    this.#taps.push(target);
  }

  /** @param name - Of the metric. */
  constructor(name: string) {
    this.#hasHeat = heatMapTrends.has(name);
  }

  /** Latencies of all of the run. */
  get count(): number {
    return this.#past.count + this.#second.count;
  }

  /** Counts one latency in integer µs; allocation-free. @throws WsrigError `metric-invalid-sample` */
  record(us: number): void {
    this.#second.record(us);
  }

  /** Ends the second: its figures, or undefined when nothing was recorded. */
  closeSecond(): TrendFigures | undefined {
    const second = this.#second;
    const { count, maxUs } = second;
    if (maxUs === undefined) return undefined;
    const [p50 = maxUs, p90 = maxUs, p99 = maxUs] = [50, 90, 99].map((p) => second.percentileUs(p));
    const heat = this.#hasHeat ? { heat: heatOf(second) } : {};
    this.#past.merge(second);
    for (const tap of this.#taps) tap.merge(second);
    second.reset();
    return { count, p50, p90, p99, max: maxUs, ...heat };
  }

  /** Ends the second and gives what was recorded in it; undefined when nothing was. */
  takeDelta(): HistogramDelta | undefined {
    const delta = this.#second.toDelta();
    if (delta === undefined) return undefined;
    this.#past.merge(this.#second);
    this.#second.reset();
    return delta;
  }

  /** Counts what another cell has taken, in the running second. */
  addDelta(delta: HistogramDelta): void {
    this.#second.addDelta(delta);
  }

  /** Adds everything recorded so far to `target`. */
  addTo(target: LatencyHistogram): void {
    target.merge(this.#past);
    target.merge(this.#second);
  }

  toMetric(name: string, tags: Tags): TrendMetric | undefined {
    const all = this.#all();
    return all.count === 0 ? undefined : trendMetric(name, tags, all);
  }

  /** {@link toMetric} without the histogram: fit for every second, as what has no new sample is not worked out again. */
  toFigures(name: string, tags: Tags): TrendMetric | undefined {
    const { count } = this;
    if (count === 0) return undefined;
    if (this.#figures?.count !== count) this.#figures = trendFigures(name, tags, this.#all());
    return this.#figures;
  }

  /** To be read only: where no second is running it is no copy. */
  #all(): LatencyHistogram {
    if (this.#second.count === 0) return this.#past;
    const all = new LatencyHistogram();
    this.addTo(all);
    return all;
  }
}

/** A sum. */
export class CounterCell {
  readonly #unit: "1" | "byte";
  #count = 0;
  #countBefore = 0;

  constructor(unit: "1" | "byte") {
    this.#unit = unit;
  }

  get count(): number {
    return this.#count;
  }

  /** Adds `n`, finite and >= 0. @throws WsrigError `metric-invalid-sample` */
  add(n: number): void {
    if (!(n >= 0 && n < Number.POSITIVE_INFINITY)) throw invalidSample("count", n, "a finite number >= 0");
    this.#count += n;
  }

  /** Ends the second: how much was added in it; undefined for a counter that never counted. */
  closeSecond(): number | undefined {
    const increase = this.#count - this.#countBefore;
    this.#countBefore = this.#count;
    return this.#count === 0 ? undefined : increase;
  }

  /** Ends the second: how much was added in it, 0 where nothing was. */
  takeDelta(): number {
    return this.closeSecond() ?? 0;
  }

  toMetric(name: string, tags: Tags, durationMs: number): CounterMetric {
    const ratePerSecond = durationMs > 0 ? round3((this.#count * 1_000) / durationMs) : 0;
    return { name, tags: { ...tags }, kind: "counter", unit: this.#unit, count: this.#count, ratePerSecond };
  }
}

/** A share of passes. */
export class RateCell {
  #passes = 0;
  #fails = 0;
  #passesTaken = 0;
  #failsTaken = 0;

  add(passed: boolean): void {
    if (passed) this.#passes++;
    else this.#fails++;
  }

  /** What was added since the last call. */
  takeDelta(): { readonly passes: number; readonly fails: number } {
    const delta = { passes: this.#passes - this.#passesTaken, fails: this.#fails - this.#failsTaken };
    this.#passesTaken = this.#passes;
    this.#failsTaken = this.#fails;
    return delta;
  }

  addDelta({ passes, fails }: { readonly passes: number; readonly fails: number }): void {
    this.#passes += passes;
    this.#fails += fails;
  }

  get passes(): number {
    return this.#passes;
  }

  get fails(): number {
    return this.#fails;
  }

  toMetric(name: string, tags: Tags): RateMetric | undefined {
    const [passes, fails] = [this.#passes, this.#fails];
    if (passes + fails === 0) return undefined;
    const rate = passes / (passes + fails);
    return { name, tags: { ...tags }, kind: "rate", unit: "ratio", passes, fails, rate };
  }
}

/** A level that goes up and down. */
export class GaugeCell {
  readonly unit: string;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #last: number | undefined;
  /** The level of each worker, where several have one: the gauge is their sum. */
  readonly #bySource = new Map<string, number>();

  constructor(unit: string) {
    this.unit = unit;
  }

  /** One worker's part of the level, any finite number. @throws WsrigError `metric-invalid-sample` */
  setPart(source: string, value: number): void {
    this.#bySource.set(source, value);
    let sum = 0;
    for (const part of this.#bySource.values()) sum += part;
    this.set(sum);
  }

  get last(): number | undefined {
    return this.#last;
  }

  /** Sets the level, any finite number. @throws WsrigError `metric-invalid-sample` */
  set(value: number): void {
    if (!Number.isFinite(value)) throw invalidSample("gauge", value, "a finite number");
    this.#last = value;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  toMetric(name: string, tags: Tags): GaugeMetric | undefined {
    if (this.#last === undefined) return undefined;
    const { unit } = this;
    return { name, tags: { ...tags }, kind: "gauge", unit, min: this.#min, max: this.#max, last: this.#last };
  }
}

/** The report's entry for a distribution; an empty one has a count of 0 and no figures. */
export function trendMetric(name: string, tags: Tags, histogram: LatencyHistogram): TrendMetric {
  const figures = trendFigures(name, tags, histogram);
  return figures.count === 0 ? figures : { ...figures, hdr: histogram.toBase64() };
}

function trendFigures(name: string, tags: Tags, histogram: LatencyHistogram): TrendMetric {
  const entry = { name, tags: { ...tags }, kind: "trend", unit: "us", count: histogram.count } as const;
  const { minUs, maxUs, meanUs, stdevUs } = histogram;
  if (minUs === undefined || maxUs === undefined || meanUs === undefined || stdevUs === undefined)
    return entry;
  const at = (percentile: number): number => histogram.percentileUs(percentile) ?? maxUs;
  return {
    ...entry,
    min: minUs,
    mean: round3(meanUs),
    stdev: round3(stdevUs),
    p50: at(50),
    p75: at(75),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: maxUs,
  };
}

/** Thousandths are far below what is measured; more digits only make reports hard to read. */
function round3(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function invalidSample(what: string, value: unknown, limit: string): WsrigError {
  return new WsrigError("metric-invalid-sample", `${what} is ${String(value)}; must be ${limit}`);
}
