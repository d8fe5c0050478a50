// The captions of plots: how each was made, in this report's own numbers.

import { expect, test } from "vitest";
import type { SeriesPoint } from "../../../src/metrics/run-report.js";
import {
  madeOfCounters,
  madeOfGauges,
  madeOfHeat,
  madeOfMessages,
  madeOfSeconds,
  madeOfTrends,
  madeOfWorst,
} from "../../../src/web/data/made-words.js";
import { trendChoices } from "../../../src/web/data/trend-choices.js";
import { openLoadReport } from "../open-load-report.js";
import { plainSource, writtenSource } from "../report-source.js";

const report = await openLoadReport();

test("percentile curves name metrics, samples, what was left out and how fine they are", () => {
  const [choice] = trendChoices(writtenSource(report));
  expect(madeOfTrends(choice?.trends ?? [], report)).toBe(
    "From the HDR histograms of ws_msg_latency_corrected (21,551 samples in 2 curves) and ws_msg_latency (21,551 samples in 2 curves), " +
      "warm-up left out. Every sample is kept to 3 significant digits; a curve has five points for each halving of the share that was " +
      "slower, and ends at the slowest sample.",
  );
});

test("a report opened as plain JSON says that it has the percentiles only", () => {
  const [choice] = trendChoices(plainSource(report));
  expect(madeOfTrends(choice?.trends ?? [], report)).toMatch(
    /^Of ws_msg_latency_corrected .* only the percentiles written in the report are drawn \(50, 75, 90, 95, 99, 99\.9% and the slowest\), with straight lines between them\.$/,
  );
});

function points(spanMs: number, tags: Record<string, string>): readonly SeriesPoint[] {
  const common = { spanMs, tags, trends: {} };
  return [
    { ...common, atMs: spanMs, counters: { a: 1 }, gauges: { level: 1 } },
    { ...common, atMs: 2 * spanMs, counters: { a: 1, b: 2 }, gauges: {} },
  ];
}

test("percentiles of seconds say which, and how a second that is part warm-up is drawn", () => {
  expect(madeOfSeconds(points(1_000, {}), ["x"])).toBe(
    "From the time series of x: median, 99% and slowest of each second, worked out from the samples of that time alone (3 significant digits).",
  );
  expect(madeOfSeconds(points(1_000, { phase: "warm-up" }), ["x", "y"])).toMatch(
    /^From the time series of x and y: .* A second that is warm-up only in part shows its measured part\.$/,
  );
});

test("in a long run, whose seconds were joined, a caption says how long a point is, and that it shows the worst", () => {
  expect(madeOfSeconds(points(4_003, {}), ["x"])).toBe(
    "From the time series of x: median, 99% and slowest of each span of 4 s, worked out from the samples of that time alone " +
      "(3 significant digits). Where seconds were joined because the run was long, the worst of them is drawn.",
  );
});

test("points that are too short to draw are said to be left out", () => {
  const leftOut = "What is shorter than 200 ms, as the end of a run may be, is left out.";
  expect(madeOfMessages(points(199, {}), ["a"])).toBe(
    `From the time series of the counter a: what was added in each second, divided by its length. Warm-up is drawn too. ${leftOut}`,
  );
  expect(madeOfGauges(points(199, {}), ["level"])).toContain(leftOut);
  expect(madeOfSeconds(points(199, {}), ["x"])).toContain(leftOut);
  expect(madeOfMessages(points(200, {}), ["a"])).not.toContain(leftOut);
});

test("counters and gauges are named only where the run has them", () => {
  expect(madeOfCounters(points(1_002, {}), ["a", "b", "c"])).toBe(
    "From the time series of the counters a and b: what was added in each second, divided by its length. Warm-up is drawn too.",
  );
  expect(madeOfGauges(points(2_000, {}), ["level", "none"])).toBe(
    "From the time series of the gauge level: the last value in each span of 2 s. Warm-up is drawn too.",
  );
  expect(madeOfWorst(points(1_000, {}), "pause", "the longest")).toBe(
    "From the time series of pause: the longest of each second; where several loads, phases or processes share it, the highest of theirs.",
  );
});

test("a heat map counts its samples and says how wide its rows are", () => {
  const column = {
    fromSeconds: 0,
    toSeconds: 1,
    counts: new Map([
      [34, 1_000],
      [35, 234],
    ]),
  };
  expect(madeOfHeat("x", { columns: [column], lowestBucket: 34, highestBucket: 35, most: 1_000 })).toBe(
    "From 1,234 samples of x, counted in 1 column of 1 s. A row reaches over a quarter of a doubling: its upper border is 14 to 25% above its lower one.",
  );
});
