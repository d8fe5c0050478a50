// From what a user asks to a plan with nothing left open, or every mistake at once.

import { resolve } from "node:path";
import { parseDialTarget } from "../../client/dial-target.js";
import { isUserMistake, WsrigError } from "../../errors.js";
import { executorOf } from "../executors/executors.js";
import { trafficProblems } from "../traffic/traffic-problems.js";
import { InvalidLoadError } from "./invalid-load-error.js";
import type { LoadOptions } from "./load-options.js";
import { type MachineLimits, readMachineLimits } from "./machine-limits.js";
import { givenNumbers, type NamedNumbers, numberProblems, wholeNumberProblems } from "./number-problems.js";
import type { PlanProblem } from "./plan-problem.js";
import { planTraffic } from "./plan-traffic.js";
import {
  defaultGeneratorLimits,
  type GeneratorLimits,
  type LoadPlan,
  type Pacing,
  type RunPlan,
} from "./run-plan.js";
import { spreadConnections } from "./spread.js";

/** What a user asks of a run. */
export interface RunOptions {
  readonly loads: readonly LoadOptions[];
  /** Processes; `auto` takes the cores. Default: 1, which is this process, or as many as the connections need. */
  readonly workers?: number | "auto" | undefined;
  /** Default `economical`. */
  readonly pacing?: Pacing | undefined;
  readonly limits?: Partial<GeneratorLimits> | undefined;
  /** An integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/**
 * The plan of a run.
 *
 * @throws InvalidLoadError `usage-invalid-load`: one line for each mistake, with its place; WsrigError `usage-too-many-connections` for what
 * this machine cannot hold; `usage-plan-not-data` where functions would have to cross processes
 */
export function planRun(options: RunOptions, machine: MachineLimits = readMachineLimits()): RunPlan {
  const { workers } = options;
  const plan: RunPlan = {
    seed: options.seed,
    workers: typeof workers === "number" ? workers : 1,
    pacing: options.pacing ?? "economical",
    limits: { ...defaultGeneratorLimits, ...options.limits },
    loads: options.loads.map((load, index) => planLoad(load, index)),
  };
  const problems = [...problemsOfRun(plan), ...plan.loads.flatMap((load) => placed(load, plan))];
  if (problems.length > 0) throw new InvalidLoadError(problems);
  const spread = spreadRun(plan, workers, machine);
  if (spread.workers > 1) assertPlainData(spread);
  return spread;
}

/** Connections that may be open at once over all workers, by the plan; those of a script are taken as one a client. */
export function connectionsOf({ executor, work }: LoadPlan): number {
  const perClient = work.kind === "script" ? 1 : work.connectionsPerClient;
  return executorOf(executor).maxClients(executor) * perClient;
}

/** As many processes and source addresses as the connections need. */
function spreadRun(plan: RunPlan, workers: RunOptions["workers"], machine: MachineLimits): RunPlan {
  const connections = plan.loads.reduce((sum, load) => sum + connectionsOf(load), 0);
  const spreads = plan.loads.map((load) => {
    const { localAddresses } = load.connect;
    // Loads from the same addresses to the same target share their source ports.
    const sharing = plan.loads.filter((other) => portsOf(other) === portsOf(load));
    const together = sharing.reduce((sum, other) => sum + connectionsOf(other), 0);
    const { host } = parseDialTarget(load.url);
    return spreadConnections({ connections: together, workers, localAddresses, host }, machine);
  });
  return {
    ...plan,
    // Loads side by side share their processes.
    workers: spreadConnections({ connections, workers, localAddresses: [], host: "127.0.0.1" }, machine)
      .workers,
    loads: plan.loads.map((load, index) => ({
      ...load,
      connect: { ...load.connect, localAddresses: spreads[index]?.localAddresses ?? [] },
    })),
  };
}

/** Names the source ports that a load takes from: those of its addresses to its target. */
function portsOf({ url, connect }: LoadPlan): string {
  const { host, port } = parseDialTarget(url);
  return [`${host}:${port}`, ...connect.localAddresses].join(" ");
}

function planLoad(options: LoadOptions, index: number): LoadPlan {
  const { executor, script } = options;
  return {
    name: options.name ?? (index === 0 ? "load" : `load-${index + 1}`),
    url: options.url,
    tags: options.tags ?? {},
    startMs: options.startMs ?? 0,
    warmUpMs: options.warmUpMs ?? (executor.kind.startsWith("constant") ? 1_000 : 0),
    gracefulStopMs: options.gracefulStopMs ?? (script === undefined ? 5_000 : 30_000),
    executor,
    work:
      script === undefined
        ? planTraffic(options.traffic)
        : { kind: "script", file: resolve(script.file), scenario: script.scenario },
    connect: {
      dial: options.dial ?? {},
      concurrency: options.connectConcurrency ?? 64,
      ratePerSecond: options.connectRatePerSecond,
      localAddresses: options.localAddresses ?? [],
    },
  };
}

function problemsOfRun({ workers, limits, loads }: RunPlan): readonly PlanProblem[] {
  const names = loads.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...wholeNumberProblems({ workers }, { least: 1 }),
    ...above0({ "limits.latenessP99Ms": limits.latenessP99Ms, "limits.cpuShare": limits.cpuShare }),
    ...above0({ "limits.cpuSeconds": limits.cpuSeconds }),
    ...(loads.length === 0 ? [{ path: "loads", message: "loads is empty; must have at least one" }] : []),
    ...(twice === undefined
      ? []
      : [{ path: "loads", message: `two loads are named "${twice}"; names must differ` }]),
  ];
}

