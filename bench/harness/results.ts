// The document of a run: bench/results.json.

import type { ClientName } from "./clients.js";
import type { Machine } from "./machine.js";
import type { Samples } from "./rounds.js";
import type { Sample } from "./sample.js";
import { pairedRatio, type Spread, spreadOf } from "./statistics.js";
import type { JudgedTarget } from "./targets.js";
import type { Workload } from "./workloads.js";

/** What a run measured. */
export interface Results extends Machine {
  readonly measured: string;
  readonly server: string;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly steadyMs: number;
  /** Whether generator and server had a core each. */
  readonly pinned: boolean;
  readonly tookSeconds: number;
  /** Programs that wanted a core, over the last five minutes of the run. The run itself makes two at most. */
  readonly loadAverage: number;
  readonly targets: readonly JudgedTarget[];
  readonly workloads: readonly WorkloadResult[];
  readonly skipped: readonly Skipped[];
}

/** A client that is not there, and why. */
export interface Skipped {
  readonly client: ClientName;
  readonly why: string;
}

/** One workload with all that ran it. */
export interface WorkloadResult extends Workload {
  readonly clients: readonly ClientResult[];
}

/** Medians over the rounds, with ranges. Latencies only where the client records them. */
export interface ClientResult {
  readonly client: ClientName;
  readonly rounds: number;
  readonly cpuUsPerMessage: Spread;
  /** Round by round; left out where C did not run. */
  readonly ratioToC?: Spread | undefined;
  readonly messagesPerSecond: Spread;
  readonly messagesPerCpuSecond: Spread;
  /** Of the client's CPU, the part that was not the kernel's. */
  readonly userShare?: Spread | undefined;
  readonly p50Us?: Spread | undefined;
  readonly p99Us?: Spread | undefined;
  readonly correctedP50Us?: Spread | undefined;
  readonly correctedP99Us?: Spread | undefined;
  /** Of one core. */
  readonly generatorShare: Spread;
  readonly serverShare?: Spread | undefined;
}

/** One workload's part of the document. */
export function summarise(
  workload: Workload,
  samples: Samples,
  clients: readonly ClientName[],
): WorkloadResult {
  const floor = samples.of(workload.name, "c").map(costOf);
  const ran = clients.filter((client) => samples.of(workload.name, client).length > 0);
  return {
    ...workload,
    clients: ran.map((client) => clientResult(client, samples.of(workload.name, client), floor)),
  };
}

function clientResult(
  client: ClientName,
  samples: readonly Sample[],
  floor: readonly number[],
): ClientResult {
  const each = (read: (sample: Sample) => number): Spread => spreadOf(samples.map(read));
  const rate = (sample: Sample): number => (sample.messages * 1_000) / sample.steadyMs;
  return {
    client,
    rounds: samples.length,
    cpuUsPerMessage: each(costOf),
    ratioToC: pairedRatio(samples.map(costOf), floor),
    messagesPerSecond: each(rate),
    messagesPerCpuSecond: each((sample) => 1e6 / costOf(sample)),
    userShare: known(samples, ({ userUs, cpuUs }) => userUs && userUs / cpuUs),
    p50Us: known(samples, ({ p50Us }) => p50Us),
    p99Us: known(samples, ({ p99Us }) => p99Us),
    correctedP50Us: known(samples, ({ correctedP50Us }) => correctedP50Us),
    correctedP99Us: known(samples, ({ correctedP99Us }) => correctedP99Us),
    generatorShare: each(({ cpuUs, steadyMs }) => cpuUs / (steadyMs * 1_000)),
    serverShare: known(
      samples,
      (sample) => sample.serverCpuUsPerMessage && (sample.serverCpuUsPerMessage * rate(sample)) / 1e6,
    ),
  };
}

function known(samples: readonly Sample[], read: (sample: Sample) => number | undefined): Spread | undefined {
  const values = samples.map(read).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : spreadOf(values);
}

function costOf({ cpuUs, messages }: Sample): number {
  return cpuUs / messages;
}
