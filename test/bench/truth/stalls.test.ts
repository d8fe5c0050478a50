import { expect, test } from "vitest";
import type { ReportedUs } from "../../../bench/truth/generator-order.js";
import { judgeStalls } from "../../../bench/truth/stalls.js";
import { sampleResults } from "./sample-results.js";

const { stalled, unstalled } = sampleResults().parts.b ?? expect.fail("the sample has all parts");

const onPaper = { 95: 500_000, 99: 900_000, 99.9: 990_000 };
const p95 = "corrected latency against 500 ms on paper, p95";
const p99 = "corrected latency against 900 ms on paper, p99";
const p999 = "corrected latency against 990 ms on paper, p99.9";
const p50 = "corrected latency with stalls less that without, p50";

test("latencies as on paper, and a p50 as without stalls, are no error at all", () => {
  expect(
    judge({ ...onPaper, 50: 60 }).map(({ goal, measured, verdict }) => [goal, measured, verdict]),
  ).toEqual([
    [p95, 0, "met"],
    [p99, 0, "met"],
    [p999, 0, "met"],
    [p50, 0, "met"],
  ]);
});

test.each([
  ["p95 + 3%", { 95: 515_000 }, []],
  ["p95 - 3%", { 95: 485_000 }, []],
  ["p95 + 3.01%", { 95: 515_050 }, [[p95, 3.01]]],
  ["p95 - 3.01%", { 95: 484_950 }, [[p95, -3.01]]],
  ["p99 - 3%", { 99: 873_000 }, []],
  ["p99 - 3.01%", { 99: 872_910 }, [[p99, -3.01]]],
  ["p99.9 + 3%", { 99.9: 1_019_700 }, []],
  ["p99.9 + 3.01%", { 99.9: 1_019_799 }, [[p999, 3.01]]],
  ["p50 + 500 µs", { 50: 560 }, []],
  ["p50 + 501 µs", { 50: 561 }, [[p50, 501]]],
] satisfies [string, Partial<Record<keyof ReportedUs, number>>, unknown[]][])(
  "within 3% of the paper and 500 µs of p50 is met, more is missed: %s",
  (_what, offUs, misses) => {
    const goals = judge({ ...onPaper, 50: 60, ...offUs });
    expect(goals).toHaveLength(4);
    expect(
      goals.filter(({ verdict }) => verdict === "missed").map(({ goal, measured }) => [goal, measured]),
    ).toEqual(misses);
  },
);

test("a p50 of stalls that is 501 µs below that without them is missed too", () => {
  const above = { ...unstalled, correctedUs: { ...unstalled.serviceUs, 50: 561 } };
  const [, , , goal] = judgeStalls({ stalled: reported({ ...onPaper, 50: 60 }), unstalled: above });
  expect(goal).toMatchObject({ goal: p50, measured: -501, verdict: "missed" });
});

test("a load that tells no corrected latency is not judged by its service latency", () => {
  const uncorrected = { ...stalled, correctedUs: undefined };
  expect(() => judgeStalls({ stalled: uncorrected, unstalled })).toThrow(
    "an open model has a corrected latency",
  );
  expect(() => judgeStalls({ stalled, unstalled: uncorrected })).toThrow(
    "an open model has a corrected latency",
  );
});

function judge(correctedUs: Partial<ReportedUs>) {
  return judgeStalls({ stalled: reported(correctedUs), unstalled });
}

/** Service latency is far off: a goal that looked at it would be missed. */
function reported(correctedUs: Partial<ReportedUs>) {
  const serviceUs = { ...stalled.serviceUs, 50: 9e9, 95: 9e9, 99: 9e9, 99.9: 9e9 };
  return { ...stalled, serviceUs, correctedUs: { ...stalled.serviceUs, ...correctedUs } };
}
