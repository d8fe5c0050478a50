// A search in which every probe is a whole load: its own connections, warm-up, metrics and verdict.

import { type Clock, sleepMs, systemClock } from "../../clock.js";
import { WsrigError } from "../../errors.js";
import { MetricCollector } from "../../metrics/collector.js";
import type { ReportMetric, SeriesPoint } from "../../metrics/run-report.js";
import { type FigureUnit, figureUnit } from "../../metrics/thresholds/figure-unit.js";
import { freshSeed } from "../../random.js";
import { planRun, type RunOptions } from "../plan/plan-run.js";
import type { RunPlan } from "../plan/run-plan.js";
import type { RunProgress } from "../run/run-progress.js";
import { readThresholds } from "../run/watch-thresholds.js";
import { type LoadsOptions, type LoadsResult, playPlan } from "../run-loads.js";
import { findHighest, type SearchResult } from "./find-highest.js";
import { judgeProbe } from "./judge-probe.js";
import type { NextProbe, ProbeOutcome, ProbePurpose, SearchProbe } from "./probe.js";
import { planSearch, type SearchPlan, type SearchRange } from "./search-options.js";
import { type SearchVary, type VariedLoad, varyLoad } from "./vary-load.js";

/** What to search for, with what load. */
export interface LoadSearch extends SearchRange, Omit<RunOptions, "loads" | "seed"> {
  readonly vary: SearchVary;
  /** The load of a probe, but for what is varied. */
  readonly load: VariedLoad;
  /** The bound that must hold: `METRIC: EXPRESSION`. */
  readonly until: string;
  /** Between two probes, for the target to settle, ms. Default 1,000. */
  readonly pauseMs?: number | undefined;
  /** Default: a fresh one. All probes have the same. */
  readonly seed?: number | undefined;
}

/** Options of {@link runSearch}. */
export interface LoadSearchOptions extends LoadSearch, Pick<LoadsOptions, "env" | "signal"> {
  readonly clock?: Clock | undefined;
  /** Plays one probe. Default: {@link playPlan}. */
  readonly play?: typeof playPlan | undefined;
  readonly onBegin?: ((probe: ProbeBegin) => void) | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** As in {@link LoadsOptions}, with the metrics of the probe under way. */
  readonly onSecond?: ((points: readonly SeriesPoint[], collector: MetricCollector) => void) | undefined;
  readonly onProbe?: ((probe: SearchProbe) => void) | undefined;
}

/** A probe that begins. */
export interface ProbeBegin extends NextProbe {
  /** From 1. */
  readonly number: number;
  readonly plan: RunPlan;
}

/** A search that can run. */
export interface CheckedSearch {
  /** Of the figure that the bound is on. */
  readonly unit: FigureUnit;
  /** Right side of the expression, in `unit`. */
  readonly bound: number;
  /** Where and how closely it looks, with every default resolved. */
  readonly range: SearchPlan;
  readonly pauseMs: number;
  /** Of the probe with the lowest value. */
  readonly plan: RunPlan;
}

/** One probe, whole. */
export interface PlayedProbe {
  readonly value: number;
  readonly result: LoadsResult;
  readonly metrics: readonly ReportMetric[];
  readonly series: readonly SeriesPoint[];
}

/** What a search found, and the run that shows it. */
export interface LoadSearchResult extends SearchResult, Pick<CheckedSearch, "unit" | "bound"> {
  /** The last probe of the answer; where nothing held, that of the lowest value. Undefined when no probe ended. */
  readonly shown: PlayedProbe | undefined;
  /** Whether the last probe, and any, met a target that answers in HTTP; undefined without a probe. */
  readonly reached: { readonly last: boolean; readonly any: boolean } | undefined;
}

const flagName = "--until";

/**
 * Checks all that can be checked before anything is sent: the range, the bound, and the plans of its two ends.
 *
 * @throws WsrigError `usage-invalid-search`, `usage-invalid-threshold`, and those of {@link planRun}
 */
