// What the simulated comparisons have to reach.

import { type Goal, judge } from "../harness/goals.js";
import type { SimulationCell, SimulationPart } from "./simulation.js";
import { addTallies, emptyTally, type SimulationTally } from "./simulation-tally.js";
import { worldNames } from "./worlds.js";

/** Of every experiment unless the user says otherwise. */
export const usualBlocks = 10;
const leastComparisons = 2_000;
const mostAlarmsPercent = 2;
const leastCoveragePercent = 93;

/** The goals of the part. */
export function judgeSimulation({ cells }: Pick<SimulationPart, "cells">): readonly Goal[] {
  const usual = cells.filter(({ blocks }) => blocks === usualBlocks);
  const equal = usual.filter(({ ratio }) => ratio === 1);
  const otherBlocks = [...new Set(cells.map(({ blocks }) => blocks))].filter(
    (blocks) => blocks !== usualBlocks,
  );
  return [
    judge({
      goal: `comparisons of equal sides, ${usualBlocks} blocks a side`,
      measured: tallyOf(equal).comparisons,
      bound: { kind: "at least", limit: leastComparisons },
      unit: "comparisons",
    }),
    ...worldNames.map((world) =>
      judge({
        goal: `false alarms between equal sides, ${world}`,
        measured: alarmsPercent(tallyOf(equal.filter((cell) => cell.world === world))),
        bound: { kind: "at most", limit: mostAlarmsPercent },
        unit: "%",
      }),
    ),
    ...worldNames.flatMap((world) => [
      coverageGoal(
        `equal sides, ${world}`,
        equal.filter((cell) => cell.world === world),
      ),
      coverageGoal(
        `sides of a known ratio, ${world}`,
        usual.filter((cell) => cell.world === world && cell.ratio !== 1),
      ),
    ]),
    ...otherBlocks.map((blocks) =>
      coverageGoal(
        `${blocks} blocks a side, all worlds`,
        cells.filter((cell) => cell.blocks === blocks),
      ),
    ),
  ];
}

/** Comparisons in which any gating figure was called better or worse, in percent. */
export function alarmsPercent({ alarms, comparisons }: SimulationTally): number {
  return (alarms / comparisons) * 100;
}

/** Intervals that the true ratio was in, in percent. */
export function coveragePercent({ covering, intervals }: SimulationTally): number {
  return (covering / intervals) * 100;
}

function coverageGoal(where: string, cells: readonly SimulationCell[]): Goal {
  return judge({
    goal: `intervals that hold the true ratio, ${where}`,
    measured: coveragePercent(tallyOf(cells)),
    bound: { kind: "at least", limit: leastCoveragePercent },
    unit: "%",
  });
}

function tallyOf(cells: readonly SimulationCell[]): SimulationTally {
  return cells.reduce((sum, { tally }) => addTallies(sum, tally), emptyTally);
}
