import { expect, test } from "vitest";
import { medianOf, percentileOf } from "../../../bench/harness/percentile.js";

const to1000 = Array.from({ length: 1_000 }, (_, i) => i + 1);

test.each([
  [0, 1],
  [0.1, 1],
  [0.11, 2],
  [50, 500],
  [99, 990],
  [99.9, 999],
  [99.91, 1_000],
  [100, 1_000],
])("p%d of the numbers 1 to 1,000 is %d", (percentile, value) => {
  expect(percentileOf(to1000, percentile)).toBe(value);
});

test("the median does not depend on the order, and is the lower one of two middle values", () => {
  expect(medianOf([5, -1, 3])).toBe(3);
  expect(medianOf([4, 1, 3, 2])).toBe(2);
});

test("nothing has no percentile", () => {
  expect(percentileOf([], 50)).toBeNaN();
});
