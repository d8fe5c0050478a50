import fc from "fast-check";
import { median } from "simple-statistics";
import { describe, expect, test } from "vitest";
import { type ChangeOptions, findChanges, leastSide, valuesNeeded } from "../../src/compare/change-points.js";
import { type Random, seededRandom } from "../../src/random.js";

const level = 0.01 / 3;
const options = (seed = 1): ChangeOptions => ({
  kind: "ratio",
  noise: 0.03,
  level,
  random: seededRandom(seed),
});

describe("a change of level", () => {
  test("is found where it is, with the medians on both sides", () => {
    const values = [101, 99, 100, 102, 98, 100, 101, 112, 110, 111, 113, 112, 110, 111];
    expect(findChanges(values, options())).toEqual([{ at: 7, from: 100, to: 111, p: expect.any(Number) }]);
  });

  test("that was taken back is found as well", () => {
    const levels = [100, 120, 100].flatMap((height) =>
      Array.from({ length: 12 }, (_, index) => height + (index % 3)),
    );
    expect(findChanges(levels, options()).map(({ at, from, to }) => ({ at, from, to }))).toEqual([
      { at: 12, from: 101, to: 121 },
      { at: 24, from: 121, to: 101 },
    ]);
  });

  test("of 2% is below the noise threshold of 3%, however clear", () => {
    const values = Array.from({ length: 40 }, (_, index) => (index < 20 ? 1_000 : 1_020) + (index % 2));
    expect(findChanges(values, options())).toEqual([]);
    expect(findChanges(values, { ...options(), noise: 0.01 }).map(({ at }) => at)).toEqual([20]);
  });

  test("of a difference is judged by the difference", () => {
    const values = Array.from({ length: 20 }, (_, index) => (index < 10 ? 0 : 0.02));
    const difference = { ...options(), kind: "difference" } as const;
    expect(findChanges(values, { ...difference, noise: 0.005 })).toEqual([
      { at: 10, from: 0, to: 0.02, p: expect.any(Number) },
    ]);
    expect(findChanges(values, { ...difference, noise: 0.03 })).toEqual([]);
  });

  test.each([
    ["no value", []],
    ["one value", [7]],
    ["equal values", Array.from({ length: 50 }, () => 1 / 3)],
    ["one outlier", Array.from({ length: 50 }, (_, index) => (index === 25 ? 900 : 100 + (index % 5)))],
    [
      "an outlier at the end",
      Array.from({ length: 50 }, (_, index) => (index === 49 ? 900 : 100 + (index % 5))),
    ],
    [
      "two outliers at the end",
      Array.from({ length: 50 }, (_, index) => (index >= 48 ? 900 : 100 + (index % 5))),
    ],
  ])("is not seen in %s", (_, values) => {
    expect(findChanges(values, options())).toEqual([]);
  });

  test("has at least three values on each side, in order, and depends on values and seed alone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 1_000, noNaN: true }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 1_000 }),
        (values, seed) => {
          const changes = findChanges(values, options(seed));
          expect(findChanges(values, options(seed))).toEqual(changes);
          const edges = [0, ...changes.map(({ at }) => at), values.length];
          for (const [index, edge] of edges.entries()) {
            if (index > 0 && changes.length > 0)
              expect(edge - (edges[index - 1] ?? 0)).toBeGreaterThanOrEqual(leastSide);
          }
          for (const [index, { at, from, to, p }] of changes.entries()) {
            expect(from).toBe(median(values.slice(edges[index], at)));
            expect(to).toBe(median(values.slice(at, edges[index + 2])));
            expect(Math.abs(Math.log(to / from))).toBeGreaterThanOrEqual(Math.log(1.03));
            expect(p).toBeLessThanOrEqual(level);
          }
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  test("does not depend on the unit", () => {
    const values = madeSeries(seededRandom(4), { count: 40, deviation: 0.03, from: 25, shift: 1.1 });
    const places = (factor: number) =>
      findChanges(
        values.map((value) => value * factor),
        options(),
      ).map(({ at }) => at);
    expect(places(1)).toEqual([25]);
    expect(places(1_024)).toEqual([25]);
  });
});

describe("simulated, with fixed seeds, at the level that three figures share", () => {
  test.each([
    ["log-normal, 5%", (random: Random) => noise(random, 0.05), 0],
    ["log-normal, 20%", (random: Random) => noise(random, 0.2), 0],
    [
      "2% with an outlier of 3 times in 12",
      (random: Random) => noise(random, 0.02) * (random.next() < 1 / 12 ? 3 : 1),
      0,
    ],
    ["two modes 15% apart", (random: Random) => noise(random, 0.02) * (random.next() < 0.4 ? 1.15 : 1), 0],
  ])("series without a change, %s: false alarms are rare", (_, draw) => {
    const random = seededRandom(11);
    let alarms = 0;
    for (let series = 0; series < 300; series++) {
      const values = Array.from({ length: 30 }, () => 1_000 * draw(random));
      if (findChanges(values, options(series)).length > 0) alarms++;
    }
    // The level is 0.33%: more than 4 of 300 would come once in 500 times.
    expect(alarms).toBeLessThanOrEqual(4);
  });

  test("a change by 10% is found at its place within two runs", () => {
    const rate = (deviation: number, after: number): number => {
      const random = seededRandom(12);
      let found = 0;
      for (let series = 0; series < 100; series++) {
        const values = madeSeries(random, { count: 30, deviation, from: 30 - after, shift: 1.1 });
        const changes = findChanges(values, options(series));
        if (changes.length === 1 && Math.abs((changes[0]?.at ?? 0) - (30 - after)) <= 2) found++;
      }
      return found;
    };
    expect({ "2%, 10 runs after": rate(0.02, 10) }).toEqual({ "2%, 10 runs after": 100 });
    expect(rate(0.02, 5)).toBeGreaterThanOrEqual(97);
    expect(rate(0.03, 10)).toBeGreaterThanOrEqual(95);
    expect(rate(0.03, 5)).toBeGreaterThanOrEqual(80);
  });
});

test.each([
  [0.01, 11],
  [0.01 / 3, 13],
  [0.01 / 6, 14],
])("at the level %f a change can be seen from %i values on", (at, needed) => {
  expect(valuesNeeded(at)).toBe(needed);
  const step = (count: number) =>
    Array.from({ length: count }, (_, index) => (index < count / 2 ? 100 : 200) + (index % 2));
  expect(findChanges(step(needed), { ...options(), level: at })).toHaveLength(1);
  expect(findChanges(step(needed - 1), { ...options(), level: at })).toHaveLength(0);
});

interface MadeSeries {
  readonly count: number;
  readonly deviation: number;
  /** First value after the shift. */
  readonly from: number;
  readonly shift: number;
}

function madeSeries(random: Random, { count, deviation, from, shift }: MadeSeries): readonly number[] {
  return Array.from(
    { length: count },
    (_, index) => 1_000 * noise(random, deviation) * (index < from ? 1 : shift),
  );
}

function noise(random: Random, deviation: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(deviation * normal);
}
