import { expect, test } from "vitest";
import { planSearch } from "../../../src/engine/search/search-options.js";

test("what is left open has its default", () => {
  expect(planSearch({ low: 10, high: 1_000 })).toEqual({
    low: 10,
    high: 1_000,
    start: 10,
    growth: 2,
    precision: 0.05,
    maxProbes: 40,
  });
});

test.each([
  [{ low: 0 }, "low is 0; must be a whole number of at least 1"],
  [{ low: 1.5 }, "low is 1.5; must be a whole number of at least 1"],
  [{ high: 9 }, "high is 9; must be a whole number of at least low, 10"],
  [{ high: Number.POSITIVE_INFINITY }, "high is Infinity; must be a whole number of at least low, 10"],
  [{ start: 9 }, "start is 9; must be a whole number from 10 to 1000"],
  [{ start: 1_001 }, "start is 1001; must be a whole number from 10 to 1000"],
  [{ growth: 1 }, "growth is 1; must be a finite number above 1"],
  [{ growth: Number.NaN }, "growth is NaN; must be a finite number above 1"],
  [{ precision: 0 }, "precision is 0; must be above 0 and below 1"],
  [{ precision: 1 }, "precision is 1; must be above 0 and below 1"],
  [{ maxProbes: 0 }, "maxProbes is 0; must be a whole number of at least 1"],
  [
    { low: -1, high: 0, growth: 0.5 },
    "low is -1; must be a whole number of at least 1\nhigh is 0; must be a whole number of at least 1\ngrowth is 0.5; must be a finite number above 1",
  ],
])("%j is refused", (options, message) => {
  const path = Object.keys(options)[0];
  expect(() => planSearch({ low: 10, high: 1_000, ...options })).toThrow(
    expect.objectContaining({ code: "usage-invalid-search", message, path }),
  );
});
