import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueUsOf, flatRamp, type Ramp, type RampPiece, rampOf } from "../../../src/engine/executors/ramp.js";
import { anyRamp } from "./any-ramp.js";
import { countUntil } from "./ramp-oracle.js";

const s = 1_000;
const there = { startLevel: 0, warmUpMs: 0, phases: [{ durationMs: 10 * s, target: 10 }] };
const back = { startLevel: 10, warmUpMs: 0, phases: [{ durationMs: 10 * s, target: 0 }] };

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
