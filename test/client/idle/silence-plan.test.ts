import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { narrowingSilences, silenceLadder } from "../../../src/client/idle/silence-plan.js";

describe("the ladder of silences", () => {
  test.each([
    [
      "1 s to 2 min",
      { fromMs: 1_000, maxMs: 120_000 },
      [1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 45_000, 60_000, 90_000, 120_000],
    ],
    ["100 ms to 2 s", { fromMs: 100, maxMs: 2_000 }, [100, 200, 500, 1_000, 2_000]],
    ["ends that are no round times", { fromMs: 150, maxMs: 700 }, [150, 200, 500, 700]],
    ["a single one", { fromMs: 3_000, maxMs: 3_000 }, [3_000]],
    ["one more in between", { fromMs: 1_000, maxMs: 5_000, alsoMs: 3_300 }, [1_000, 2_000, 3_300, 5_000]],
    ["one more that is there already", { fromMs: 1_000, maxMs: 5_000, alsoMs: 2_000 }, [1_000, 2_000, 5_000]],
    [
      "one more below the first is proven by the first",
      { fromMs: 1_000, maxMs: 2_000, alsoMs: 10 },
      [1_000, 2_000],
    ],
  ])("%s", (_title, options, silences) => {
    expect(silenceLadder(options)).toEqual(silences);
  });

  test("is at most 31 connections, whatever is asked for, that rise from the shortest to the longest", () => {
    const ms = fc.double({ min: 0.001, max: 1e11, noNaN: true });
    fc.assert(
      fc.property(ms, ms, fc.option(ms, { nil: undefined }), (a, b, alsoMs) => {
        const [fromMs, maxMs] = [Math.min(a, b), Math.max(a, b)];
        const silences = silenceLadder({ fromMs, maxMs, alsoMs });
        expect(silences.length).toBeLessThanOrEqual(31);
        expect([silences[0], silences.at(-1)]).toEqual([fromMs, maxMs]);
        for (const [index, later] of silences.slice(1).entries())
          expect(later).toBeGreaterThan(silences[index] ?? 0);
      }),
      { examples: [[0.5, 8_760 * 3_600_000, 7]] },
    );
    expect(silenceLadder({ fromMs: 0.5, maxMs: 8_760 * 3_600_000, alsoMs: 7 })).toHaveLength(31);
  });
});

describe("the silences that narrow an interval", () => {
  test.each([
    [
      "eighths of a wide one, and one precision before its end",
      [0, 80_000],
      1_000,
      [10, 20, 30, 40, 50, 60, 70, 79],
    ],
    ["parts no shorter than the precision", [45_000, 50_000], 1_000, [46, 47, 48, 49]],
    ["one before the end of what is less than two precisions wide", [48_750, 50_625], 1_000, [49.625]],
    ["nothing more when it is as narrow as asked", [49_000, 50_000], 1_000, []],
    ["nothing more for a millisecond beyond, which is the timers'", [49_000, 50_001], 1_000, []],
    ["nothing when connections fare differently", [50_000, 49_000], 100, []],
  ])("are %s", (_title, [aliveMs = 0, endedMs = 0], precisionMs, seconds) => {
    expect(narrowingSilences({ aliveMs, endedMs }, precisionMs)).toEqual(seconds.map((s) => s * 1_000));
  });

  test("lie inside the interval, rise, are at most eight, and leave less than before wherever the timeout is", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.double({ min: 5, max: 1e7, noNaN: true }),
        fc.double({ min: 5, max: 1e5, noNaN: true }),
        (aliveMs, gapMs, precisionMs) => {
          const endedMs = aliveMs + gapMs;
          const silences = narrowingSilences({ aliveMs, endedMs }, precisionMs);
          expect(silences.length).toBeLessThanOrEqual(8);
          expect(silences.length === 0).toBe(endedMs - aliveMs <= precisionMs + 1);
          const all = [aliveMs, ...silences, endedMs];
          for (const [index, ms] of all.slice(1).entries()) expect(ms).toBeGreaterThan(all[index] ?? 0);
        },
      ),
    );
  });
});
