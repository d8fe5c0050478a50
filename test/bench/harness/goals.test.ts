import { expect, test } from "vitest";
import { type Bound, gapBetween, judge } from "../../../bench/harness/goals.js";
import { judgeDrivers } from "../../../bench/truth/drivers.js";
import { chooseParts } from "../../../bench/truth/results.js";

const within300: Bound = { kind: "at most", limit: 300 };

test.each([
  [300, within300, "met"],
  [-300, within300, "met"],
  [300.01, within300, "missed"],
  [-300.01, within300, "missed"],
  [Number.NaN, within300, "missed"],
  [93, { kind: "at least", limit: 93 }, "met"],
  [92.99, { kind: "at least", limit: 93 }, "missed"],
  [-94, { kind: "at least", limit: 93 }, "missed"],
  [Number.NaN, { kind: "at least", limit: 93 }, "missed"],
  [5, { kind: "equal", value: 5 }, "met"],
  [-5, { kind: "equal", value: 5 }, "missed"],
  [Number.NaN, { kind: "equal", value: 5 }, "missed"],
] satisfies [number, Bound, string][])("%d held against %j is %s", (measured, bound, verdict) => {
  expect(judge({ goal: "a goal", measured, bound, unit: "µs" }).verdict).toBe(verdict);
});

test("what is judged is what is told: a hundredth of the unit", () => {
  expect(judge({ goal: "a goal", measured: 300.004, bound: within300, unit: "µs" })).toMatchObject({
    measured: 300,
    verdict: "met",
  });
});

test.each([
  ["overlap", [1, 5], [4, 9], 0],
  ["touch", [1, 4], [4, 9], 0],
  ["lie in each other", [1, 9], [4, 5], 0],
  ["lie apart", [1, 2, 3], [7, 9], 4],
  ["lie apart the other way round", [7, 9], [1, 2, 3], 4],
])("the gap of ranges that %s", (_how, a, b, gap) => {
  expect(gapBetween(a, b)).toBe(gap);
});

test("drivers whose ranges of p50 do not overlap miss their goal", () => {
  expect(judgeDrivers({ frame: [80, 90], ws: [90, 99] })).toMatchObject([
    { measured: 0, verdict: "met" },
    { measured: 10, verdict: "met" },
  ]);
  expect(judgeDrivers({ frame: [80, 90], ws: [91, 99] })).toMatchObject([
    { measured: 1, verdict: "missed" },
    { measured: 10, verdict: "met" },
  ]);
});

test("ranges that overlap by noise alone miss a goal too", () => {
  expect(judgeDrivers({ frame: [80, 90], ws: [85, 385] }).map(({ verdict }) => verdict)).toEqual([
    "met",
    "met",
  ]);
  expect(judgeDrivers({ frame: [80, 90], ws: [85, 386] }).map(({ verdict }) => verdict)).toEqual([
    "met",
    "missed",
  ]);
});

test("parts are chosen by their letters; none means all", () => {
  expect(chooseParts("c,a")).toEqual(["a", "c"]);
  expect(chooseParts("")).toEqual(["a", "b", "c", "d"]);
  expect(() => chooseParts("a,e")).toThrow('TRUTH_ONLY names "e"; must be of a, b, c, d');
});
