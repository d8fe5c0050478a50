// The interleaved rounds: every client takes its turn on every workload, again and again.

import type { ClientName, ClientRun, Prepared } from "./clients.js";
import type { EchoServer } from "./echo-server.js";
import type { Sample } from "./sample.js";
import type { Workload } from "./workloads.js";

/** A client that is ready. */
export interface Contestant {
  readonly name: ClientName;
  runs(workload: Workload): boolean;
  readonly measure: Extract<Prepared, { kind: "ready" }>["measure"];
}

/** What to run, how often and how long. */
export interface RoundsPlan {
  readonly contestants: readonly Contestant[];
  readonly workloads: readonly Workload[];
  readonly server: EchoServer;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly steadyMs: number;
  readonly onSample: (turn: Turn, sample: Sample) => void;
}

/** Whose turn it is. */
export interface Turn {
  /** From 1. */
  readonly round: number;
  readonly workload: Workload;
  readonly client: ClientName;
}

/** All samples, by workload, client and round. */
export class Samples {
  readonly #samples = new Map<string, Sample[]>();

  /** In the order of the rounds; empty when the client did not run the workload. */
  of(workload: string, client: ClientName): readonly Sample[] {
    return this.#samples.get(`${workload} ${client}`) ?? [];
  }

  add(workload: string, client: ClientName, sample: Sample): void {
    this.#samples.set(`${workload} ${client}`, [...this.of(workload, client), sample]);
  }
}

/** Runs all rounds. */
export async function runRounds(plan: RoundsPlan): Promise<Samples> {
  const samples = new Samples();
  for (let round = 1; round <= plan.rounds; round++) {
    for (const { workload, contestant } of turnsOf(plan, round)) {
      const sample = await measured(contestant, { ...plan, workload });
      samples.add(workload.name, contestant.name, sample);
      plan.onSample({ round, workload, client: contestant.name }, sample);
    }
  }
  return samples;
}

/** Each round begins with another client, so that none always runs after the same one. */
function turnsOf({ contestants, workloads }: RoundsPlan, round: number) {
  return workloads.flatMap((workload) => {
    const able = contestants.filter((contestant) => contestant.runs(workload));
    const first = able.length === 0 ? 0 : (round - 1) % able.length;
    return [...able.slice(first), ...able.slice(0, first)].map((contestant) => ({ workload, contestant }));
  });
}

/** The server's cost goes with the sample: where its core is full, it set the pace. */
async function measured({ measure }: Contestant, run: ClientRun): Promise<Sample> {
  const before = await run.server.counts();
  const sample = await measure(run);
  const after = await run.server.counts();
  const serverCpuUsPerMessage = (after.cpuUs - before.cpuUs) / (after.messages - before.messages);
  return { ...sample, serverCpuUsPerMessage };
}
