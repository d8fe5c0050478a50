// The document of `npm run bench:stats`: bench/stats.json.

import type { PlacedGoal } from "../harness/goal-words.js";
import type { Goal } from "../harness/goals.js";
import type { Machine } from "../harness/machine.js";
import type { RealPart } from "./real.js";
import { judgeReal } from "./real-goals.js";
import type { SimulationPart } from "./simulation.js";
import { judgeSimulation } from "./simulation-goals.js";

/** A part with where and when it was made: the parts are run apart. */
export type Recording<Part> = Part & {
  readonly made: Machine & { readonly tookSeconds: number; readonly loadAverage: number };
  readonly goals: readonly Goal[];
};

/** What was measured. */
export interface StatsResults {
  readonly simulated: Recording<SimulationPart>;
  /** Absent until it was run once. */
  readonly real?: Recording<RealPart> | undefined;
}

/** All goals, in the order of the parts. */
export function goalsOf({ simulated, real }: StatsResults): readonly PlacedGoal[] {
  return [
    ...simulated.goals.map((goal) => ({ part: "a", ...goal })),
    ...(real?.goals.map((goal) => ({ part: "b", ...goal })) ?? []),
  ];
}

/** The same figures, judged by the goals as they are now. */
export function judgeAgain({ simulated, real }: StatsResults): StatsResults {
  return {
    simulated: { ...simulated, goals: judgeSimulation(simulated) },
    ...(real !== undefined && { real: { ...real, goals: judgeReal(real) } }),
  };
}
