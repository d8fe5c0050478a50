import { describe, expect, test } from "vitest";
import type { Goal } from "../../../bench/harness/goals.js";
import type { RealKind } from "../../../bench/stats/real.js";
import { judgeReal } from "../../../bench/stats/real-goals.js";
import { goalsOf, judgeAgain } from "../../../bench/stats/results.js";
import type { SimulationCell } from "../../../bench/stats/simulation.js";
import { judgeSimulation } from "../../../bench/stats/simulation-goals.js";
import { experiment, sampleCells, samplePart, sampleResults } from "./sample-results.js";

const missed = (goals: readonly Goal[]): readonly string[] =>
  goals.filter(({ verdict }) => verdict === "missed").map(({ goal }) => goal);

/** Cells in which those that are chosen have another tally. */
function cellsWith(
  isChosen: (cell: SimulationCell) => boolean,
  tally: Partial<SimulationCell["tally"]>,
): readonly SimulationCell[] {
  return sampleCells().map((cell) =>
    isChosen(cell) ? { ...cell, tally: { ...cell.tally, ...tally } } : cell,
  );
}

describe("simulated comparisons", () => {
  test("meet all goals: their number, false alarms by world, coverage by world and by blocks", () => {
    const goals = judgeSimulation({ cells: sampleCells() });
    expect(goals).toHaveLength(1 + 4 + 8 + 3);
    expect(missed(goals)).toEqual([]);
    expect(goals[0]).toMatchObject({ measured: 3_000, bound: { kind: "at least", limit: 2_000 } });
  });

  test("2% of false alarms in a world are allowed, one more is not", () => {
    const alarms = (count: number): readonly string[] =>
      missed(
        judgeSimulation({
          cells: cellsWith(
            ({ world, blocks, ratio }) => world === "bimodal" && blocks === 10 && ratio === 1,
            {
              alarms: count,
            },
          ),
        }),
      );
    expect(alarms(15)).toEqual([]);
    expect(alarms(16)).toEqual(["false alarms between equal sides, bimodal"]);
  });

  test("alarms between sides that differ are none", () => {
    expect(
      missed(judgeSimulation({ cells: cellsWith(({ ratio }) => ratio !== 1, { alarms: 250 }) })),
    ).toEqual([]);
  });

  test.each([
    [
      "equal sides of one world",
      ({ world, ratio, blocks }: SimulationCell) => world === "drifting" && ratio === 1 && blocks === 10,
      "equal sides, drifting",
    ],
    [
      "sides that differ",
      ({ world, ratio }: SimulationCell) => world === "processes" && ratio !== 1,
      "sides of a known ratio, processes",
    ],
    ["a number of blocks", ({ blocks }: SimulationCell) => blocks === 5, "5 blocks a side, all worlds"],
  ] as const)("93%% must be covered by the intervals of %s", (_what, isChosen, where) => {
    const judged = (share: number): readonly string[] =>
      missed(
        judgeSimulation({
          cells: sampleCells().map((cell) =>
            isChosen(cell)
              ? { ...cell, tally: { ...cell.tally, covering: cell.tally.intervals * share } }
              : cell,
          ),
        }),
      );
    expect(judged(0.93)).toEqual([]);
    expect(judged(0.929)).toEqual([`intervals that hold the true ratio, ${where}`]);
  });

  test("too few comparisons are no proof", () => {
    const cells = cellsWith(({ ratio, blocks }) => ratio === 1 && blocks === 10, {
      comparisons: 499,
      alarms: 0,
    });
    expect(missed(judgeSimulation({ cells }))).toEqual(["comparisons of equal sides, 10 blocks a side"]);
  });
});

describe("real experiments", () => {
  const alarms = (count: number): RealKind => ({
    experiments: samplePart().equal.experiments.map((one, index) =>
      index < count ? experiment(index % 2 === 0 ? "worse" : "better", 1.1) : one,
    ),
  });

  test.each([
    [0, "met"],
    [3, "met"],
    [4, "missed"],
  ])("%d false alarms of 20: %s", (count, verdict) => {
    const [goal] = judgeReal({ ...samplePart(), equal: alarms(count) });
    expect(goal).toMatchObject({ measured: count, verdict });
  });

  test.each([
    [22, 19, []],
    [22, 18, ["a delay of 22 ms found against one of 20 ms, 20 experiments"]],
    [24, 18, ["a delay of 24 ms found against one of 20 ms, 20 experiments"]],
    [21, 0, []],
  ])("a delay of %d ms found %d times of 20 misses %j", (delayMs, found, goals) => {
    const part = samplePart();
    const slow = part.slow.map((kind) =>
      kind.delayMs === delayMs
        ? {
            delayMs,
            experiments: kind.experiments.map((one, index) =>
              index < found ? one : experiment(index % 2 === 0 ? "unclear" : "better", 1),
            ),
          }
        : kind,
    );
    expect(missed(judgeReal({ ...part, slow }))).toEqual(goals);
  });

  test("an experiment that had too few blocks for a false alarm proves nothing", () => {
    const withFew = (count: number): readonly string[] => {
      const experiments = samplePart().equal.experiments.map((one, index) =>
        index < count ? { ...one, blocks: [10, 5] as const } : one,
      );
      return missed(judgeReal({ ...samplePart(), equal: { experiments } }));
    };
    expect(withFew(1)).toEqual([]);
    expect(withFew(2)).toEqual([
      "experiments with equal sides that had blocks enough for a false alarm, 6 a side",
    ]);
  });

  test("without any experiment no goal of finding is met", () => {
    const part = samplePart();
    const slow = part.slow.map(({ delayMs }) => ({ delayMs, experiments: [] }));
    expect(missed(judgeReal({ ...part, slow }))).toHaveLength(2);
  });
});

test("goals are judged again from the figures, and those of a part that was not run are none", () => {
  const results = sampleResults();
  const wrong = { ...results, simulated: { ...results.simulated, goals: [] } };
  expect(judgeAgain(wrong)).toEqual(results);
  expect(goalsOf(results)).toHaveLength(16 + 4);
  expect(goalsOf({ simulated: results.simulated })).toHaveLength(16);
});
