// What `npm run bench:gate` finds, and whether that is good enough.

import type { Machine } from "../harness/machine.js";
import type { GateRun } from "./gate-run.js";

/** A goal and what was measured. */
export interface GateGoal {
  readonly title: string;
  readonly measured: string;
  readonly bound: string;
  readonly verdict: "met" | "missed";
}

/** The content of gate.json. */
export interface GateResults extends Machine {
  /** Whether generator and servers had a core each. */
  readonly pinned: boolean;
  /** Of the minute before the run. */
  readonly loadAverage: number;
  readonly tookSeconds: number;
  /** The flags of all runs but for what is held against what. */
  readonly load: readonly string[];
  readonly runs: readonly GateRun[];
  readonly goals: readonly GateGoal[];
}

/** Of so many runs with both sides alike one may be red. */
const alikePerFalseAlarm = 10;

/** The goals of issue 5: red where the candidate is slower, and green in at least 9 of 10 where both sides are alike. */
export function judgeGate(runs: readonly GateRun[]): readonly GateGoal[] {
  const slower = runs.filter(({ kind }) => kind === "slower");
  const alike = runs.filter(({ kind }) => kind === "alike");
  const red = slower.filter(({ exitCode }) => exitCode === 4).length;
  const green = alike.filter(({ exitCode }) => exitCode === 0).length;
  const least = alike.length - Math.floor(alike.length / alikePerFalseAlarm);
  return [
    goal({
      title: "runs against a faster build that are red (exit code 4)",
      measured: red,
      least: slower.length,
      of: slower.length,
    }),
    goal({
      title: "runs of a build against itself that are green (exit code 0)",
      measured: green,
      least,
      of: alike.length,
    }),
  ];
}

function goal(one: {
  readonly title: string;
  readonly measured: number;
  readonly least: number;
  readonly of: number;
}): GateGoal {
  const { title, measured, least, of } = one;
  return {
    title,
    measured: `${measured} of ${of}`,
    bound: `at least ${least}`,
    verdict: measured >= least ? "met" : "missed",
  };
}
