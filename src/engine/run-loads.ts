// Runs one or more loads side by side, in this process or in several, and judges the run.

import { type Clock, systemClock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Notice, ReportCheck, RunReport, SeriesPoint } from "../metrics/run-report.js";
import type { ThresholdWatch } from "../metrics/thresholds/threshold-watch.js";
import { freshSeed } from "../random.js";
import type { LimitedBy } from "./limited-by.js";
import { loadChecks } from "./load-checks.js";
import { mergeChecks } from "./merge-checks.js";
import { isOpenModel } from "./plan/load-model.js";
import { loadTags } from "./plan/load-tags.js";
import { planRun, type RunOptions } from "./plan/plan-run.js";
import type { LoadPlan, RunPlan } from "./plan/run-plan.js";
import type { MessageCounts } from "./record/message-counts.js";
import { childLink } from "./run/child-link.js";
import { type CoordinatedRun, Coordinator } from "./run/coordinator.js";
import { describeLoad } from "./run/describe-load.js";
import { figureWarnings } from "./run/figure-warnings.js";
import { inProcessLink } from "./run/in-process-link.js";
import { closedLoopWarnings, invalidReasons, limitOf } from "./run/judge-run.js";
import { type LoadFacts, measuredCounts } from "./run/load-facts.js";
import type { RunProgress } from "./run/run-progress.js";
import { watchTarget } from "./run/target-watch.js";
import { type LoadThresholds, readThresholds, watchThresholds } from "./run/watch-thresholds.js";
import type { WorkerOptions } from "./run/worker.js";
import type { WorkerLink } from "./run/worker-contract.js";
import { hasDueTimes } from "./traffic/traffic-words.js";

/** Options of {@link runLoads}: what to do, and what to do it in. */
export interface LoadsOptions extends Omit<RunOptions, "seed">, Pick<WorkerOptions, "watchStrayErrors"> {
  /** Gets all metrics. May have those of earlier runs: they merge. */
  readonly collector: MetricCollector;
  /** Default: a fresh one. */
  readonly seed?: number | undefined;
  /** Of a single worker, which shares this process. Workers in processes have the machine's. */
  readonly clock?: Clock | undefined;
  /** For scripts. Default: the process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Ends the run early: it drains, closes and gives what it has. */
  readonly signal?: AbortSignal | undefined;
  /** What metrics must hold; judged while the run goes and at its end. */
  readonly thresholds?: LoadThresholds | undefined;
  /** A process of this machine, the target's: its CPU, memory and open files are measured beside the loads. */
  readonly watchPid?: number | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /**
   * Second `second` of the run (from 0) is in the collector, and these are its points; `standing` gives the thresholds as they stand,
   * see {@link ThresholdWatch.standing}.
   */
  readonly onSecond?:
    | ((points: readonly SeriesPoint[], second: number, standing: () => RunReport["thresholds"]) => void)
    | undefined;
}

/** What one load did. The times of its messages are in the collector. */
export interface LoadResult {
  readonly name: string;
  /** What it was, in a sentence. */
  readonly description: string;
  readonly model: "open" | "closed";
  /** Whether its messages have due times, so that corrected latencies exist. */
  readonly hasDueTimes: boolean;
  /** Connections opened, and handshakes that failed. */
  readonly opened: number;
  readonly failed: number;
  /** By phase: `warm-up`, `steady`, or the names of a ramp's phases. */
  readonly counts: Readonly<Record<string, MessageCounts>>;
  /** All phases but the warm-up. */
  readonly measured: MessageCounts;
  readonly iterations: number;
  readonly droppedIterations: number;
  /** What the time after the warm-up really took, drain not included. */
  readonly steadyMs: number;
  /** CPU time of all workers in it, user and system, µs. */
  readonly cpuUs: number;
  /** What set the pace of a closed load. */
  readonly limitedBy?: LimitedBy | undefined;
}

/** What the loads did together. */
export interface LoadsResult {
  readonly plan: RunPlan;
  readonly loads: readonly LoadResult[];
  readonly checks: readonly ReportCheck[];
  readonly thresholds: RunReport["thresholds"];
  readonly warnings: readonly Notice[];
  /** Why the numbers cannot be trusted; empty when they can. */
  readonly invalid: readonly Notice[];
  /** What held all closed loads back; `unknown` when they differ; absent when there was none. */
  readonly limitedBy: LimitedBy | undefined;
  /** False when the target answered no handshake in HTTP, as far as that is known. */
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
  readonly durationMs: number;
}

/**
 * Runs the loads side by side.
 *
 * What the target does is counted, never thrown. An abort drains every load and ends the run.
 *
 * @throws WsrigError `usage-invalid-load` for options out of range, before anything is sent; what a script's file has wrong
 */
export async function runLoads(options: LoadsOptions): Promise<LoadsResult> {
  return playPlan(planRun({ ...options, seed: options.seed ?? freshSeed() }), options);
}

/**
 * {@link runLoads} for a plan that is made already.
 *
 * @throws WsrigError `usage-invalid-threshold`, and those of `openProcessWatch`, before anything is sent
 */
