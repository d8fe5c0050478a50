// From what a file says of loads to options of the engine.

import { dirname, resolve } from "node:path";
import type { DialOptions } from "../../client/dial.js";
import { parseLocalAddresses } from "../../client/local-addresses.js";
import { connectTarget } from "../../scenarios/connect-options.js";
import { parseDurationMs } from "../../units.js";
import type { ExecutorPlan, PhasePlan } from "../plan/executor-plan.js";
import type { LoadOptions } from "../plan/load-options.js";
import type { RunOptions } from "../plan/plan-run.js";
import type { DeclaredExecutor, DeclaredLoad } from "./declared-load-schema.js";
import { declaredTraffic } from "./declared-traffic.js";
import type { LoadFile } from "./load-file-schema.js";

/** What a file's loads are resolved against. */
export interface FileSetting {
  /** Absolute path of the file: feeds are relative to it, and scripts are loaded from it. */
  readonly file: string;
  /** Of loads that name none. */
  readonly url: string;
  /** Under each load's own `connect`. */
  readonly dial: DialOptions;
}

const defaultMaxDurationMs = 600_000;

/** The loads of a file, in its order, and how they are run. */
export function declaredLoads(file: LoadFile, setting: FileSetting): Omit<RunOptions, "seed"> {
  const { limits = {} } = file;
  return {
    workers: file.workers,
    pacing: file.pacing,
    limits: {
      ...(limits.lateness !== undefined && { latenessP99Ms: ms(limits.lateness) }),
      ...(limits.cpu !== undefined && { cpuShare: limits.cpu }),
      ...(limits.cpuTime !== undefined && { cpuSeconds: ms(limits.cpuTime) / 1_000 }),
    },
    loads: Object.entries(file.loads ?? {}).map(([name, load]) => declaredLoad(name, load, setting)),
  };
}

function declaredLoad(name: string, load: DeclaredLoad, setting: FileSetting): LoadOptions {
  const { connect = {}, scenario } = load;
  const url = load.url ?? setting.url;
  return {
    name,
    url: load.path === undefined ? url : connectTarget(url, load.path),
    tags: load.tags,
    startMs: load.start === undefined ? undefined : ms(load.start),
    warmUpMs: load.warmUp === undefined ? undefined : ms(load.warmUp),
    gracefulStopMs: load.gracefulStop === undefined ? undefined : ms(load.gracefulStop),
    executor: declaredExecutor(load.executor),
    traffic: load.traffic && declaredTraffic(load.traffic, dirname(setting.file)),
    script: scenario === undefined ? undefined : { file: resolve(setting.file), scenario },
    dial: dialOf(connect, setting.dial),
    connectConcurrency: connect.concurrency,
    connectRatePerSecond: connect.rate,
    localAddresses:
      connect.localAddresses === undefined ? undefined : parseLocalAddresses(connect.localAddresses),
  };
}

function declaredExecutor(executor: DeclaredExecutor): ExecutorPlan {
  const { kind } = executor;
  switch (kind) {
    case "constant-clients":
      return { kind, clients: executor.clients, durationMs: ms(executor.duration) };
    case "ramping-clients":
      return { kind, startClients: executor.startClients ?? 0, phases: phasesOf(executor.phases) };
    case "constant-arrival-rate": {
      const { rate, duration, maxClients } = executor;
      return { kind, ratePerSecond: rate, durationMs: ms(duration), maxClients };
    }
    case "ramping-arrival-rate": {
      const { startRate = 0, phases, maxClients } = executor;
      return { kind, startRatePerSecond: startRate, phases: phasesOf(phases), maxClients };
    }
    case "shared-iterations":
    case "per-client-iterations": {
      const { clients, iterations, maxDuration } = executor;
      const maxDurationMs = maxDuration === undefined ? defaultMaxDurationMs : ms(maxDuration);
      return { kind, clients, iterations, maxDurationMs };
    }
    default:
      return kind satisfies never;
  }
}

function phasesOf(
  phases: readonly {
    readonly duration: string;
    readonly target: number;
    readonly name?: string | undefined;
  }[],
): readonly PhasePlan[] {
  return phases.map(({ duration, target, name }) => ({ durationMs: ms(duration), target, name }));
}

function dialOf(connect: NonNullable<DeclaredLoad["connect"]>, under: DialOptions): DialOptions {
  const { headers = {}, subprotocols, origin, compression, maskKeys, timeout } = connect;
  return {
    ...under,
    headers: [...(under.headers ?? []), ...Object.entries(headers)],
    ...(subprotocols !== undefined && { subprotocols }),
    ...(origin !== undefined && { origin }),
    ...(compression !== undefined && { compression }),
    ...(maskKeys !== undefined && { maskKeys }),
    ...(timeout !== undefined && { timeoutMs: ms(timeout) }),
  };
}

/** The schema has parsed it once. */
function ms(duration: string): number {
  return parseDurationMs(duration, "");
}
