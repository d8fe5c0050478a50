// The latency histogram against a list of all latencies, sorted.

import fc from "fast-check";
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64 } from "hdr-histogram-js";
import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "../../src/metrics/histogram.js";

const latencyUs = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }),
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.integer({ min: 0, max: 2 ** 40 }),
);
const latencies = fc.array(latencyUs, { minLength: 1, maxLength: 300 });
const percentiles = [0, 0.1, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100];

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const us of values) histogram.record(us);
  return histogram;
}

/** The smallest value that at least `percentile` % do not exceed, in exact integer arithmetic. */
function oraclePercentileUs(values: readonly number[], percentile: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const hundredths = BigInt(Math.round(percentile * 100));
  const rank = Number((hundredths * BigInt(sorted.length) + 9_999n) / 10_000n);
  return sorted[Math.max(1, rank) - 1] ?? Number.NaN;
}

function figuresOf(histogram: LatencyHistogram): unknown {
  const { count, minUs, maxUs } = histogram;
  return { count, minUs, maxUs, buckets: [...histogram.buckets()] };
}

describe("percentiles", () => {
  test("are within 1/1,024 above the sorted list's, and never below", () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const histogram = histogramOf(values);
        for (const percentile of percentiles) {
          const trueUs = oraclePercentileUs(values, percentile);
          const us = histogram.percentileUs(percentile) ?? Number.NaN;
          expect(us).toBeGreaterThanOrEqual(trueUs);
          expect(us).toBeLessThanOrEqual(trueUs + trueUs / 1_024);
        }
      }),
    );
  });

  test("are exact below 2,048 µs", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2_047 }), { minLength: 1 }), (values) => {
        const histogram = histogramOf(values);
        for (const p of percentiles) expect(histogram.percentileUs(p)).toBe(oraclePercentileUs(values, p));
      }),
    );
  });

  test.each([
    { percentile: 50, us: 500 },
    { percentile: 90, us: 900 },
    { percentile: 99, us: 990 },
    { percentile: 99.9, us: 999 },
    { percentile: 99.91, us: 1_000 },
    { percentile: 0, us: 1 },
    { percentile: 100, us: 1_000 },
  ])("of 1 to 1,000 µs: p$percentile is $us µs", ({ percentile, us }) => {
    expect(histogramOf(Array.from({ length: 1_000 }, (_, i) => i + 1)).percentileUs(percentile)).toBe(us);
  });

  test("never leave the exact minimum and maximum, which lie inside a bucket", () => {
    const histogram = histogramOf([5_000_001]);
    expect(percentiles.map((p) => histogram.percentileUs(p))).toEqual(percentiles.map(() => 5_000_001));
  });

  test("of nothing are undefined", () => {
    const { count, minUs, maxUs, meanUs, stdevUs } = new LatencyHistogram();
    expect({ count, minUs, maxUs, meanUs, stdevUs }).toEqual({ count: 0 });
    expect(new LatencyHistogram().percentileUs(50)).toBeUndefined();
    expect(new LatencyHistogram().percentileCurve()).toEqual([]);
  });

  test.each([-0.1, 100.1, Number.NaN])("%d is no percentile", (percentile) => {
    expect(() => histogramOf([1]).percentileUs(percentile)).toThrow(
      `percentile is ${percentile}; must be 0 to 100`,
    );
  });
});

