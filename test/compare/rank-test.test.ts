import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mostExactBlocks, rankTest, smallestP } from "../../src/compare/rank-test.js";

const upTo = (n: number, from = 0): number[] => Array.from({ length: n }, (_, index) => index + from);

describe("without ties p is that of scipy.stats.mannwhitneyu(method='exact'), SciPy 1.17.1", () => {
  test.each([
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.007936507936507936],
    [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12], 0.0021645021645021645],
    [[1, 3, 5, 7, 9], [2, 4, 6, 8, 10], 0.6904761904761905],
    [[1, 2, 3], [4, 5, 6, 7], 0.05714285714285714],
    [
      [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
      [1.15, 0.88, 0.9, 0.74, 1.21],
      0.2544122544122544,
    ],
    [[101, 104, 99, 110, 107, 103, 98], [108, 112, 106, 115, 109, 102, 113], 0.03787878787878788],
    [upTo(10), upTo(10, 3.5), 0.028805559765312086],
    [upTo(25), upTo(25, 5.5), 0.01698221635350756],
  ])("%j against %j", (a, b, p) => {
    expect(rankTest(a, b)).toBeCloseTo(p, 12);
    expect(rankTest(b, a)).toBeCloseTo(p, 12);
  });
});

describe("with ties p is the share of all ways to deal the values, counted one by one", () => {
  test.each([
    [[1, 1, 2, 2, 3], [2, 3, 3, 4, 4], 20, 252],
    [[1, 1, 1, 1, 2], [1, 2, 2, 2, 2], 52, 252],
    [[5, 5, 5, 5, 5], [5, 5, 5, 5, 5], 252, 252],
    [[0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 1, 2], 168, 924],
    [[1, 2, 2, 9], [3, 3, 4, 5, 6, 7], 48, 210],
  ])("%j against %j is %d of %d", (a, b, far, all) => {
    expect(rankTest(a, b)).toBeCloseTo(far / all, 12);
  });

  test("whatever the values", () => {
    const values = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(rankTest(a, b)).toBeCloseTo(countedP(a, b), 12);
      }),
    );
  });
});

describe("above 50 blocks p is that of scipy.stats.mannwhitneyu(method='asymptotic')", () => {
  test.each([
    [upTo(30), upTo(30, 7.5), 0.003670893392450653],
    [upTo(40).map((x) => Math.floor(x / 3)), upTo(30).map((x) => Math.floor((x + 9) / 4)), 0.478460111817665],
  ])("%j against %j", (a, b, p) => {
    expect(a.length + b.length).toBeGreaterThan(mostExactBlocks);
    expect(rankTest(a, b)).toBeCloseTo(p, 6);
  });

  test("sides that lie wholly apart have a p that is not 0", () => {
    expect(rankTest(upTo(200), upTo(200, 1_000))).toBe(1e-7);
  });

  test("where all values are equal nothing is shown", () => {
    expect(rankTest(new Array(40).fill(3), new Array(40).fill(3))).toBe(1);
  });
});

test.each([
  [5, 5, 2 / 252],
  [6, 6, 2 / 924],
  [7, 7, 2 / 3_432],
  [5, 8, 2 / 1_287],
  [1, 1, 1],
  [0, 9, 1],
])("%d blocks against %d reach %d at the smallest", (a, b, p) => {
  expect(smallestP(a, b)).toBeCloseTo(p, 15);
  expect(smallestP(b, a)).toBeCloseTo(p, 15);
});

/** By trying every subset. */
function countedP(a: readonly number[], b: readonly number[]): number {
  const values = [...a, ...b];
  const rankOf = (value: number): number =>
    values.filter((other) => other < value).length +
    (values.filter((other) => other === value).length + 1) / 2;
  const ranks = values.map(rankOf);
  const mean = (a.length * (values.length + 1)) / 2;
  const distanceOf = (isTaken: (index: number) => boolean): number =>
    Math.abs(ranks.reduce((sum, rank, index) => sum + (isTaken(index) ? rank : 0), 0) - mean);
  const observed = distanceOf((index) => index < a.length);
  let all = 0;
  let far = 0;
  for (let subset = 0; subset < 2 ** values.length; subset++) {
    const taken = (index: number): boolean => ((subset >> index) & 1) === 1;
    if (values.filter((_, index) => taken(index)).length !== a.length) continue;
    all++;
    if (distanceOf(taken) >= observed) far++;
  }
  return far / all;
}
