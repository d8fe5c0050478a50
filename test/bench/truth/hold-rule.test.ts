import { expect, test } from "vitest";
import { percentileOf } from "../../../bench/harness/percentile.js";
import { answerDueUs, type HoldRule, waitOnPaperMs } from "../../../bench/truth/hold-rule.js";

const stall: HoldRule = { kind: "stall", stallMs: 1_000, everyMs: 10_000 };

test("a hold puts every answer off by the same time", () => {
  expect(answerDueUs({ kind: "hold", holdMs: 10 }, 1_234.5)).toBe(11_234.5);
  expect(answerDueUs({ kind: "hold", holdMs: 0 }, 1_234.5)).toBe(1_234.5);
});

test.each([
  ["at the beginning of a stall", 20_000_000, 21_000_000],
  ["in the middle of a stall", 20_500_000, 21_000_000],
  ["at the end of a stall", 21_000_000, 21_000_000],
  ["between stalls", 25_000_000, 25_000_000],
  ["just before a stall", 29_999_999, 29_999_999],
])("what is read %s is answered when that stall is over, or at once", (_when, readUs, dueUs) => {
  expect(answerDueUs(stall, readUs)).toBe(dueUs);
});

test.each([
  [50, 0],
  [90, 0],
  [95, 500],
  [99, 900],
  [99.9, 990],
  [100, 1_000],
])("on paper p%d of a stall of 1 s in 10 s is %d ms", (percentile, ms) => {
  expect(waitOnPaperMs(1_000, 10_000, percentile)).toBeCloseTo(ms, 6);
});

test("messages that come once a ms for three periods wait as on paper, to 1 ms", () => {
  const waitsMs = Array.from(
    { length: 30_000 },
    (_, ms) => (answerDueUs(stall, ms * 1_000) - ms * 1_000) / 1_000,
  );
  const sorted = waitsMs.sort((a, b) => a - b);
  for (const percentile of [50, 89, 91, 95, 99, 99.9, 100]) {
    const errorMs = percentileOf(sorted, percentile) - waitOnPaperMs(1_000, 10_000, percentile);
    expect(Math.abs(errorMs), `p${percentile}`).toBeLessThanOrEqual(1);
  }
});
