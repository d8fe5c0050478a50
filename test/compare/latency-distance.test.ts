import { describe, expect, test } from "vitest";
import { latencyDistance } from "../../src/compare/latency-distance.js";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { sideOf } from "./sides.js";

type Metric = NonNullable<ReportBlock["latency"]>["metric"];

function blockOf(us: readonly number[], metric: Metric = "ws_msg_latency"): ReportBlock {
  const histogram = new LatencyHistogram();
  for (const one of us) histogram.record(one);
  const { minUs: min = 0, maxUs: max = 0, count } = histogram;
  const latency = { metric, count, min, max, hdr: histogram.toBase64() };
  return sideOf("A", { p50: [1] }, { latency }).blocks[0] as ReportBlock;
}

describe("the largest distance of two distributions of latencies", () => {
  test.each([
    ["the same", [1, 2, 3, 4], [1, 2, 3, 4], 0],
    ["wholly apart", [1, 2, 3], [10, 11], 1],
    ["one of four moved", [1, 2, 3, 4], [1, 2, 3, 9], 0.25],
    ["half of it below", [1, 1, 5, 5], [5, 5, 5, 5], 0.5],
    ["of different sizes, alike", [7], [7, 7, 7], 0],
    ["the same long latency, the largest of one side only", [50_001], [50_001, 90_000, 90_000, 90_000], 0.75],
  ])("is, for those that are %s (%j, %j), %d", (_how, a, b, distance) => {
    expect(latencyDistance([blockOf(a)], [blockOf(b)])).toBeCloseTo(distance, 12);
    expect(latencyDistance([blockOf(b)], [blockOf(a)])).toBeCloseTo(distance, 12);
  });

  test("is of all blocks of a side together", () => {
    expect(latencyDistance([blockOf([1]), blockOf([9])], [blockOf([1, 9]), blockOf([1, 9])])).toBeCloseTo(
      0,
      12,
    );
  });

  test("is not there where a side has none, or where they are not of one kind", () => {
    const [without] = sideOf("A", { p50: [1] }).blocks;
    expect(latencyDistance([blockOf([1])], [without as ReportBlock])).toBeUndefined();
    expect(latencyDistance([], [])).toBeUndefined();
    expect(latencyDistance([blockOf([1])], [blockOf([1], "ws_msg_latency_corrected")])).toBeUndefined();
  });
});
