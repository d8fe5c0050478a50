import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Arrival, arrivalsOf } from "../../../src/engine/executors/arrivals.js";
import { flatRamp, rampOf } from "../../../src/engine/executors/ramp.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { firstOf } from "./first-of.js";
import { arrivalsBefore, countUntil } from "./ramp-oracle.js";

const rate = fc.oneof(fc.constant(0), fc.nat(60), fc.double({ min: 0.01, max: 60, noNaN: true }));
const durationMs = fc.oneof(fc.constant(0), fc.nat(5_000), fc.double({ min: 0, max: 5_000, noNaN: true }));
const ramps = fc
  .record({
    startLevel: rate,
    warmUpMs: durationMs,
    phases: fc.array(fc.record({ durationMs, target: rate }), { minLength: 1, maxLength: 5 }),
  })
  .map(rampOf);

describe("the arrivals of a share", () => {
  test("of the whole are all, in order, before the end of the time", () => {
    expect([...arrivalsOf(flatRamp(2.5, 2_000), wholeShare, 10)]).toEqual([
      { index: 0, dueUs: 0 },
      { index: 1, dueUs: 400_000 },
      { index: 2, dueUs: 800_000 },
      { index: 3, dueUs: 1_200_000 },
      { index: 4, dueUs: 1_600_000 },
    ]);
  });

  test("of one worker of two are every other one", () => {
    expect([...arrivalsOf(flatRamp(2.5, 2_000), { worker: 1, of: 2 }, 10)]).toEqual([
      { index: 1, dueUs: 400_000 },
      { index: 3, dueUs: 1_200_000 },
    ]);
  });

  test("of a worker without clients are none", () => {
    expect([...arrivalsOf(flatRamp(2.5, 2_000), { worker: 2, of: 3 }, 2)]).toEqual([]);
  });

  test("of a week at a million per second are not made in advance", () => {
    const arrivals = arrivalsOf(flatRamp(1_000_000, 7 * 86_400_000), wholeShare, 1);
    expect(firstOf(arrivals, 3).map(({ dueUs }) => dueUs)).toEqual([0, 1, 2]);
  });

  test.each([1, 2, 3, 7])("are, summed over %i workers, those of one, and due times never decrease", (of) => {
    fc.assert(
      fc.property(ramps, fc.integer({ min: 1, max: 12 }), (ramp, maxClients) => {
        const own = Array.from({ length: of }, (_, worker) => [
          ...arrivalsOf(ramp, { worker, of }, maxClients),
        ]);
        for (const arrivals of own) {
          const dueUs = arrivals.map((arrival) => arrival.dueUs);
          expect(dueUs).toEqual(dueUs.toSorted((a, b) => a - b));
        }
        const byIndex = (a: Arrival, b: Arrival): number => a.index - b.index;
        expect(own.flat().toSorted(byIndex)).toEqual([...arrivalsOf(ramp, wholeShare, maxClients)]);
      }),
    );
  });
});

describe("the number of arrivals", () => {
  test.each([
    { ratePerSecond: 4, ms: 1_000, count: 4, why: "the one due at the end is not before it" },
    { ratePerSecond: 4, ms: 1_001, count: 5, why: "the fifth is due at 1 s" },
    { ratePerSecond: 1.1, ms: 10_000, count: 11, why: "what a float misses by is no arrival" },
    {
      ratePerSecond: 3,
      ms: 666.667,
      count: 2,
      why: "a third due a third of a µs before the end is due at the end",
    },
    { ratePerSecond: 0.1, ms: 5_000, count: 1, why: "arrival 0 needs no waiting" },
    { ratePerSecond: 0, ms: 5_000, count: 0, why: "nothing arrives at rate 0" },
    { ratePerSecond: 333, ms: 600_000, count: 199_800, why: "no drift in 10 minutes" },
    { ratePerSecond: 1_000_000, ms: 3_600_000, count: 3_600_000_000, why: "counted, not made" },
  ])("at $ratePerSecond per second in $ms ms is $count: $why", ({ ratePerSecond, ms, count }) => {
    const ramp = flatRamp(ratePerSecond, ms);
    expect(arrivalsBefore(ramp, ms * 1_000)).toBe(count);
    if (count < 1_000_000) expect([...arrivalsOf(ramp, wholeShare, 1)]).toHaveLength(count);
  });

  test("before any time is the integral of the rate, rounded up, and what the list of arrivals says", () => {
    fc.assert(
      fc.property(ramps, fc.nat(30_000_000), (ramp, atUs) => {
        const listed = [...arrivalsOf(ramp, wholeShare, 1)].filter(({ dueUs }) => dueUs < atUs).length;
        expect(arrivalsBefore(ramp, atUs)).toBe(listed);
        // A due time is exact to half a µs, so the integral may be that of half a µs earlier or later.
        const untilUs = Math.min(atUs, ramp.endUs);
        const fewest = Math.ceil(countUntil(ramp, Math.max(0, untilUs - 0.5)) - 1e-9);
        const most = Math.ceil(countUntil(ramp, untilUs + 0.5) + 1e-9);
        expect(listed).toBeGreaterThanOrEqual(fewest);
        expect(listed).toBeLessThanOrEqual(most);
      }),
      { numRuns: 500 },
    );
  });

  test("on a ramp down to 0 holds no arrival that only a float's error makes due just before its end", () => {
    // 12 + 498 arrivals; in floats 510.00000000000006.
    const ramp = rampOf({
      startLevel: 0.1,
      warmUpMs: 120_000,
      phases: [
        { durationMs: 0, target: 8.3 },
        { durationMs: 120_000, target: 0 },
        { durationMs: 60_000, target: 0 },
        { durationMs: 60_000, target: 1 },
      ],
    });
    expect(arrivalsBefore(ramp, 240_000_000)).toBe(510);
    expect([...arrivalsOf(ramp, wholeShare, 1)][510]).toEqual({ index: 510, dueUs: 300_000_000 });
  });

  test("in a phase is the difference of both its ends", () => {
    const ramp = rampOf({
      startLevel: 0,
      warmUpMs: 500,
      phases: [
        { durationMs: 10_000, target: 10 },
        { durationMs: 5_000, target: 10 },
        { durationMs: 10_000, target: 0 },
      ],
    });
    const before = [500_000, 10_500_000, 15_500_000, 25_500_000].map((us) => arrivalsBefore(ramp, us));
    expect(before).toEqual([0, 50, 100, 150]);
  });
});
