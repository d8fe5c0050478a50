import { describe, expect, test } from "vitest";
import { measuredMsOf } from "../../src/compare/measured-time.js";
import type { ReportMetric, Tags } from "../../src/metrics/run-report.js";

function counter(tags: Tags, count: number, ratePerSecond: number): ReportMetric {
  return { name: "ws_msgs_sent", tags, kind: "counter", unit: "1", count, ratePerSecond };
}

describe("the measured time of a run", () => {
  test.each([
    ["one phase", [counter({ phase: "steady" }, 10_000, 1_000)], 10_000],
    [
      "phases one after the other",
      [counter({ phase: "a" }, 100, 50), counter({ phase: "b" }, 100, 25)],
      6_000,
    ],
    [
      "loads side by side",
      [counter({ phase: "a", load: "x" }, 100, 50), counter({ phase: "a", load: "y" }, 90, 30)],
      3_000,
    ],
    ["a phase counted twice", [counter({ phase: "a" }, 100, 50), counter({ phase: "a" }, 1, 0.501)], 2_000],
    ["warm-up, left out", [counter({ phase: "warm-up" }, 100, 50), counter({ phase: "a" }, 100, 100)], 1_000],
  ])("of %s", (_, metrics, ms) => {
    expect(measuredMsOf(metrics)).toBe(ms);
  });

  test("is not known where nothing was counted under load", () => {
    expect(measuredMsOf([counter({}, 5, 1), counter({ phase: "a" }, 0, 0)])).toBeUndefined();
  });
});
