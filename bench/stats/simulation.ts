// (a) Simulated comparisons of sides whose difference is known: false alarms, coverage of the interval, power.

import { compareSides } from "../../src/compare/compare-sides.js";
import { seededRandom } from "../../src/random.js";
import type { TimeLeft } from "../harness/time-left.js";
import { simulateSides } from "./simulated-sides.js";
import { emptyTally, type SimulationTally, withComparison } from "./simulation-tally.js";
import { type WorldName, worlds } from "./worlds.js";

/** How many comparisons of which kind are made in each world. */
export const simulationPlan: readonly SimulationKind[] = [
  { blocks: 10, ratio: 1, comparisons: 750 },
  { blocks: 10, ratio: 1.05, comparisons: 250 },
  { blocks: 10, ratio: 1.1, comparisons: 250 },
  { blocks: 10, ratio: 1.2, comparisons: 250 },
  { blocks: 5, ratio: 1, comparisons: 300 },
  { blocks: 7, ratio: 1, comparisons: 300 },
  { blocks: 20, ratio: 1, comparisons: 300 },
];

/** One line of the plan. */
export interface SimulationKind {
  /** Of each side. */
  readonly blocks: number;
  /** Latencies of the candidate by those of the baseline. */
  readonly ratio: number;
  readonly comparisons: number;
}

/** What came of one line in one world. */
export interface SimulationCell extends Omit<SimulationKind, "comparisons"> {
  readonly world: WorldName;
  readonly tally: SimulationTally;
}

/** The part of the results. */
export interface SimulationPart {
  readonly seed: number;
  readonly cells: readonly SimulationCell[];
}

/**
 * Makes all comparisons of the plan. The same seed gives the same figures.
 *
 * @param timeLeft - Told of each comparison.
 */
export function simulate(
  seed: number,
  plan: readonly SimulationKind[],
  timeLeft: Pick<TimeLeft, "done">,
): SimulationPart {
  const cells = worlds.flatMap((world) =>
    plan.map(({ blocks, ratio, comparisons }): SimulationCell => {
      let tally = emptyTally;
      for (let number = 0; number < comparisons; number++) {
        const random = seededRandom(seed).fork(`${world.name}/${blocks}/${ratio}/${number}`);
        const sides = simulateSides({ world, blocks, ratio }, random);
        tally = withComparison(tally, compareSides(...sides), ratio);
        timeLeft.done(`${world.name}, ${blocks} blocks a side, ratio ${ratio}`);
      }
      return { world: world.name, blocks, ratio, tally };
    }),
  );
  return { seed, cells };
}