describe("recording", () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, 2 ** 48, "12" as unknown as number])(
    "%s is refused and counts nowhere",
    (us) => {
      const histogram = histogramOf([10]);
      expect(() => histogram.record(us)).toThrow(
        expect.objectContaining({
          code: "metric-invalid-sample",
          message: `latency is ${us}; must be an integer in µs, 0 to 2^48 - 1`,
        }),
      );
      expect(figuresOf(histogram)).toEqual(figuresOf(histogramOf([10])));
    },
  );

  test("takes 0 and the longest latency, 2^48 - 1 µs, whatever came first", () => {
    const histogram = histogramOf([0, 2 ** 48 - 1, 7]);
    expect([0, 50, 100].map((p) => histogram.percentileUs(p))).toEqual([0, 7, 2 ** 48 - 1]);
  });

  test("keeps the mean and standard deviation of the latencies themselves", () => {
    const histogram = histogramOf([5_000_001, 5_000_003, 5_000_005, 5_000_011]);
    expect(histogram.meanUs).toBe(5_000_005);
    expect(histogram.stdevUs).toBeCloseTo(Math.sqrt(14), 2);
  });

  test("after a reset is as in a new histogram", () => {
    fc.assert(
      fc.property(latencies, latencies, (before, after) => {
        const histogram = histogramOf(before);
        histogram.reset();
        for (const us of after) histogram.record(us);
        expect(figuresOf(histogram)).toEqual(figuresOf(histogramOf(after)));
        expect(histogram.meanUs).toBe(histogramOf(after).meanUs);
      }),
    );
  });
});

describe("merging", () => {
  test("merge(a, b) is record(a then b), bucket for bucket", () => {
    fc.assert(
      fc.property(fc.array(latencyUs), fc.array(latencyUs), (a, b) => {
        const merged = histogramOf(a);
        merged.merge(histogramOf(b));
        const recorded = histogramOf([...a, ...b]);
        expect(figuresOf(merged)).toEqual(figuresOf(recorded));
        expect(merged.meanUs).toEqual(recorded.meanUs);
      }),
    );
  });

  test("leaves the other histogram as it was", () => {
    const other = histogramOf([1, 2, 3]);
    histogramOf([9]).merge(other);
    expect(figuresOf(other)).toEqual(figuresOf(histogramOf([1, 2, 3])));
  });
});

describe("base64", () => {
  test("comes back bucket for bucket, with the exact figures kept beside", () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const histogram = histogramOf(values);
        const { minUs, maxUs, meanUs, stdevUs } = histogram;
        const back = LatencyHistogram.fromBase64(histogram.toBase64(), { minUs, maxUs, meanUs, stdevUs });
        expect(figuresOf(back)).toEqual(figuresOf(histogram));
        expect(back.meanUs).toBeCloseTo(histogram.meanUs ?? Number.NaN, 2);
        for (const p of percentiles) expect(back.percentileUs(p)).toBe(histogram.percentileUs(p));
      }),
    );
  });

  test("without the exact figures is within a bucket's width of them", () => {
    const back = LatencyHistogram.fromBase64(histogramOf([5_000_001, 9_000_001]).toBase64());
    expect([back.minUs, back.maxUs]).toEqual([4_997_120, 9_003_007]);
    expect(back.meanUs).toBeCloseTo(7_000_000, -4);
  });

  test("is what hdr-histogram-js itself writes for the same latencies", () => {
    const values = [0, 1, 1, 2_047, 2_048, 77_777, 1_234_567];
    const hdr = build({ bitBucketSize: 64, autoResize: true, highestTrackableValue: 2 });
    for (const us of values) hdr.recordValue(us);
    expect(histogramOf(values).toBase64()).toBe(encodeIntoCompressedBase64(hdr));
  });

  test("is read by hdr-histogram-js", () => {
    const hdr = decodeFromCompressedBase64(histogramOf([100, 200, 300, 400]).toBase64());
    expect([hdr.totalCount, hdr.getValueAtPercentile(50), hdr.maxValue]).toEqual([4, 200, 400]);
  });

  test("of an HdrHistogram with two digits and another unit is read within its own precision", () => {
    const coarse = build({
      bitBucketSize: 32,
      autoResize: true,
      lowestDiscernibleValue: 1_000,
      highestTrackableValue: 3_600_000_000,
      numberOfSignificantValueDigits: 2,
    });
    coarse.recordValue(250_000);
    const histogram = LatencyHistogram.fromBase64(encodeIntoCompressedBase64(coarse));
    expect(histogram.count).toBe(1);
    expect(Math.abs((histogram.percentileUs(50) ?? 0) - 250_000)).toBeLessThan(2_500);
  });

  test("of an empty histogram is an empty histogram", () => {
    expect(LatencyHistogram.fromBase64(new LatencyHistogram().toBase64()).count).toBe(0);
  });

  test.each(["", "not base64 at all!", "AAAA", "HISTFAAAAAA=", "HISTFAAAAAF4nJNpmSzMwMDAyAABzFCaEUoDAA=="])(
    "%j is refused",
    (text) => {
      expect(() => LatencyHistogram.fromBase64(text)).toThrow(
        expect.objectContaining({ code: "usage-invalid-histogram" }),
      );
    },
  );
});

