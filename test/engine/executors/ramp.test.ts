import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clientChanges,
  countUntil,
  dueUsOf,
  flatRamp,
  levelAt,
  type Ramp,
  type RampOptions,
  type RampPiece,
  rampOf,
} from "../../../src/engine/executors/ramp.js";

const s = 1_000;
const there = { startLevel: 0, warmUpMs: 0, phases: [{ durationMs: 10 * s, target: 10 }] };
const back = { startLevel: 10, warmUpMs: 0, phases: [{ durationMs: 10 * s, target: 0 }] };

/** Any ramp of whole levels, with jumps, and stretches at 0. */
const anyRamp = (maxLevel: number): fc.Arbitrary<RampOptions> =>
  fc.record({
    startLevel: fc.nat(maxLevel),
    warmUpMs: fc.oneof(fc.constant(0), fc.nat(3 * s)),
    phases: fc.array(
      fc.record({
        durationMs: fc.oneof(fc.constant(0), fc.nat(20 * s)),
        target: fc.oneof(fc.constant(0), fc.nat(maxLevel)),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });

describe("the level of a ramp", () => {
  const ramp = rampOf({
    startLevel: 2,
    warmUpMs: 1 * s,
    phases: [
      { durationMs: 4 * s, target: 10 },
      { durationMs: 0, target: 50 },
      { durationMs: 1 * s, target: 50 },
      { durationMs: 10 * s, target: 0 },
    ],
  });
  test.each([
    { atMs: 0, level: 2, why: "the warm-up begins at the start level" },
    { atMs: 999, level: 2, why: "and holds it" },
    { atMs: 1 * s, level: 2, why: "the first phase leaves from there" },
    { atMs: 2 * s, level: 4, why: "a quarter of the way" },
    { atMs: 4_500, level: 9, why: "seven eighths of the way" },
    { atMs: 5 * s, level: 50, why: "at a jump the level after it counts" },
    { atMs: 6 * s, level: 50, why: "held for a second" },
    { atMs: 11 * s, level: 25, why: "half the way down" },
    { atMs: 16 * s, level: 0, why: "the end" },
    { atMs: 99 * s, level: 0, why: "after the end the last level stays" },
  ])("is $level at $atMs ms: $why", ({ atMs, level }) => {
    expect(levelAt(ramp, atMs * 1_000)).toBe(level);
  });

  test("is made of pieces that follow each other, without the jumps", () => {
    expect(ramp.endUs).toBe(16_000_000);
    expect(
      ramp.pieces.map(({ fromUs, toUs, fromCount, toCount }) => [fromUs, toUs, fromCount, toCount]),
    ).toEqual([
      [0, 1_000_000, 0, 2],
      [1_000_000, 5_000_000, 2, 26],
      [5_000_000, 6_000_000, 26, 76],
      [6_000_000, 16_000_000, 76, 326],
    ]);
  });

  test("is one piece while it is held, over warm-up and phases", () => {
    const held = rampOf({ startLevel: 3, warmUpMs: 700, phases: [{ durationMs: 300, target: 3 }] });
    expect(held.pieces).toEqual([
      { fromUs: 0, toUs: 1_000_000, fromLevel: 3, toLevel: 3, fromCount: 0, toCount: 3 },
    ]);
  });

  test("has borders in whole µs that do not drift: ten phases of 0.1 ms are 1 ms", () => {
    const phases = Array.from({ length: 10 }, (_, i) => ({ durationMs: 0.1, target: i + 1 }));
    const { pieces } = rampOf({ startLevel: 0, warmUpMs: 0, phases });
    expect(pieces.map(({ toUs }) => toUs)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
  });

  test("of no time at all is 0", () => {
    const none = rampOf({ startLevel: 7, warmUpMs: 0, phases: [] });
    expect([levelAt(none, 0), countUntil(none, 0), dueUsOf(none, 0), [...clientChanges(none)]]).toEqual([
      0,
      0,
      undefined,
      [],
    ]);
  });
});

describe("the due time of an arrival", () => {
  const pause = [
    { durationMs: 10 * s, target: 0 },
    { durationMs: 5 * s, target: 0 },
    { durationMs: 0, target: 4 },
    { durationMs: 1 * s, target: 4 },
  ];
  test.each<{ title: string; ramp: Ramp; due: Readonly<Record<number, number | undefined>> }>([
    {
      title: "at 4 per second comes every 250 ms, and none when the time is over",
      ramp: flatRamp(4, 2 * s),
      due: { 0: 0, 1: 250_000, 7: 1_750_000, 8: undefined },
    },
    {
      title: "at 3 per second is i / 3 to the nearest µs, without drift",
      ramp: flatRamp(3, 10 * s),
      due: { 1: 333_333, 2: 666_667, 3: 1_000_000, 29: 9_666_667, 30: undefined },
    },
    {
      title: "at 1.1 per second for 10 s is the eleventh's last",
      ramp: flatRamp(1.1, 10 * s),
      due: { 0: 0, 10: 9_090_909, 11: undefined },
    },
    {
      title: "at one a minute",
      ramp: flatRamp(1 / 60, 180 * s),
      due: { 0: 0, 1: 60_000_000, 2: 120_000_000, 3: undefined },
    },
    {
      title: "on the way from 0 to 10 per second in 10 s is the square root of 2 i",
      ramp: rampOf(there),
      due: { 0: 0, 1: 1_414_214, 2: 2_000_000, 8: 4_000_000, 32: 8_000_000, 49: 9_899_495, 50: undefined },
    },
    {
      title: "on the way down is the mirror image of it",
      ramp: rampOf(back),
      due: { 0: 0, 1: 100_505, 18: 2_000_000, 42: 6_000_000, 48: 8_000_000, 49: 8_585_786, 50: undefined },
    },
    {
      title: "waits through a stretch at rate 0 until the rate rises again",
      ramp: rampOf({ ...back, phases: pause }),
      due: { 49: 8_585_786, 50: 15_000_000, 51: 15_250_000, 53: 15_750_000, 54: undefined },
    },
    {
      title: "of the first one waits, too, where the rate begins at 0 and jumps",
      ramp: rampOf({
        startLevel: 0,
        warmUpMs: 2 * s,
        phases: [
          { durationMs: 0, target: 2 },
          { durationMs: 1 * s, target: 2 },
        ],
      }),
      due: { 0: 2_000_000, 1: 2_500_000, 2: undefined },
    },
    {
      title: "carries what a jump cut short: half an arrival before it is half an arrival after it",
      ramp: rampOf({
        startLevel: 1,
        warmUpMs: 1_500,
        phases: [
          { durationMs: 0, target: 10 },
          { durationMs: 1 * s, target: 10 },
        ],
      }),
      due: { 0: 0, 1: 1_000_000, 2: 1_550_000, 3: 1_650_000, 11: 2_450_000, 12: undefined },
    },
    {
      title: "goes on from the warm-up at the start rate",
      ramp: rampOf({ startLevel: 2, warmUpMs: 1 * s, phases: [{ durationMs: 2 * s, target: 6 }] }),
      due: { 0: 0, 1: 500_000, 2: 1_000_000, 3: 1_414_214, 5: 2_000_000, 9: 2_828_427, 10: undefined },
    },
  ])("$title", ({ ramp, due }) => {
    const seen = Object.keys(due).map((index) => [index, dueUsOf(ramp, Number(index))]);
    expect(Object.fromEntries(seen)).toEqual(due);
  });

  test("is, of the whole of a ramp, the exact solution to the nearest µs", () => {
    fc.assert(
      fc.property(
        anyRamp(3_000),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (options, part) => {
          const ramp = rampOf(options);
          const index = Math.floor(part * countUntil(ramp, ramp.endUs));
          const dueUs = dueUsOf(ramp, index);
          if (dueUs === undefined) {
            expect(countUntil(ramp, ramp.endUs)).toBeLessThanOrEqual(index);
            return;
          }
          // Half a µs before it the integral is not above `index`; half a µs after it, it is. In whole numbers: no rounding.
          expect(exactlyAbove(ramp, 2 * dueUs - 1, index)).not.toBe("above");
          expect(exactlyAbove(ramp, 2 * dueUs + 1, index)).not.toBe("below");
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("never decreases from one arrival to the next", () => {
    fc.assert(
      fc.property(anyRamp(2_000), fc.nat(5_000), (options, from) => {
        const ramp = rampOf(options);
        let lastUs = dueUsOf(ramp, from) ?? Number.POSITIVE_INFINITY;
        for (let index = from + 1; index < from + 200; index++) {
          const dueUs = dueUsOf(ramp, index) ?? Number.POSITIVE_INFINITY;
          expect(dueUs).toBeGreaterThanOrEqual(lastUs);
          lastUs = dueUs;
        }
      }),
    );
  });
});

describe("the clients of a ramp", () => {
  const changesOf = (options: RampOptions): string =>
    [...clientChanges(rampOf(options))]
      .map(({ kind, client, atUs }) => `${kind === "start" ? "+" : "-"}${client}@${atUs / 1_000}`)
      .join(" ");
  test.each<{ title: string; options: RampOptions; changes: string }>([
    {
      title: "start one by one as the level passes above their numbers",
      options: { startLevel: 0, warmUpMs: 0, phases: [{ durationMs: 5 * s, target: 5 }] },
      changes: "+0@0 +1@1000 +2@2000 +3@3000 +4@4000",
    },
    {
      title: "stop in the reverse order as it falls to their numbers; the last ones with the time itself",
      options: { startLevel: 5, warmUpMs: 0, phases: [{ durationMs: 5 * s, target: 0 }] },
      changes: "+0@0 +1@0 +2@0 +3@0 +4@0 -4@1000 -3@2000 -2@3000 -1@4000",
    },
    {
      title: "stop at the end of a fall where the level stays there",
      options: {
        startLevel: 2,
        warmUpMs: 0,
        phases: [
          { durationMs: 1 * s, target: 1 },
          { durationMs: 1 * s, target: 1 },
        ],
      },
      changes: "+0@0 +1@0 -1@1000",
    },
    {
      title: "all start at a jump up, and all above stop at a jump down",
      options: {
        startLevel: 0,
        warmUpMs: 1 * s,
        phases: [
          { durationMs: 0, target: 3 },
          { durationMs: 1 * s, target: 3 },
          { durationMs: 0, target: 1 },
          { durationMs: 1 * s, target: 1 },
        ],
      },
      changes: "+0@1000 +1@1000 +2@1000 -2@2000 -1@2000",
    },
    {
      title: "are not stopped by a level that only touches their number from above",
      options: {
        startLevel: 3,
        warmUpMs: 0,
        phases: [
          { durationMs: 2 * s, target: 1 },
          { durationMs: 2 * s, target: 3 },
        ],
      },
      changes: "+0@0 +1@0 +2@0 -2@1000 +2@3000",
    },
    {
      title: "never start for a peak that only touches their number from below",
      options: {
        startLevel: 0,
        warmUpMs: 0,
        phases: [
          { durationMs: 2 * s, target: 2 },
          { durationMs: 2 * s, target: 0 },
        ],
      },
      changes: "+0@0 +1@1000 -1@3000",
    },
    {
      title: "of the start are there through the warm-up",
      options: { startLevel: 2, warmUpMs: 3 * s, phases: [{ durationMs: 1 * s, target: 4 }] },
      changes: "+0@0 +1@0 +2@3000 +3@3500",
    },
  ])("$title", ({ options, changes }) => {
    expect(changesOf(options)).toBe(changes);
  });

  test("are, starts less stops, as many as the level says at any time, and change in order of time", () => {
    fc.assert(
      fc.property(anyRamp(300), fc.nat(60_000_000), (options, atUs) => {
        const ramp = rampOf(options);
        const changes = [...clientChanges(ramp)];
        const times = changes.map((change) => change.atUs);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        const running: number[] = [];
        for (const { kind, client } of changes.filter((change) => change.atUs <= atUs)) {
          if (kind === "start") running.push(client);
          else if (running.pop() !== client) throw new Error(`client ${client} stops before a later one`);
        }
        expect(running).toEqual(running.map((_, client) => client));
        if (atUs >= ramp.endUs) return;
        // A change is at its time to the nearest µs, so the level may be that of half a µs before or after.
        const levels = [atUs - 0.5, atUs, atUs + 0.5].map((us) => Math.ceil(levelAt(ramp, Math.max(0, us))));
        expect(running.length).toBeGreaterThanOrEqual(Math.min(...levels));
        expect(running.length).toBeLessThanOrEqual(Math.max(...levels));
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Whether the integral up to `halfUs` half µs is above, at or below `count`, in exact arithmetic over whole levels. */
function exactlyAbove(ramp: Ramp, halfUs: number, count: number): "above" | "at" | "below" {
  // One arrival is `one`; all pieces are summed over their common denominator, 8,000,000 times the product of lengths.
  const lengths = ramp.pieces.map(({ fromUs, toUs }) => BigInt(toUs - fromUs));
  const product = lengths.reduce((all, length) => all * length, 1n);
  const one = 8_000_000n * product;
  const sum = ramp.pieces.reduce((total, piece) => total + pieceSum(piece, halfUs, product), 0n);
  const difference = sum - BigInt(count) * one;
  return difference > 0n ? "above" : difference < 0n ? "below" : "at";
}

function pieceSum({ fromUs, toUs, fromLevel, toLevel }: RampPiece, halfUs: number, product: bigint): bigint {
  const length = BigInt(toUs - fromUs);
  const x = BigInt(Math.min(2 * toUs, Math.max(2 * fromUs, halfUs)) - 2 * fromUs);
  // level * x/2 + rise * (x/2)^2 / (2 * length), per second of 1,000,000 µs, times 8,000,000 * length.
  const area = 4n * BigInt(fromLevel) * x * length + BigInt(toLevel - fromLevel) * x * x;
  return (area * product) / length;
}
