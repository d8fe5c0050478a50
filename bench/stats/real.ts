// (b) Real experiments with the reference server: equal sides with a process for each block, and delays that differ by a known share.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { LoadOptions } from "../../src/engine/plan/load-options.js";
import { type ExperimentResult, runExperiment } from "../../src/experiment/run-experiment.js";
import type { ChangeVerdict, ComparedRow } from "../../src/metrics/comparison-report.js";
import { benchFile } from "../harness/commands.js";
import type { TimeLeft } from "../harness/time-left.js";

/** One experiment. */
export interface RealExperiment {
  readonly verdict: ChangeVerdict;
  readonly sentence: string;
  /** Blocks that are evidence, of the baseline and of the candidate. */
  readonly blocks: readonly [number, number];
  /** Blocks that were run again, as the generator was late. */
  readonly leftOut: number;
  readonly gates: readonly RealGate[];
}

/** A figure that gated. */
export type RealGate = Pick<ComparedRow, "figure" | "verdict" | "change" | "pAdjusted">;

/** Experiments of one kind. */
export interface RealKind {
  /** Delay of the candidate; the baseline has {@link baselineDelayMs}. Absent where both are the same server without a delay. */
  readonly delayMs?: number | undefined;
  readonly experiments: readonly RealExperiment[];
}

/** The part of the results. */
export interface RealPart {
  readonly loads: Readonly<Record<"equal" | "slow", string>>;
  readonly equal: RealKind;
  readonly slow: readonly RealKind[];
}

export const baselineDelayMs = 20;
export const candidateDelaysMs = [21, 22, 24] as const;
/** Of each kind. */
export const experimentsOfEach = 20;
/** Experiments of which {@link measureReal} tells. */
export const realSteps = (experiments: number): number => experiments * (1 + candidateDelaysMs.length);

const blocks = 10;
const main = benchFile("../dist/cli/main.js");

/*
 * A rate, not a closed loop: on two cores a closed loop is limited by the generator as often as by the target, and then there is no
 * verdict at all. 2,000 a second leave 14 latencies above the p99 of a block, and the machine half idle.
 */
const equalLoad: Omit<LoadOptions, "url"> = {
  warmUpMs: 300,
  executor: { kind: "constant-clients", clients: 10, durationMs: 700 },
  traffic: {
    kind: "echo",
    schedule: { kind: "open", ratePerSecond: 2_000, per: "load", arrivals: "constant" },
  },
};
/* A closed loop is paced by the delay: twenty connections do 1,000 messages a second, 300 in a block. */
const slowLoad: Omit<LoadOptions, "url"> = {
  warmUpMs: 100,
  executor: { kind: "constant-clients", clients: 20, durationMs: 300 },
};

/** Runs all of them, kinds in turn, so that none has a quieter hour than another. */
export async function measureReal(experiments: number, timeLeft: Pick<TimeLeft, "done">): Promise<RealPart> {
  const equal: RealExperiment[] = [];
  const slow = candidateDelaysMs.map(() => [] as RealExperiment[]);
  const server = await startServer();
  try {
    for (let number = 0; number < experiments; number++) {
      equal.push(await equalExperiment(number));
      timeLeft.done(`(b) equal sides ${number + 1}: ${equal.at(-1)?.verdict}`);
      for (const [kind, delayMs] of candidateDelaysMs.entries()) {
        const experiment = await slowExperiment(server.url, delayMs, number);
        slow[kind]?.push(experiment);
        timeLeft.done(`(b) ${baselineDelayMs} ms against ${delayMs} ms ${number + 1}: ${experiment.verdict}`);
      }
    }
  } finally {
    server.stop();
  }
  return {
    loads: {
      equal:
        "2,000 messages of 32 B a second over 10 connections, 300 ms of warm-up and 700 ms measured, a new process for each block",
      slow: "20 connections with one message under way on each, 100 ms of warm-up and 300 ms measured, one process",
    },
    equal: { experiments: equal },
    slow: candidateDelaysMs.map((delayMs, kind) => ({ delayMs, experiments: slow[kind] ?? [] })),
  };
}

async function equalExperiment(seed: number): Promise<RealExperiment> {
  const side = {
    load: { ...equalLoad, url: "ws://127.0.0.1:{port}" },
    command: { words: [process.execPath, main, "serve", "--port", "{port}"] },
  };
  return experimentOf(
    await runExperiment({
      variants: [
        { name: "A", ...side },
        { name: "B", ...side },
      ],
      blocks,
      pauseMs: 50,
      seed,
    }),
  );
}

async function slowExperiment(url: string, delayMs: number, seed: number): Promise<RealExperiment> {
  const load = (ms: number): LoadOptions => ({ ...slowLoad, url: `${url}/slow?delay=${ms}ms` });
  return experimentOf(
    await runExperiment({
      variants: [
        { name: "A", load: load(baselineDelayMs) },
        { name: "B", load: load(delayMs) },
      ],
      gates: ["p50"],
      blocks,
      pauseMs: 50,
      seed,
    }),
  );
}

function experimentOf({ comparisons, invalid }: ExperimentResult): RealExperiment {
  const [comparison] = comparisons;
  if (comparison === undefined) {
    const why = invalid.map(({ message }) => message).join(" ");
    return { verdict: "unclear", sentence: `No comparison: ${why}`, blocks: [0, 0], leftOut: 0, gates: [] };
  }
  return {
    verdict: comparison.verdict,
    sentence: comparison.sentence,
    blocks: [comparison.blocks.baseline, comparison.blocks.candidate],
    leftOut: comparison.blocks.leftOut,
    gates: comparison.rows
      .filter(({ gates }) => gates)
      .map(({ figure, verdict, change, pAdjusted }) => ({ figure, verdict, change, pAdjusted })),
  };
}

interface RunningServer {
  readonly url: string;
  stop(): void;
}

async function startServer(): Promise<RunningServer> {
  const child = spawn(process.execPath, [main, "serve", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`wsrig serve ended with ${code} before it listened`)));
  });
  return { url: url.replace(/\/$/, ""), stop: () => child.kill() };
}
