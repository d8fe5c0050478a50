import { describe, expect, test } from "vitest";
import { fastUniform, normalOf } from "../../../bench/stats/normal.js";
import { messagesPerBlock, simulateSides } from "../../../bench/stats/simulated-sides.js";
import { simulate } from "../../../bench/stats/simulation.js";
import { addTallies, emptyTally, withComparison } from "../../../bench/stats/simulation-tally.js";
import { worlds } from "../../../bench/stats/worlds.js";
import { compareSides } from "../../../src/compare/compare-sides.js";
import type { ReportBlock } from "../../../src/metrics/comparison-report.js";
import { seededRandom } from "../../../src/random.js";
import { around, sideOf } from "../../compare/sides.js";

const valuesOf = (blocks: readonly ReportBlock[], figure: "p50" | "p99" | "throughput"): readonly number[] =>
  blocks.map(({ figures }) => figures[figure] ?? Number.NaN);
const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

describe.each(worlds)("the world $name", (world) => {
  test("has equal sides where they are meant to be, and a ratio in all three figures where not", () => {
    const [a, b] = simulateSides({ world, blocks: 100, ratio: 1.2 }, seededRandom(1));
    expect([a.blocks.length, b.blocks.length]).toEqual([100, 100]);
    for (const [figure, ratio] of [
      ["p50", 1.2],
      ["p99", 1.2],
      ["throughput", 1 / 1.2],
    ] as const) {
      const found = middle(valuesOf(b.blocks, figure)) / middle(valuesOf(a.blocks, figure));
      // Medians of 100 blocks: within 5% for the world that differs most.
      expect(found / ratio).toBeGreaterThan(0.95);
      expect(found / ratio).toBeLessThan(1.05);
    }
  });

  test("is the same for the same seed", () => {
    const sides = (): unknown => simulateSides({ world, blocks: 2, ratio: 1 }, seededRandom(9));
    expect(sides()).toEqual(sides());
  });

  test("has figures that hang together: a block with a longer p50 has less throughput", () => {
    const [{ blocks }] = simulateSides({ world, blocks: 60, ratio: 1 }, seededRandom(2));
    const byP50 = [...blocks].sort((x, y) => (x.figures.p50 ?? 0) - (y.figures.p50 ?? 0));
    expect(middle(valuesOf(byP50.slice(0, 20), "throughput"))).toBeGreaterThan(
      middle(valuesOf(byP50.slice(40), "throughput")),
    );
  });
});

test("throughput is that of ten connections: ten by the mean latency", () => {
  const [world] = worlds;
  if (world === undefined) throw new Error("there are worlds");
  const [{ blocks }] = simulateSides({ world, blocks: 1, ratio: 1 }, seededRandom(3));
  const [block] = blocks;
  expect((block?.figures.throughput ?? 0) * (block?.durationMs ?? 0)).toBeCloseTo(
    messagesPerBlock * 1_000,
    3,
  );
});

test("normal values have the moments of normal values", () => {
  const normal = normalOf(fastUniform(seededRandom(4)));
  const values = Array.from({ length: 100_000 }, normal);
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  expect(moment(1)).toBeCloseTo(0, 1);
  expect(moment(2)).toBeCloseTo(1, 1);
  expect(moment(4) / 3).toBeCloseTo(1, 1);
});

describe("a tally", () => {
  const steady = { p50: around(500, 10, 0.1), p99: around(900, 10, 0.1), throughput: around(2_000, 10, 0.1) };
  const scaled = (ratio: number): typeof steady => ({
    p50: steady.p50.map((us) => us * ratio),
    p99: steady.p99.map((us) => us * ratio),
    throughput: steady.throughput.map((rate) => rate / ratio),
  });
  const tallyOf = (found: number, truth: number): typeof emptyTally =>
    withComparison(emptyTally, compareSides(sideOf("A", steady), sideOf("B", scaled(found))), truth);

  test("counts no alarm where sides are called the same, and intervals that hold the truth", () => {
    expect(tallyOf(1, 1)).toEqual({
      comparisons: 1,
      alarms: 0,
      intervals: 3,
      covering: 3,
      p50: { better: 0, worse: 0, same: 1, unclear: 0 },
    });
  });

  test("counts an alarm, once for all figures, and no interval that the truth is not in", () => {
    expect(tallyOf(1.1, 1)).toMatchObject({ alarms: 1, covering: 0, p50: { worse: 1 } });
  });

  test("takes the truth of throughput to be 1 by that of latencies", () => {
    expect(tallyOf(1.1, 1.1)).toMatchObject({ covering: 3 });
  });

  test("of two is their sum", () => {
    expect(addTallies(tallyOf(1, 1), tallyOf(1.1, 1))).toEqual({
      comparisons: 2,
      alarms: 1,
      intervals: 6,
      covering: 3,
      p50: { better: 0, worse: 1, same: 1, unclear: 0 },
    });
  });
});

test("every line of the plan is a cell in every world, with as many comparisons, and each is told", () => {
  const told: string[] = [];
  const { cells, seed } = simulate(7, [{ blocks: 5, ratio: 1.1, comparisons: 2 }], {
    done: (what) => told.push(what),
  });
  expect(seed).toBe(7);
  expect(cells.map(({ world, blocks, ratio, tally }) => [world, blocks, ratio, tally.comparisons])).toEqual(
    worlds.map(({ name }) => [name, 5, 1.1, 2]),
  );
  expect(told).toHaveLength(8);
  expect(told[0]).toBe("log-normal, 5 blocks a side, ratio 1.1");
});
