import { describe, expect, test } from "vitest";
import { joinPoints } from "../../src/figures/join-points.js";
import type { SeriesPoint } from "../../src/metrics/run-report.js";
import { TimeSeries } from "../../src/metrics/time-series.js";

function point(second: number, changes: Partial<SeriesPoint> = {}): SeriesPoint {
  return {
    atMs: second * 1_000,
    spanMs: 1_000,
    tags: {},
    counters: { n: 1 },
    gauges: {},
    trends: {},
    ...changes,
  };
}

function spansOf(series: TimeSeries): (number | undefined)[] {
  return series.points().map((one) => (one.spanMs ?? 0) / 1_000);
}

describe("joining two points", () => {
  test("sums counters, keeps the last gauges and the worse percentiles", () => {
    const quiet = { count: 10, p50: 100, p90: 200, p99: 900, max: 1_000 };
    const slow = { count: 5, p50: 400, p90: 500, p99: 600, max: 700 };
    expect(
      joinPoints(
        point(1, { counters: { a: 1, b: 2 }, gauges: { g: 1, h: 7 }, trends: { t: quiet } }),
        point(2, { counters: { b: 3, c: 4 }, gauges: { g: 2 }, trends: { t: slow, u: slow } }),
      ),
    ).toEqual({
      atMs: 2_000,
      spanMs: 2_000,
      tags: {},
      counters: { a: 1, b: 5, c: 4 },
      gauges: { g: 2, h: 7 },
      trends: { t: { count: 15, p50: 400, p90: 500, p99: 900, max: 1_000 }, u: slow },
    });
  });
});

test("joining two points adds up their heat, and keeps that of one alone", () => {
  const figures = { count: 3, p50: 1, p90: 1, p99: 1, max: 1 };
  const heatOf = (a?: string, b?: string): string | undefined =>
    joinPoints(
      point(1, { trends: { t: a === undefined ? figures : { ...figures, heat: a } } }),
      point(2, { trends: { t: b === undefined ? figures : { ...figures, heat: b } } }),
    ).trends.t?.heat;
  expect(heatOf("3:1,2", "4:1;9:7")).toBe("3:1,3;9:7");
  expect(heatOf("3:1", undefined)).toBe("3:1");
  expect(heatOf()).toBeUndefined();
});

describe("a series of at most 4 points", () => {
  test.each([
    { seconds: 1, spans: [1] },
    { seconds: 4, spans: [1, 1, 1, 1] },
    { seconds: 5, spans: [2, 2, 1] },
    { seconds: 6, spans: [2, 2, 2] },
    { seconds: 8, spans: [2, 2, 2, 2] },
    { seconds: 9, spans: [4, 4, 1] },
    { seconds: 17, spans: [8, 8, 1] },
  ])("after $seconds s has points of $spans s", ({ seconds, spans }) => {
    const series = new TimeSeries(4);
    for (let second = 1; second <= seconds; second++) series.append(point(second));
    expect(spansOf(series)).toEqual(spans);
  });

  test("loses no count over a day", () => {
    const series = new TimeSeries();
    for (let second = 1; second <= 86_400; second++) series.append(point(second));
    const points = series.points();
    expect(points).toHaveLength(2_700);
    expect(points.reduce((sum, one) => sum + (one.counters.n ?? 0), 0)).toBe(86_400);
    expect(points.every((one) => one.spanMs === 32_000)).toBe(true);
  });
});
