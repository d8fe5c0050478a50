import { describe, expect, test } from "vitest";
import { measuredSpanMs } from "../../src/compare/measured-span.js";
import { counter, madeLoad, madeRun } from "./made-runs.js";

const steady = { phase: "steady" };

describe("the measured time of a run", () => {
  test("is what its counters' rates are over, warm-up left out", () => {
    expect(measuredSpanMs(madeRun())).toBe(2_000);
  });

  test("is told by the highest rate, as rates are rounded", () => {
    // 1 in 3 s is 0.333 a second, which alone would give 3,003 ms.
    const metrics = [
      counter("ws_msgs_lost", steady, 1, 3_000),
      counter("data_sent", steady, 3_000_000, 3_000),
    ];
    expect(measuredSpanMs(madeRun({ metrics }))).toBe(3_000);
  });

  test("is the sum of phases that follow one another", () => {
    const metrics = [1, 2].map((phase) =>
      counter("ws_msgs_sent", { phase: `phase-${phase}` }, 100, 500 * phase),
    );
    expect(measuredSpanMs(madeRun({ metrics }))).toBe(1_500);
  });

  test.each([
    ["side by side", 0, 2_000],
    ["that overlap", 1_500, 3_500],
    ["one after the other, with a pause", 9_000, 4_000],
  ])("of loads %s counts what is covered by any", (_, startMs, ms) => {
    const metrics = ["a", "b"].map((load) => counter("ws_msgs_sent", { ...steady, load }, 200, 2_000));
    const loads = [
      { ...madeLoad, name: "a" },
      { ...madeLoad, name: "b", startMs },
    ];
    expect(measuredSpanMs(madeRun({ metrics, plan: { loads } }))).toBe(ms);
  });

  test.each([
    ["nothing was counted", madeRun({ metrics: [counter("ws_msgs_sent", steady, 0, 2_000)] })],
    ["only warm-up was", madeRun({ metrics: [counter("ws_msgs_sent", { phase: "warm-up" }, 9, 500)] })],
    ["there was no load", madeRun({ plan: { loads: undefined } })],
    ["counters have no phase", madeRun({ metrics: [counter("ws_msgs_sent", {}, 9, 500)] })],
  ])("is not known where %s", (_, report) => {
    expect(measuredSpanMs(report)).toBeUndefined();
  });
});
