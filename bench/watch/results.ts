// What `npm run bench:watch` finds, and whether that is good enough.

import type { Machine } from "../harness/machine.js";
import type { MeasuredRun } from "./one-run.js";

/** A goal and what was measured. */
export interface WatchGoal {
  readonly title: string;
  readonly measured: string;
  readonly bound: string;
  readonly verdict: "met" | "missed";
}

/** Two runs, one right after the other. */
export interface WatchRound {
  readonly without: MeasuredRun;
  readonly watched: MeasuredRun;
  /** Whether the watched one came first. */
  readonly watchedFirst: boolean;
}

/** The content of watch.json. */
export interface WatchResults extends Machine {
  /** Whether generator and server had a core each. */
  readonly pinned: boolean;
  /** Of the minute before the run. */
  readonly loadAverage: number;
  readonly tookSeconds: number;
  /** The flags of all runs but for their times. */
  readonly load: readonly string[];
  readonly steadyMs: number;
  readonly rounds: readonly WatchRound[];
  readonly goals: readonly WatchGoal[];
}

/** Of CPU per second, over coordinator and workers. */
export const mostCostMs = 20;

/** What watching cost in a round, ms of CPU per second. */
export function costMs({ without, watched }: WatchRound): number {
  return Math.round((watched.cpuMsPerSecond - without.cpuMsPerSecond) * 10) / 10;
}

/** The goals of issue 6: what watching costs, and that what tabs are told at the end is true. */
export function judgeWatch(rounds: readonly WatchRound[]): readonly WatchGoal[] {
  const median = medianOf(rounds.map(costMs));
  const isTrue = rounds.filter(({ watched }) => watched.isTrue).length;
  return [
    {
      title: "cost of watching by two tabs, median of the rounds",
      measured: `${median} ms of CPU per second`,
      bound: `at most ${mostCostMs}`,
      verdict: median <= mostCostMs ? "met" : "missed",
    },
    {
      title: "watched runs whose tabs ended with exactly the figures of report.json",
      measured: `${isTrue} of ${rounds.length}`,
      bound: `at least ${rounds.length}`,
      verdict: isTrue === rounds.length ? "met" : "missed",
    },
  ];
}

/** NaN of none, which meets no bound. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
  return Math.round(median * 10) / 10;
}