describe("the percentile curve", () => {
  test("of 1 to 10 µs has five points per halving of the distance to 100 %, and the maximum", () => {
    const curve = histogramOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).percentileCurve();
    expect(curve).toEqual([
      [0, 1],
      [10, 1],
      [20, 2],
      [30, 3],
      [40, 4],
      [50, 5],
      [55, 6],
      [60, 6],
      [65, 7],
      [70, 7],
      [75, 8],
      [77.5, 8],
      [80, 8],
      [82.5, 9],
      [85, 9],
      [87.5, 9],
      [88.75, 9],
      [90, 9],
      [91.25, 10],
      [92.5, 10],
      [100, 10],
    ]); // prettier-ignore
  });

  test("rises strictly in percentiles and never falls in latency", () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const curve = histogramOf(values).percentileCurve();
        curve.slice(1).forEach(([percentile, us], index) => {
          const [percentileBefore = 0, usBefore = 0] = curve[index] ?? [];
          expect(percentile).toBeGreaterThan(percentileBefore);
          expect(us).toBeGreaterThanOrEqual(usBefore);
        });
        expect(curve.at(-1)).toEqual([100, Math.max(...values)]);
      }),
    );
  });
});

test("a delta taken away leaves what was added beside it, extremes and mean included", () => {
  fc.assert(
    fc.property(latencies, fc.array(latencies, { maxLength: 4 }), (first, others) => {
      const deltaOf = (values: readonly number[]) => histogramOf(values).toDelta() ?? expect.fail("empty");
      const [oldest, left] = [deltaOf(first), others.map(deltaOf)];
      const histogram = new LatencyHistogram();
      for (const delta of [oldest, ...left]) histogram.addDelta(delta);
      histogram.subtractDelta(oldest, left);
      const expected = histogramOf(others.flat());
      expect(figuresOf(histogram)).toEqual(figuresOf(expected));
      expect(histogram.meanUs).toBe(expected.meanUs);
      for (const p of percentiles) expect(histogram.percentileUs(p)).toBe(expected.percentileUs(p));
    }),
  );
});

test("the .hgrm text is the standard HdrHistogram distribution, here in ms", () => {
  expect(histogramOf([1_000, 1_000, 1_000, 2_000]).toHgrm(1_000)).toBe(
    [
      "       Value     Percentile TotalCount 1/(1-Percentile)",
      "",
      "       1.000 0.000000000000          3           1.00",
      "       1.000 0.100000000000          3           1.11",
      "       1.000 0.200000000000          3           1.25",
      "       1.000 0.300000000000          3           1.43",
      "       1.000 0.400000000000          3           1.67",
      "       1.000 0.500000000000          3           2.00",
      "       1.000 0.550000000000          3           2.22",
      "       1.000 0.600000000000          3           2.50",
      "       1.000 0.650000000000          3           2.86",
      "       1.000 0.700000000000          3           3.33",
      "       1.000 0.750000000000          3           4.00",
      "       2.000 0.775000000000          4           4.44",
      "       2.000 1.000000000000          4",
      "#[Mean    =        1.250, StdDeviation   =        0.433]",
      "#[Max     =        2.000, Total count    =            4]",
      "#[Buckets =            1, SubBuckets     =         2048]",
      "",
    ].join("\n"),
  );
});