export async function playPlan(
  plan: RunPlan,
  options: Omit<LoadsOptions, keyof RunOptions>,
): Promise<LoadsResult> {
  const { collector, clock = systemClock, signal } = options;
  const thresholds = readThresholds(options.thresholds ?? {}, plan);
  const target = await watchTarget(options.watchPid, { plan, collector, clock });
  const startedAtUs = clock.nowUs();
  let progress: RunProgress | undefined;
  let watch: ThresholdWatch | undefined;
  const standing = (): RunReport["thresholds"] =>
    watch?.standing((clock.nowUs() - startedAtUs) / 1_000) ?? [];
  const coordinator = new Coordinator({
    plan,
    links: linksOf(plan, options),
    collector,
    clock,
    onProgress(now) {
      progress = now;
      target?.saw(now.connections);
      options.onProgress?.(now);
    },
    onStart(startUs) {
      target?.begin(startUs);
      watch = watchThresholds(thresholds, collector, { startUs, progress: () => progress });
    },
    onSecond(points, second) {
      watch?.second(clock.nowUs());
      if (watch?.shouldAbort(clock.nowUs()) !== undefined) coordinator.stop();
      options.onSecond?.(points, second, standing);
    },
  });
  const stop = (): void => coordinator.stop();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  try {
    const run = await coordinator.run();
    const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
    noteActiveTimes(plan, run.loads, collector);
    const targetWarnings = (await target?.end(run.loads)) ?? [];
    const judged = watch?.results(durationMs) ?? [];
    const result = resultOf(plan, run, { collector, durationMs, signal, thresholds: judged });
    return { ...result, warnings: [...result.warnings, ...targetWarnings] };
  } finally {
    await target?.end([]);
    signal?.removeEventListener("abort", stop);
  }
}

/** One worker shares this process; several have a process each. */
function linksOf({ workers }: RunPlan, options: Omit<LoadsOptions, keyof RunOptions>): readonly WorkerLink[] {
  const { clock = systemClock, env = process.env, watchStrayErrors } = options;
  return workers === 1
    ? [inProcessLink({ clock, env, watchStrayErrors })]
    : Array.from({ length: workers }, (_, index) => childLink(String(index + 1)));
}

/** Rates per second of a load are over the time that its phases took. */
function noteActiveTimes(plan: RunPlan, loads: readonly LoadFacts[], collector: MetricCollector): void {
  for (const load of plan.loads) {
    const facts = loads.find(({ name }) => name === load.name);
    for (const { name, spentMs } of facts?.phases ?? [])
      collector.addActive({ ...loadTags(load, plan), phase: name }, spentMs);
  }
}

interface RunContext {
  readonly collector: MetricCollector;
  readonly durationMs: number;
  readonly signal: AbortSignal | undefined;
  readonly thresholds: RunReport["thresholds"];
}

function resultOf(plan: RunPlan, run: CoordinatedRun, context: RunContext): LoadsResult {
  const { collector, durationMs, signal, thresholds } = context;
  const found = plan.loads.flatMap((load) => {
    const facts = run.loads.find(({ name }) => name === load.name);
    return facts === undefined ? [] : [{ load, facts }];
  });
  const loads = found.map(({ load, facts }) => loadResult(load, facts));
  return {
    plan,
    loads,
    checks: mergeChecks(
      found.flatMap(({ load, facts }) =>
        loadChecks({ facts, work: load.work.kind, durationMs, tags: loadTags(load, plan) }),
      ),
    ),
    thresholds,
    warnings: [
      ...closedLoopWarnings(plan, run.loads),
      ...found.flatMap(({ load, facts }) => figureWarnings(load, facts)),
    ],
    invalid: invalidReasons(plan, run, collector),
    limitedBy: commonLimit(loads),
    // Of a lost worker nobody can say that it reached nobody.
    reachedHttp: run.lost.length > 0 || run.loads.some(({ handshakes }) => handshakes.reachedHttp),
    interrupted: signal?.aborted ?? false,
    durationMs,
  };
}

function loadResult(load: LoadPlan, facts: LoadFacts): LoadResult {
  const { attempted, opened } = facts.handshakes;
  return {
    name: load.name,
    description: describeLoad(load),
    model: isOpenModel(load) ? "open" : "closed",
    hasDueTimes: load.work.kind !== "script" && hasDueTimes(load.work),
    opened,
    failed: attempted - opened,
    counts: facts.counts,
    measured: measuredCounts(facts),
    iterations: facts.iterations,
    droppedIterations: facts.droppedIterations,
    steadyMs: facts.steadyMs,
    cpuUs: facts.cpuUs,
    limitedBy: limitOf(load, facts),
  };
}

function commonLimit(loads: readonly LoadResult[]): RunReport["limitedBy"] {
  const limits = new Set(loads.flatMap(({ limitedBy }) => limitedBy ?? []));
  const [first] = limits;
  return limits.size > 1 ? "unknown" : first;
}
