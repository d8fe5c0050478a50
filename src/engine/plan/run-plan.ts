// A whole run as plain data: every default resolved, so that it can be reported, repeated and sent to another process.

import type { DialOptions } from "../../client/dial.js";
import type { Tags } from "../../metrics/run-report.js";
import type { ExecutorPlan } from "./executor-plan.js";
import type { TrafficPlan } from "./traffic-plan.js";

/** What a run does. The same plan and seed give the same arrivals, payloads and ids, however many workers share them. */
export interface RunPlan {
  readonly seed: number;
  /** Processes, >= 1. */
  readonly workers: number;
  readonly pacing: Pacing;
  readonly limits: GeneratorLimits;
  /** Side by side, each from its own start time. Names differ. */
  readonly loads: readonly LoadPlan[];
}

/**
 * How a schedule is kept. `economical`: timer ticks of 1 ms send all that is due (about 6% of a core, p99 lateness 2-3 ms).
 * `precise`: the event loop spins while sends are near (a core of its own, p99 lateness 0.2 to 0.9 ms).
 */
export type Pacing = "economical" | "precise";

/** When an open-model run cannot be trusted. */
export interface GeneratorLimits {
  /** Above this p99 of `generator_lateness` the run is invalid, ms. */
  readonly latenessP99Ms: number;
  /** A worker above this share of a core (not under `precise` pacing, which takes a core by design) ... */
  readonly cpuShare: number;
  /** ... for so many seconds on end makes the run invalid. */
  readonly cpuSeconds: number;
}

/** The limits unless the user says otherwise. */
export const defaultGeneratorLimits: GeneratorLimits = { latenessP99Ms: 10, cpuShare: 0.9, cpuSeconds: 3 };

/** One load of a run: who arrives when (executor), and what they do (work). */
export interface LoadPlan {
  /** Letters, digits, `.`, `_`, `-`; the tag `load` of its metrics where a run has several. */
  readonly name: string;
  readonly url: string;
  /** On every metric and check of this load. */
  readonly tags: Tags;
  /** After the start of the run, ms. */
  readonly startMs: number;
  /** Held at the executor's first level before its own time begins; tagged `phase: warm-up` and kept out of summaries. */
  readonly warmUpMs: number;
  /** How long the end waits for what is under way, ms: answers in a traffic, iterations of a script. */
  readonly gracefulStopMs: number;
  readonly executor: ExecutorPlan;
  readonly work: WorkPlan;
  readonly connect: ConnectPlan;
}

/** What a virtual client does: a declarative traffic (the hot lane), or a script, which lives in its own file. */
export type WorkPlan = TrafficPlan | ScriptPlan;

/** A scenario of a file, run once an iteration. */
export interface ScriptPlan {
  readonly kind: "script";
  /** Absolute path; each worker loads it. */
  readonly file: string;
  /** Name of the scenario in it. */
  readonly scenario: string;
}

/** How connections are opened. */
export interface ConnectPlan {
  /** Plain data only where workers are processes: functions do not cross. */
  readonly dial: DialOptions;
  /** Handshakes in progress at once, per worker. */
  readonly concurrency: number;
  /** Handshakes per second over all workers. Default: as fast as `concurrency` allows. */
  readonly ratePerSecond?: number | undefined;
  /** Source addresses, taken in turn by connection number. Empty: the system's choice. */
  readonly localAddresses: readonly string[];
}

/**
 * A part of the whole. Of the clients, worker `worker` holds those with `n % of === worker`; an arrival or a shared iteration
 * goes to the worker that holds client `n % clients`, so that none goes to a worker without clients.
 */
export interface Share {
  /** 0-based. */
  readonly worker: number;
  readonly of: number;
}

/** The whole, in one worker. */
export const wholeShare: Share = { worker: 0, of: 1 };
