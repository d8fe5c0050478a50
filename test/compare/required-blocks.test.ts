import { describe, expect, test } from "vitest";
import { compareSides } from "../../src/compare/compare-sides.js";
import { type BlocksQuestion, canReach, moreBlocks, mostBlocks } from "../../src/compare/required-blocks.js";
import { seededRandom } from "../../src/random.js";
import { normalValue } from "./normal-value.js";
import { sideOf } from "./sides.js";

describe("whether so many blocks can reach the level", () => {
  test.each([
    [5, 5, 0.01, 1, true],
    [4, 40, 0.01, 1, false],
    [5, 5, 0.01, 2, false],
    [6, 6, 0.01, 3, true],
    [5, 6, 0.01, 3, false],
    [6, 6, 0.01, 5, false],
    [7, 7, 0.01, 6, true],
    [5, 5, 0.05, 3, true],
  ])("%d against %d, level %d, %d figures: %j", (a, b, level, family, can) => {
    expect(canReach(level, family, [a, b])).toBe(can);
    expect(canReach(level, family, [b, a])).toBe(can);
  });
});

/** Three blocks whose robust spread is `sigma`, of a side that varies by so much. */
function blocksOf(sigma: number): readonly number[] {
  const step = (sigma / 1.4826) * Math.sqrt(2 / 3);
  return [Math.exp(-step), 1, Math.exp(step)];
}

function question(sigma: number, effect: number, family: number): BlocksQuestion {
  const values = blocksOf(sigma);
  return { kind: "ratio", baseline: values, candidate: values, effect, noise: 0.03, level: 0.01, family };
}

describe("the number of blocks that finds an effect", () => {
  test.each([
    [0, 0.06, 1, 2],
    [0, 0.06, 3, 3],
    [0.01, 0.06, 3, 3],
    [0.03, 0.06, 3, 8],
    [0.03, 0.1, 3, 4],
    [0.06, 0.06, 3, 32],
    [0.06, 0.2, 3, 4],
    [1, 0.06, 3, undefined],
    [0.03, 0.03, 3, undefined],
  ])(
    "with a spread of %d, an effect of %d and %d figures it is three and %s more",
    (sigma, effect, family, more) => {
      expect(moreBlocks(question(sigma, effect, family))).toBe(more);
    },
  );

  test("does find it in four comparisons of five", () => {
    const random = seededRandom(20261126);
    for (const [sigma, effect] of [
      [0.03, 0.06],
      [0.06, 0.1],
      [0.1, 0.2],
    ] as const) {
      const blocks = 3 + (moreBlocks(question(sigma, effect, 1)) ?? mostBlocks);
      const p50 = (middle: number): number[] =>
        Array.from({ length: blocks }, () => middle * Math.exp(sigma * normalValue(random)));
      const found = Array.from({ length: 80 }, () =>
        compareSides(sideOf("A", { p50: p50(1_000) }), sideOf("B", { p50: p50(1_000 * (1 + effect)) }), {
          gates: ["p50"],
        }),
      ).filter(({ verdict }) => verdict === "worse").length;
      // 80% of 80 are 64; three standard deviations of chance are 11, and the estimate itself errs by a few.
      expect(found).toBeGreaterThan(50);
    }
  });
});

test("blocks that do not vary need only as many as can reach the level", () => {
  const same = [5, 5, 5, 5, 5];
  const needs = moreBlocks({ ...question(0, 0.06, 3), baseline: same, candidate: same });
  expect(needs).toBe(1);
});

test("a few blocks that went wrong do not count, all but a few that agree do", () => {
  const base = question(0, 0.06, 3);
  const wild = [...blocksOf(0.01), ...blocksOf(0.01), 3];
  expect(moreBlocks({ ...base, baseline: wild, candidate: wild })).toBe(0);
  const quiet = [1, 1, 1, 1, 1.3];
  expect(moreBlocks({ ...base, baseline: quiet, candidate: quiet })).toBeGreaterThan(20);
});