export function checkSearch(search: LoadSearch): CheckedSearch {
  const range = planSearch(search);
  const pauseMs = search.pauseMs ?? defaultPauseMs;
  if (!(Number.isFinite(pauseMs) && pauseMs >= 0))
    throw new WsrigError(
      "usage-invalid-search",
      `pauseMs is ${pauseMs}; must be a finite number, 0 or more`,
      {
        path: "pauseMs",
      },
    );
  const plan = planOf(search, range.low);
  planOf(search, range.high);
  const [threshold] = readThresholds({ flags: [search.until], flagName }, plan);
  // readThresholds gives one for each flag, or throws.
  if (threshold === undefined) throw new TypeError("no threshold was read");
  return { unit: figureUnit(threshold), bound: threshold.condition.bound, range, pauseMs, plan };
}

/**
 * Runs the search. See {@link findHighest} for how; each probe is a load of its own, judged by {@link judgeProbe}.
 *
 * @throws what {@link checkSearch} throws, before anything is sent
 */
export async function runSearch(options: LoadSearchOptions): Promise<LoadSearchResult> {
  const { unit, bound, range, pauseMs } = checkSearch(options);
  const search = { ...options, pauseMs, seed: options.seed ?? freshSeed() };
  // By value: the last probe of each.
  const played = new Map<number, PlayedProbe>();
  const probing = new Probing(search, played);
  const result = await findHighest({
    ...range,
    signal: options.signal,
    onProbe: options.onProbe,
    probe: (value, purpose) => probing.probe(value, purpose),
  });
  return { ...result, unit, bound, shown: shownOf(result, played), reached: probing.reached };
}

const defaultPauseMs = 1_000;

type ResolvedSearch = LoadSearchOptions & { readonly pauseMs: number; readonly seed: number };

/** The probes of one search, one after the other. */
class Probing {
  readonly #search: ResolvedSearch;
  readonly #played: Map<number, PlayedProbe>;
  readonly #clock: Clock;
  #begun = 0;
  #reached: LoadSearchResult["reached"];

  constructor(search: ResolvedSearch, played: Map<number, PlayedProbe>) {
    this.#search = search;
    this.#played = played;
    this.#clock = search.clock ?? systemClock;
  }

  get reached(): LoadSearchResult["reached"] {
    return this.#reached;
  }

  async probe(value: number, purpose: ProbePurpose): Promise<ProbeOutcome> {
    const { pauseMs, signal, onBegin } = this.#search;
    if (this.#begun > 0) await sleepMs(this.#clock, pauseMs, signal);
    const plan = planOf(this.#search, value);
    this.#begun++;
    onBegin?.({ number: this.#begun, value, purpose, plan });
    const probe = await this.#play(value, plan);
    if (!signal?.aborted) this.#keep(probe);
    return judgeProbe(probe.result);
  }

  async #play(value: number, plan: RunPlan): Promise<PlayedProbe> {
    const { until, env, signal, play = playPlan, onProgress, onSecond } = this.#search;
    const collector = new MetricCollector({ clock: this.#clock });
    const result = await play(plan, {
      collector,
      clock: this.#clock,
      env,
      signal,
      thresholds: { flags: [until], flagName },
      onProgress,
      onSecond: (points) => onSecond?.(points, collector),
    });
    return { value, result, metrics: collector.metrics(result.durationMs), series: collector.series() };
  }

  /** What an abort cut short shows the abort. */
  #keep(probe: PlayedProbe): void {
    const { reachedHttp } = probe.result;
    this.#played.set(probe.value, probe);
    this.#reached = { last: reachedHttp, any: reachedHttp || (this.#reached?.any ?? false) };
  }
}

function planOf({ load, vary, workers, pacing, limits, seed = 0 }: LoadSearch, value: number): RunPlan {
  return planRun({ loads: [varyLoad(load, vary, value)], workers, pacing, limits, seed });
}

function shownOf(
  { answer }: SearchResult,
  played: ReadonlyMap<number, PlayedProbe>,
): PlayedProbe | undefined {
  const value = answer ?? Math.min(...played.keys());
  return played.get(value);
}