/** The problems of one load, with its name before each place where the run has several. */
function placed(load: LoadPlan, { loads }: RunPlan): readonly PlanProblem[] {
  const prefix = loads.length > 1 ? `loads.${load.name}.` : "";
  return problemsOfLoad(load).map((problem) => ({ ...problem, path: `${prefix}${problem.path}` }));
}

function problemsOfLoad(load: LoadPlan): readonly PlanProblem[] {
  const { executor, work, connect, startMs, warmUpMs, gracefulStopMs } = load;
  const { concurrency, ratePerSecond } = connect;
  return [
    ...(/^[\w.-]{1,100}$/.test(load.name)
      ? []
      : [
          {
            path: "name",
            message: `name is "${load.name}"; must be 1 to 100 letters, digits, ".", "_" or "-"`,
          },
        ]),
    ...tagProblems(load),
    ...urlProblems(load.url),
    ...from0({ startMs, warmUpMs, gracefulStopMs }),
    ...iterationProblems(load),
    ...wholeNumberProblems({ connectConcurrency: concurrency }, { least: 1 }),
    ...above0(givenNumbers({ connectRatePerSecond: ratePerSecond })),
    ...executorOf(executor)
      .problems(executor)
      .map((problem) => ({ ...problem, path: `executor.${problem.path}` })),
    ...(work.kind === "script"
      ? []
      : trafficProblems(work, load).map((problem) => ({ ...problem, path: `traffic.${problem.path}` }))),
  ];
}

/** Tags that say what they always mean: one of the user's would be lost, or taken for ours. */
function tagProblems({ tags, work }: LoadPlan): readonly PlanProblem[] {
  const own = ["load", "phase", "worker", ...(work.kind === "script" ? ["scenario"] : [])];
  return own
    .filter((name) => Object.hasOwn(tags, name))
    .map((name) => ({
      path: `tags.${name}`,
      message: `tags.${name} is "${tags[name]}"; must have another name, as the tag ${name} is wsrig's own`,
    }));
}

function iterationProblems({ executor, warmUpMs }: LoadPlan): readonly PlanProblem[] {
  if (warmUpMs === 0 || !executor.kind.endsWith("iterations")) return [];
  return [
    {
      path: "warmUpMs",
      message: `warmUpMs is ${warmUpMs}; must be 0, as ${executor.kind} counts iterations and not time`,
    },
  ];
}

function urlProblems(url: string): readonly PlanProblem[] {
  try {
    parseDialTarget(url);
    return [];
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    return [{ path: "url", message: error.message, hint: error.hint }];
  }
}

function assertPlainData(plan: RunPlan): void {
  try {
    structuredClone(plan);
  } catch (cause) {
    throw new WsrigError(
      "usage-plan-not-data",
      `a load has something that cannot cross processes: ${cause instanceof Error ? cause.message : String(cause)}`,
      { path: "dial", hint: "Use 1 worker, or options of dial that are plain data.", cause },
    );
  }
}

function from0(values: NamedNumbers): readonly PlanProblem[] {
  const isRight = (n: number): boolean => Number.isFinite(n) && n >= 0;
  return numberProblems(values, { isRight, rule: "a finite number of milliseconds, 0 or more" });
}

function above0(values: NamedNumbers): readonly PlanProblem[] {
  const isRight = (n: number): boolean => Number.isFinite(n) && n > 0;
  return numberProblems(values, { isRight, rule: "a finite number greater than 0" });
}
