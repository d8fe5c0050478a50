// Our bucket layout is that of HdrHistogram: hdr-histogram-js is the oracle.

import fc from "fast-check";
import { Float64Histogram } from "hdr-histogram-js";
import { describe, expect, test } from "vitest";
import { bucketIndexOf, bucketsUpTo, highestUsOf, lowestUsOf } from "../../src/metrics/bucket-layout.js";

const hdr = new Float64Histogram(1, 2 ** 48 - 1, 3);
const latencyUs = fc.oneof(
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: 2 ** 31 }),
  fc.maxSafeNat().map((us) => us % 2 ** 48),
);

describe("the bucket of a latency", () => {
  test.each([
    { us: 0, index: 0, lowest: 0, highest: 0 },
    { us: 1, index: 1, lowest: 1, highest: 1 },
    { us: 2_047, index: 2_047, lowest: 2_047, highest: 2_047 },
    { us: 2_048, index: 2_048, lowest: 2_048, highest: 2_049 },
    { us: 2_049, index: 2_048, lowest: 2_048, highest: 2_049 },
    { us: 4_095, index: 3_071, lowest: 4_094, highest: 4_095 },
    { us: 4_096, index: 3_072, lowest: 4_096, highest: 4_099 },
    { us: 1_000_000, index: 11_169, lowest: 999_936, highest: 1_000_447 },
  ])("$us µs is counted in bucket $index, $lowest to $highest µs", ({ us, index, lowest, highest }) => {
    expect(bucketIndexOf(us)).toBe(index);
    expect(lowestUsOf(index)).toBe(lowest);
    expect(highestUsOf(index)).toBe(highest);
  });

  test("is that of HdrHistogram at both sides of every power of two up to 2^48", () => {
    for (let power = 0; power < 48; power++) {
      for (const us of [2 ** power - 1, 2 ** power, 2 ** power + 1]) {
        expect([us, bucketIndexOf(us)]).toEqual([us, hdr.countsArrayIndex(us)]);
      }
    }
    expect(bucketIndexOf(2 ** 48 - 1)).toBe(hdr.countsArrayIndex(2 ** 48 - 1));
  });

  test("is that of HdrHistogram for any latency, and so are its borders", () => {
    fc.assert(
      fc.property(latencyUs, (us) => {
        const index = bucketIndexOf(us);
        expect(index).toBe(hdr.countsArrayIndex(us));
        expect(lowestUsOf(index)).toBe(hdr.lowestEquivalentValue(us));
        expect(highestUsOf(index)).toBe(hdr.highestEquivalentValue(us));
      }),
    );
  });

  test("is at most 1/1,024 of its latencies wide", () => {
    fc.assert(
      fc.property(latencyUs, (us) => {
        const index = bucketIndexOf(us);
        const widthUs = highestUsOf(index) - lowestUsOf(index) + 1;
        expect(widthUs === 1 || widthUs <= us / 1_024).toBe(true);
      }),
    );
  });

  test.each([
    [0, 2_048],
    [2_047, 2_048],
    [2_048, 3_072],
    [2 ** 21 - 1, 12_288],
    [3_600_000_000, 23_552],
  ])("%i µs and all below need %i buckets", (us, buckets) => {
    expect(bucketsUpTo(us)).toBe(buckets);
    expect(bucketIndexOf(us)).toBeLessThan(buckets);
  });
});
