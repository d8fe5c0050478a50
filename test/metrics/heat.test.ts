// The coarse buckets of a heat map, and their text.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heatBucketOf, heatLowestUs, joinHeat, parseHeat } from "../../src/figures/heat-text.js";
import { heatOf } from "../../src/metrics/heat.js";
import { LatencyHistogram, topUs } from "../../src/metrics/histogram.js";

function histogramOf(latenciesUs: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const us of latenciesUs) histogram.record(us);
  return histogram;
}

describe("a heat bucket", () => {
  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [7, 7, 7],
    [8, 8, 8],
    [9, 8, 8],
    [10, 9, 10],
    [15, 11, 14],
    [16, 12, 16],
    [1_000, 35, 896],
    [1_023, 35, 896],
    [1_024, 36, 1_024],
    [1_279, 36, 1_024],
    [1_280, 37, 1_280],
    [1_000_000, 75, 917_504],
    [2 ** 32, 124, 2 ** 32],
    [topUs, 187, 7 * 2 ** 45],
  ])("of %i µs is %i, which begins at %i µs", (us, bucket, lowestUs) => {
    expect([heatBucketOf(us), heatLowestUs(bucket)]).toEqual([bucket, lowestUs]);
  });

  test("holds every latency from its lowest to the next one's", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: topUs }), (us) => {
        const bucket = heatBucketOf(us);
        return heatLowestUs(bucket) <= us && us < heatLowestUs(bucket + 1);
      }),
    );
  });
});

describe("the text", () => {
  test.each([
    [[0], "0:1"],
    [[9, 8, 10, 10], "8:2,2"],
    [[100, 100, 100, 130, 5_000, 1_000_000], "22:3;24:1;44:1;75:1"],
    [[topUs], "187:1"],
  ])("of %j is %s", (latenciesUs, text) => {
    expect(heatOf(histogramOf(latenciesUs))).toBe(text);
  });

  test("counts each latency in its own bucket, whatever the histogram's precision", () => {
    const latencies = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 4_096 }), fc.integer({ min: 0, max: topUs })),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(latencies, (latenciesUs) => {
        const expected = new Map<number, number>();
        for (const us of [...latenciesUs].sort((a, b) => a - b))
          expected.set(heatBucketOf(us), (expected.get(heatBucketOf(us)) ?? 0) + 1);
        expect(parseHeat(heatOf(histogramOf(latenciesUs)))).toEqual(expected);
      }),
    );
  });

  test("of two halves joined is that of the whole", () => {
    const latencies = fc.array(fc.integer({ min: 0, max: topUs }), { minLength: 1 });
    fc.assert(
      fc.property(latencies, latencies, (a, b) => {
        expect(joinHeat(heatOf(histogramOf(a)), heatOf(histogramOf(b)))).toBe(
          heatOf(histogramOf([...a, ...b])),
        );
      }),
    );
  });

  test.each([
    ["3:1", undefined, "3:1"],
    [undefined, "3:1", "3:1"],
    ["3:1,2;9:4", "2:5;4:1;9:1", "2:5,1,3;9:5"],
  ])("%s and %s are %s", (a, b, joined) => {
    expect(joinHeat(a, b)).toBe(joined);
  });
});
