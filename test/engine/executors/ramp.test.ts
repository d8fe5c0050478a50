import { describe, expect, test } from "vitest";
import { clientChanges, dueUsOf, rampOf } from "../../../src/engine/executors/ramp.js";
import { countUntil, levelAt } from "./ramp-oracle.js";

const s = 1_000;

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
