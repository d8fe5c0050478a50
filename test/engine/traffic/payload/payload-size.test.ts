import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SizePlan } from "../../../../src/engine/plan/traffic-plan.js";
import { drawUnit, hashMessage } from "../../../../src/engine/traffic/payload/message-hash.js";
import {
  makeSizeSource,
  sizeProblems,
  sizeRange,
} from "../../../../src/engine/traffic/payload/payload-size.js";

const seed = 42;
const connections = 20;
const messages = 5_000;

/** The sizes of 100,000 messages. */
function draw(plan: SizePlan): readonly number[] {
  const sizeOf = makeSizeSource(plan, seed);
  return Array.from({ length: connections * messages }, (_, i) =>
    sizeOf(i % connections, Math.floor(i / connections)),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's chi-square of counts against equal or given shares. */
function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count, i) => {
    const expected = total * (shares[i] as number);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
}

describe("the hash of a message", () => {
  test("is MurmurHash3 of its numbers as three little-endian words", () => {
    // Reference values of MurmurHash3_x86_32 for 12 bytes.
    expect(hashMessage(0, 0, 0, 0)).toBe(3_644_920_907);
    expect(hashMessage(42, 1, 2, 3)).toBe(2_814_989_487);
  });

  test("draws are uniform over connections, messages and draws: chi-square of 100 cells below its 99.9th percentile", () => {
    for (const vary of [0, 1, 2]) {
      const counts = new Array<number>(100).fill(0);
      for (let i = 0; i < 100_000; i++) {
        const at = [3, 3, 3];
        at[vary] = i;
        const [connection = 0, seq = 0, number = 0] = at;
        const cell = Math.floor(100 * drawUnit(seed, connection, seq, number));
        counts[cell] = (counts[cell] as number) + 1;
      }
      // 99 degrees of freedom.
      expect(chiSquare(counts, new Array<number>(100).fill(0.01))).toBeLessThan(148.23);
    }
  });
});

describe("sizes", () => {
  test("fixed are all the same", () => {
    expect(new Set(draw({ kind: "fixed", bytes: 32 }))).toEqual(new Set([32]));
  });

  test("uniform from 100 to 200 reach both ends, and every size is as likely", () => {
    const sizes = draw({ kind: "uniform", minBytes: 100, maxBytes: 200 });
    const counts = new Array<number>(101).fill(0);
    for (const size of sizes) counts[size - 100] = (counts[size - 100] as number) + 1;
    expect([Math.min(...sizes), Math.max(...sizes), mean(sizes)]).toEqual([100, 200, 149.98865]);
    // The 99.9th percentile for 100 degrees of freedom.
    expect(chiSquare(counts, new Array<number>(101).fill(1 / 101))).toBeLessThan(149.45);
  });

  test("normal around 1,000 with a deviation of 100 have that mean and deviation", () => {
    const sizes = draw({ kind: "normal", meanBytes: 1_000, stdevBytes: 100, minBytes: 0, maxBytes: 2_000 });
    const average = mean(sizes);
    const deviation = Math.sqrt(mean(sizes.map((size) => (size - average) ** 2)));
    expect([Math.min(...sizes), Math.max(...sizes), average]).toEqual([513, 1_398, 999.63309]);
    expect(deviation).toBeCloseTo(100.09, 3);
    // On paper 68.51% within 100.5 bytes and 95.50% within 200.5.
    const within = (bytes: number) => sizes.filter((size) => Math.abs(size - 1_000) <= bytes).length;
    expect([within(100), within(200)]).toEqual([68_510, 95_482]);
  });

  test("normal are clipped: what lies beyond an end is at the end", () => {
    const sizes = draw({ kind: "normal", meanBytes: 1_000, stdevBytes: 100, minBytes: 900, maxBytes: 1_050 });
    const share = (wanted: number) => sizes.filter((size) => size === wanted).length;
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([900, 1_050]);
    // On paper 15.99% below 900.5 and 31.03% from 1,049.5 on.
    expect([share(900), share(1_050)]).toEqual([16_099, 31_084]);
  });

  test("weighted come as often as their weights say", () => {
    const choices = [
      { bytes: 16, weight: 70 },
      { bytes: 1_024, weight: 25 },
      { bytes: 5, weight: 0 },
      { bytes: 65_536, weight: 5 },
    ];
    const sizes = draw({ kind: "weighted", choices });
    const counts = choices.map(({ bytes }) => sizes.filter((size) => size === bytes).length);
    expect(counts).toEqual([70_150, 24_908, 0, 4_942]);
    const possible = counts.filter((count) => count > 0);
    // The 99.9th percentile for 2 degrees of freedom.
    expect(chiSquare(possible, [0.7, 0.25, 0.05])).toBeLessThan(13.82);
  });

  test("depend on seed, connection and message only", () => {
    const plan: SizePlan = { kind: "uniform", minBytes: 0, maxBytes: 1_000_000 };
    const one = makeSizeSource(plan, 1);
    const again = makeSizeSource(plan, 1);
    again(5, 5);
    expect(again(3, 4)).toBe(one(3, 4));
    const others = [makeSizeSource(plan, 2)(3, 4), one(4, 3), one(3, 5), one(4, 4)];
    expect(new Set([one(3, 4), ...others]).size).toBe(5);
  });

  const bytes = fc.integer({ min: 0, max: 100_000 });
  const plans: fc.Arbitrary<SizePlan> = fc.oneof(
    fc.record({ kind: fc.constant("fixed" as const), bytes }),
    fc.tuple(bytes, bytes).map(([a, b]) => ({
      kind: "uniform" as const,
      minBytes: Math.min(a, b),
      maxBytes: Math.max(a, b),
    })),
    fc.tuple(bytes, bytes, bytes, bytes).map(([a, b, meanBytes, stdevBytes]) => ({
      kind: "normal" as const,
      meanBytes,
      stdevBytes,
      minBytes: Math.min(a, b),
      maxBytes: Math.max(a, b),
    })),
    fc
      .array(fc.record({ bytes, weight: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 5 })
      .map((choices) => ({ kind: "weighted" as const, choices })),
  );

  test("any plan gives whole numbers within its range", () => {
    const property = fc.property(plans, fc.nat(), fc.nat(), (plan, connection, seq) => {
      const { minBytes, maxBytes } = sizeRange(plan);
      const size = makeSizeSource(plan, seed)(connection, seq);
      expect(Number.isInteger(size) && size >= minBytes && size <= maxBytes).toBe(true);
      expect(sizeProblems(plan, "size")).toEqual([]);
    });
    fc.assert(property);
  });
});

describe("a plan of sizes is refused", () => {
  test.each<[string, SizePlan, string[]]>([
    [
      "with a part of a byte",
      { kind: "fixed", bytes: 1.5 },
      ["size.bytes: bytes is 1.5; must be a whole number from 0 to 268435456"],
    ],
    [
      "with the ends the wrong way round",
      { kind: "uniform", minBytes: 10, maxBytes: 9 },
      ["size.minBytes: minBytes is 10; must be at most maxBytes, 9"],
    ],
    [
      "with a negative deviation, an infinite mean and too large an end",
      {
        kind: "normal",
        meanBytes: Number.POSITIVE_INFINITY,
        stdevBytes: -1,
        minBytes: 0,
        maxBytes: 268_435_457,
      },
      [
        "size.maxBytes: maxBytes is 268435457; must be a whole number from 0 to 268435456",
        "size.meanBytes: meanBytes is Infinity; must be 0 or more",
        "size.stdevBytes: stdevBytes is -1; must be 0 or more",
      ],
    ],
    [
      "without choices",
      { kind: "weighted", choices: [] },
      ["size.choices: choices has no size that can be drawn; must have at least one"],
    ],
    [
      "with a negative weight",
      {
        kind: "weighted",
        choices: [
          { bytes: 1, weight: 1 },
          { bytes: -2, weight: -1 },
        ],
      },
      [
        "size.choices[1].bytes: bytes is -2; must be a whole number from 0 to 268435456",
        "size.choices[1].weight: weight is -1; must be 0 or more",
      ],
    ],
  ])("%s", (_, plan, problems) => {
    expect(sizeProblems(plan, "size").map(({ path, message }) => `${path}: ${message}`)).toEqual(problems);
  });
});
