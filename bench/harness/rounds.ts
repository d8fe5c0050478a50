// The interleaved rounds: every client takes its turn on every workload, again and again.

import type { ClientName, ClientRun, Prepared } from "./clients.js";
import type { EchoServer } from "./echo-server.js";
import type { Measurement, Sample } from "./sample.js";
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

/** Something that was not measured, and why. */
export interface Skipped {
  readonly client: ClientName;
  readonly workload?: string | undefined;
  readonly why: string;
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

/** Runs all rounds. A client that says that it cannot run a workload is not asked again. */
export async function runRounds(
  plan: RoundsPlan,
): Promise<{ samples: Samples; skipped: readonly Skipped[] }> {
  const samples = new Samples();
  const skipped = new Map<string, Skipped>();
  for (let round = 1; round <= plan.rounds; round++) {
    for (const { workload, contestant } of turnsOf(plan, round)) {
      const key = `${workload.name} ${contestant.name}`;
      if (skipped.has(key)) continue;
      const result = await measured(contestant, { ...plan, workload });
      if (result.kind === "skipped") {
        skipped.set(key, { client: contestant.name, workload: workload.name, why: result.why });
        continue;
      }
      samples.add(workload.name, contestant.name, result.sample);
      plan.onSample({ round, workload, client: contestant.name }, result.sample);
    }
  }
  return { samples, skipped: [...skipped.values()] };
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
async function measured({ measure }: Contestant, run: ClientRun): Promise<Measurement> {
  const before = await run.server.counts();
  const result = await measure(run);
  const after = await run.server.counts();
  if (result.kind === "skipped") return result;
  const serverCpuUsPerMessage = (after.cpuUs - before.cpuUs) / (after.messages - before.messages);
  return { kind: "sample", sample: { ...result.sample, serverCpuUsPerMessage } };
}
