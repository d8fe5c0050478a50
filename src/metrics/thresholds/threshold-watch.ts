// Judges the thresholds of a run: while it goes, for those that may end it and for sliding windows, and at its end.

import type { MetricCollector } from "../collector.js";
import type { RunReport } from "../run-report.js";
import { windowMsOf } from "./check-selector.js";
import { holds } from "./condition.js";
import { Observer } from "./observer.js";
import type { MetricSelector } from "./selector.js";
import type { Threshold } from "./threshold.js";
import { WatchedWindow } from "./watched-window.js";

/** Options of {@link ThresholdWatch}. */
export interface ThresholdWatchOptions {
  readonly thresholds: readonly Threshold[];
  readonly collector: MetricCollector;
  /** Start of the run, µs of the clock: delays of `delayAbortEval` count from here. */
  readonly startedAtUs: number;
  /**
   * Whether what a selector selects is being measured now: false while connections open, in the warm-up, while the
   * run drains. Windows hold only seconds that were measured from end to end. Default: always.
   *
   * Thresholds without a window judge the totals and do not ask.
   */
  readonly measures?: ((selector: MetricSelector) => boolean) | undefined;
}

/** The thresholds of one run. Figures are in µs, bytes, per second, or as shares, as in the report. */
export class ThresholdWatch {
  readonly #thresholds: readonly Threshold[];
  readonly #startedAtUs: number;
  readonly #observer: Observer;
  readonly #measures: (selector: MetricSelector) => boolean;
  readonly #windows = new Map<Threshold, WatchedWindow>();
  #secondStartedAtUs: number;
  #asksToStop: { readonly threshold: Threshold; readonly observed: number } | undefined;

  constructor({ thresholds, collector, startedAtUs, measures = () => true }: ThresholdWatchOptions) {
    this.#thresholds = thresholds;
    this.#startedAtUs = startedAtUs;
    this.#secondStartedAtUs = startedAtUs;
    this.#observer = new Observer(collector);
    this.#measures = measures;
    const bySelector = new Map<string, WatchedWindow>();
    for (const threshold of thresholds) {
      if (!needsWindow(threshold)) continue;
      const { selector } = threshold;
      const lengthMs = windowMsOf(selector) ?? Number.POSITIVE_INFINITY;
      const window = bySelector.get(selector.text) ?? new WatchedWindow(collector, threshold, lengthMs);
      bySelector.set(selector.text, window);
      window.watch(threshold.condition);
      this.#windows.set(threshold, window);
    }
    for (const window of this.#distinctWindows()) window.begin(measures(window.selector));
  }

  /**
   * A second has closed: call it after `collector.sample()`, about once per second and once at the end.
   *
   * @param nowUs - End of the second.
   */
  second(nowUs: number): void {
    const spanMs = (nowUs - this.#secondStartedAtUs) / 1_000;
    if (spanMs <= 0) return;
    this.#secondStartedAtUs = nowUs;
    for (const window of this.#distinctWindows()) window.second(spanMs, this.#measures(window.selector));
  }

  /**
   * The first threshold that asks to end the run: `abortOnFail` is set, its delay is over, and it does not hold.
   * Once it has asked, it has failed, whatever comes after. What has no sample yet asks for nothing.
   */
  shouldAbort(nowUs: number): Threshold | undefined {
    if (this.#asksToStop !== undefined) return this.#asksToStop.threshold;
    const elapsedMs = (nowUs - this.#startedAtUs) / 1_000;
    for (const threshold of this.#thresholds) {
      if (threshold.abortAfterMs === undefined || elapsedMs < threshold.abortAfterMs) continue;
      const observed = this.#figureNow(threshold, elapsedMs);
      if (observed === undefined || holds(threshold.condition, observed)) continue;
      this.#asksToStop = { threshold, observed };
      return threshold;
    }
    return undefined;
  }

  /**
   * The report's entries, in the order of the thresholds.
   *
   * Of a window the worst one is given; a run that was over before any was full is judged by what there was, and one without
   * a second that was measured from end to end by all of it.
   * A threshold on what has no sample fails and observes nothing; a counter without one is 0.
   *
   * @param durationMs - Length of the run, as given to `collector.metrics`.
   */
  results(durationMs: number): RunReport["thresholds"] {
    return this.#thresholds.map((threshold) => {
      const { selector, expression, condition } = threshold;
      const entry = { metric: selector.text, expression };
      if (this.#asksToStop?.threshold === threshold)
        return { ...entry, ok: false, observed: this.#asksToStop.observed };
      const worst =
        selector.window === undefined ? undefined : this.#windows.get(threshold)?.worstAtEnd(condition);
      const observed = worst ?? this.#observer.observe(threshold, durationMs);
      return observed === undefined
        ? { ...entry, ok: false }
        : { ...entry, ok: holds(condition, observed), observed };
    });
  }

  /**
   * How they stand while the run goes on, and nothing of {@link results} changes by asking: of a window the worst one so far, or the
   * one that is not full yet. What has no sample yet holds, and observes nothing.
   *
   * @param elapsedMs - Length of the run so far.
   */
  standing(elapsedMs: number): RunReport["thresholds"] {
    return this.#thresholds.map((threshold) => {
      const { selector, expression, condition } = threshold;
      const entry = { metric: selector.text, expression };
      const observed =
        this.#asksToStop?.threshold === threshold
          ? this.#asksToStop.observed
          : this.#figureSoFar(threshold, elapsedMs);
      return observed === undefined
        ? { ...entry, ok: true }
        : { ...entry, ok: holds(condition, observed), observed };
    });
  }

  #figureSoFar(threshold: Threshold, elapsedMs: number): number | undefined {
    const { selector, condition } = threshold;
    if (selector.window === undefined) return this.#observer.observe(threshold, elapsedMs);
    const window = this.#windows.get(threshold);
    return window?.worst(condition) ?? window?.figureNow(condition);
  }

  #figureNow(threshold: Threshold, elapsedMs: number): number | undefined {
    const window = this.#windows.get(threshold);
    if (window === undefined) return this.#observer.observe(threshold, elapsedMs);
    return threshold.selector.window === undefined
      ? window.figureNow(threshold.condition)
      : window.worst(threshold.condition);
  }

  #distinctWindows(): ReadonlySet<WatchedWindow> {
    return new Set(this.#windows.values());
  }
}

/**
 * A sliding window does; and a rate per second that may end the run, for it must not be taken over the time in which
 * connections opened and the target warmed up.
 */
function needsWindow({ selector, kind, condition, abortAfterMs }: Threshold): boolean {
  if (selector.window !== undefined) return true;
  return abortAfterMs !== undefined && kind === "counter" && condition.aggregate.kind === "rate";
}
