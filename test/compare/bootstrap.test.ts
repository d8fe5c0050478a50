import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bootstrapChange } from "../../src/compare/bootstrap.js";
import { medianDistribution } from "../../src/compare/median-distribution.js";

describe("the distribution of the median of a resample is that of all resamples, counted one by one", () => {
  test.each([
    [[7], [[7, 1]]],
    [
      [1, 3],
      [
        [1, 1 / 4],
        [2, 2 / 4],
        [3, 1 / 4],
      ],
    ],
    [
      [30, 10, 20],
      [
        [10, 7 / 27],
        [20, 13 / 27],
        [30, 7 / 27],
      ],
    ],
  ])("of %j", (values, points) => {
    const { values: medians, shares } = medianDistribution(values);
    expect(medians).toEqual(points.map(([value]) => value));
    for (const [index, share] of shares.entries()) expect(share).toBeCloseTo(points[index]?.[1] ?? 0, 12);
  });

  test("of any 1 to 5 values, and of six", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }), (values) => {
        const counted = countedMedians(values);
        const worked = new Map<number, number>();
        const { values: medians, shares } = medianDistribution(values);
        for (const [index, value] of medians.entries()) {
          worked.set(value, (worked.get(value) ?? 0) + (shares[index] ?? 0));
        }
        expect([...worked.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        for (const [value, share] of worked) expect(share).toBeCloseTo(counted.get(value) ?? 0, 9);
      }),
      { numRuns: 40, examples: [[[5, 1, 4, 2, 9, 3]]] },
    );
  });

  test("of 200 values the shares still sum to 1", () => {
    const { shares } = medianDistribution(Array.from({ length: 200 }, (_, index) => index));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

describe("the interval is that of all resamples of both sides", () => {
  test("against a side that does not vary it reaches from end to end of five values", () => {
    // The median of five is the smallest value, or the largest, in 181 of 3,125 resamples each: in 5.8%, more than 2.5%.
    expect(
      bootstrapChange(
        "ratio",
        [
          [100, 100, 100, 100, 100],
          [110, 112, 114, 118, 130],
        ],
        0.95,
      ),
    ).toEqual({
      kind: "ratio",
      value: 1.14,
      low: 1.1,
      high: 1.3,
    });
  });

  test("whatever the values", () => {
    const values = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const { low, high } = bootstrapChange("ratio", [a, b], 0.95);
        const [least, most] = countedInterval(a, b);
        expect([low, high]).toEqual([expect.closeTo(least, 9), expect.closeTo(most, 9)]);
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  ["values that are all equal", "ratio", [5, 5, 5, 5, 5], [5, 5, 5, 5, 5], [1, 1, 1]],
  ["sides that each do not vary", "ratio", [4, 4, 4, 4, 4], [5, 5, 5, 5, 5], [1.25, 1.25, 1.25]],
  ["nothing against nothing", "ratio", [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [1, 1, 1]],
  ["a side that fell to nothing", "ratio", [4, 4, 4, 4, 4], [0, 0, 0, 0, 0], [0, 0, 0]],
  ["shares that are 0", "difference", [0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0]],
  ["shares that rose", "difference", [0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5]],
] as const)("%s give an interval that is a point", (_what, kind, a, b, [value, low, high]) => {
  expect(bootstrapChange(kind, [a, b], 0.95)).toEqual({ kind, value, low, high });
});

const positive = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 });

test("the interval contains the change, is a number, and turns round with the sides", () => {
  fc.assert(
    fc.property(positive, positive, (a, b) => {
      const change = bootstrapChange("ratio", [a, b], 0.95);
      const back = bootstrapChange("ratio", [b, a], 0.95);
      expect(change.low).toBeLessThanOrEqual(change.value);
      expect(change.high).toBeGreaterThanOrEqual(change.value);
      expect(change.low).toBeGreaterThan(0);
      expect(change.high).toBeLessThan(Number.POSITIVE_INFINITY);
      expect(back.value * change.value).toBeCloseTo(1, 9);
      expect(back.low * change.high).toBeCloseTo(1, 9);
      expect(back.high * change.low).toBeCloseTo(1, 9);
    }),
  );
});

test("a wider confidence gives an interval that holds the narrower one", () => {
  fc.assert(
    fc.property(positive, positive, (a, b) => {
      const narrow = bootstrapChange("ratio", [a, b], 0.8);
      const wide = bootstrapChange("ratio", [a, b], 0.95);
      expect(wide.low).toBeLessThanOrEqual(narrow.low);
      expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
    }),
  );
});

/** The ends of the middle 95% of the changes of every pair of resamples, and the change itself within. */
function countedInterval(a: readonly number[], b: readonly number[]): readonly [number, number] {
  const changes = [...countedMedians(a)].flatMap(([from, fromShare]) =>
    [...countedMedians(b)].map(([to, toShare]) => ({ ratio: to / from, share: fromShare * toShare })),
  );
  const end = (sorted: typeof changes): number => {
    let sum = 0;
    // A hair less: sums of shares that come to 2.5% on paper do not in doubles.
    for (const { ratio, share } of sorted) {
      sum += share;
      if (sum >= 0.025 - 1e-12) return ratio;
    }
    return Number.NaN;
  };
  const least = end([...changes].sort((one, other) => one.ratio - other.ratio));
  const most = end([...changes].sort((one, other) => other.ratio - one.ratio));
  const value = medianOf(b) / medianOf(a);
  return [Math.min(least, value), Math.max(most, value)];
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/** By making every resample. */
function countedMedians(values: readonly number[]): ReadonlyMap<number, number> {
  const n = values.length;
  const shares = new Map<number, number>();
  for (let draw = 0; draw < n ** n; draw++) {
    const sample = Array.from({ length: n }, (_, at) => values[Math.floor(draw / n ** at) % n] ?? 0);
    const median = medianOf(sample);
    shares.set(median, (shares.get(median) ?? 0) + 1 / n ** n);
  }
  return shares;
}
