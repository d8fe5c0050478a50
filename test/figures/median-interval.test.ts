// The interval of a median by order statistics: exact, so exact numbers.

import { expect, test } from "vitest";
import { medianInterval } from "../../src/figures/median-interval.js";

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

// Confidence: 1 - 2 * (share of the binomial distribution B(n, 1/2) below the rank).
test.each([
  { count: 1, ranks: [1, 1], confidence: 0 },
  { count: 2, ranks: [1, 2], confidence: 0.5 },
  { count: 5, ranks: [1, 5], confidence: 0.9375 },
  { count: 6, ranks: [1, 6], confidence: 0.96875 },
  { count: 8, ranks: [1, 8], confidence: 0.9921875 },
  { count: 9, ranks: [2, 8], confidence: 0.9609375 },
  { count: 10, ranks: [2, 9], confidence: 0.978515625 },
  { count: 20, ranks: [6, 15], confidence: 0.9586105346679688 },
  { count: 30, ranks: [10, 21], confidence: 0.9572260547429323 },
])("$count values have the interval from rank $ranks", ({ count, ranks, confidence }) => {
  const interval = medianInterval([...upTo(count)].reverse());
  expect([interval?.low, interval?.high]).toEqual(ranks);
  expect(interval?.median).toBe((count + 1) / 2);
  expect(interval?.confidence).toBeCloseTo(confidence, 12);
});

test("an even number of values has its median between the two in the middle", () => {
  expect(medianInterval([10, 2, 4, 8])).toEqual({ low: 2, median: 6, high: 10, confidence: 0.875 });
});

test("no value has no interval, and many values are no trouble", () => {
  expect(medianInterval([])).toBeUndefined();
  const many = medianInterval(upTo(3_000));
  expect([many?.low, many?.median, many?.high]).toEqual([1_446, 1_500.5, 1_555]);
});
