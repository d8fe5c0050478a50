// Shares of samples over time, before they are drawn.

import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "../../../src/metrics/histogram.js";
import type { TrendMetric } from "../../../src/metrics/run-report.js";
import { everyHundredth } from "../../../src/report/every-hundredth.js";
import { cumulativeCurves, cumulativeTimeAxis } from "../../../src/web/data/cumulative-curves.js";
import type { DrawnTrend } from "../../../src/web/data/trend-choices.js";

const lane = { key: "[]", label: "all", colour: 0 };

function trendOf(count: number, figures: Partial<TrendMetric> = {}): TrendMetric {
  return { name: "t", tags: {}, kind: "trend", unit: "us", count, ...figures };
}

function drawnOf(samples: readonly number[]): DrawnTrend {
  const histogram = new LatencyHistogram();
  for (const us of samples) histogram.record(us);
  const points = histogram.percentileCurve();
  return {
    trend: trendOf(samples.length),
    points,
    hundredths: everyHundredth(histogram),
    lane,
    label: "all",
  };
}

function pointsOf(drawn: DrawnTrend): readonly (readonly [number, number | undefined])[] {
  return cumulativeCurves([drawn])[0]?.points ?? [];
}

describe("the share of samples over time", () => {
  test("has a point for every hundredth, and the tail above 99%", () => {
    const points = pointsOf(drawnOf(Array.from({ length: 1_000 }, (_, index) => index + 1)));
    expect(points.slice(0, 3)).toEqual([
      [1, 0],
      [10, 1],
      [20, 2],
    ]);
    expect(points.find(([us]) => us === 990)).toEqual([990, 99]);
    expect(points.filter(([us]) => us > 990).length).toBeGreaterThan(5);
    expect(points.at(-1)).toEqual([1_000, 100]);
  });

  test("rises straight up where many samples took the same time, and is flat between two kinds of answers", () => {
    const samples = [...Array.from({ length: 30 }, () => 100), ...Array.from({ length: 70 }, () => 2_000)];
    expect(pointsOf(drawnOf(samples))).toEqual([
      [99.5, 0],
      [100, 30],
      [1_999.5, 31],
      [2_000, 100],
    ]);
  });

  test("begins at 1 µs where samples took less, for a logarithmic axis has no place for 0", () => {
    expect(pointsOf(drawnOf([0, 0, 1, 8]))).toEqual([
      [1, 75],
      [7.5, 76],
      [8, 100],
    ]);
  });

  test("has the percentiles of the report where no histogram is known", () => {
    const trend = trendOf(100, { min: 10, p50: 20, p90: 40, p99: 80, max: 90 });
    expect(pointsOf({ trend, points: undefined, lane, label: "all" })).toEqual([
      [10, 0],
      [20, 50],
      [40, 90],
      [80, 99],
      [90, 100],
    ]);
  });

  test("has an axis as long as its curves, with ticks at 1, 2 and 5", () => {
    const axis = cumulativeTimeAxis("t", [
      {
        label: "",
        colour: 0,
        points: [
          [11, 0],
          [100, 100],
        ],
      },
    ]);
    expect(axis.range?.map((us) => Number(us.toFixed(6)))).toEqual([10, 110]);
    expect(axis.ticks).toEqual([10, 20, 50, 100]);
  });
});
