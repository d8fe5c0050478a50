import { describe, expect, it } from "vitest";
import { joinPoints } from "../../../../src/figures/join-points.js";
import type { SeriesPoint, Tags } from "../../../../src/metrics/run-report.js";
import { type LiveSeries, noSeries, seriesAfter } from "../../../../src/web/console/data/live-series.js";

const steady = { phase: "steady" };

function point(second: number, changes: Partial<SeriesPoint> = {}): SeriesPoint {
  return {
    atMs: second * 1_000,
    spanMs: 1_000,
    tags: { ...steady },
    counters: { ws_msgs_received: 10 * second },
    gauges: { ws_open_connections: second },
    trends: {
      ws_msg_latency: {
        count: second,
        p50: 100 + second,
        p90: 200 - second,
        p99: 300,
        max: 400 + second,
        heat: `${20 + second}:${second}`,
      },
    },
    ...changes,
  };
}

const seconds = (from: number, to: number, tags?: Tags): readonly SeriesPoint[] =>
  Array.from({ length: to - from + 1 }, (_, index) => point(from + index, tags && { tags: { ...tags } }));

function told(bounds: { readonly cells: number; readonly points: number }, to: number): LiveSeries {
  return seconds(1, to).reduce((series, one) => seriesAfter(series, [one], bounds), noSeries);
}

describe("the points of a run under way", () => {
  it("are kept as they came while they have room", () => {
    const series = seriesAfter(seriesAfter(noSeries, seconds(1, 2)), seconds(3, 3));
    expect(series.points).toEqual(seconds(1, 3));
    expect(series.cellMs).toBe(1_000);
  });

  it("of equal tags share one object, by which views look lanes up", () => {
    const { points } = seriesAfter(noSeries, [...seconds(1, 3), point(3, { tags: { phase: "warm-up" } })]);
    expect(new Set(points.map(({ tags }) => tags)).size).toBe(2 + 1 - 1);
    expect(points[2]?.tags).toBe(points[0]?.tags);
  });

  it("are joined by cells of 2 s when there would be more cells than asked for, and by 4 s after that", () => {
    const bounds = { cells: 4, points: 1_000 };
    expect(told(bounds, 4).points).toHaveLength(4);
    const five = told(bounds, 5);
    expect([five.cellMs, five.points.map(({ atMs, spanMs }) => [atMs, spanMs])]).toEqual([
      2_000,
      [
        [2_000, 2_000],
        [4_000, 2_000],
        [5_000, 1_000],
      ],
    ]);
    const nine = told(bounds, 9);
    expect([nine.cellMs, nine.points.map(({ atMs, spanMs }) => [atMs, spanMs])]).toEqual([
      4_000,
      [
        [4_000, 4_000],
        [8_000, 4_000],
        [9_000, 1_000],
      ],
    ]);
  });

  it("are joined as the series of a long report are: sums, last levels, the worse of two percentiles, heat added up", () => {
    const [first, second] = [point(1), point(2)];
    expect(told({ cells: 4, points: 1_000 }, 5).points[0]).toEqual(joinPoints(first, second));
    expect(joinPoints(first, second).trends.ws_msg_latency).toEqual({
      count: 3,
      p50: 102,
      p90: 199,
      p99: 300,
      max: 402,
      heat: "21:1,2",
    });
  });

  it("are joined within their tag set alone", () => {
    const both = [...seconds(1, 5), ...seconds(3, 5, { phase: "ramp" })].sort((a, b) => a.atMs - b.atMs);
    const { points } = both.reduce(
      (series, one) => seriesAfter(series, [one], { cells: 4, points: 1_000 }),
      noSeries,
    );
    expect(points.map(({ atMs, tags, counters }) => [atMs, tags.phase, counters.ws_msgs_received])).toEqual([
      [2_000, "steady", 30],
      [4_000, "steady", 70],
      [4_000, "ramp", 70],
      [5_000, "steady", 50],
      [5_000, "ramp", 50],
    ]);
  });

  it("of very many tag sets are joined for their number", () => {
    const wide = [1, 2, 3].flatMap((second) =>
      [1, 2, 3, 4].map((load) => point(second, { tags: { load: String(load) } })),
    );
    const series = seriesAfter(noSeries, wide, { cells: 900, points: 10 });
    expect([series.cellMs, series.points.length]).toEqual([2_000, 8]);
  });

  it("of an hour of four tag sets are 900 each, with every message counted", () => {
    let series = noSeries;
    for (let second = 1; second <= 3_600; second++) {
      series = seriesAfter(
        series,
        [1, 2, 3, 4].map((load) => ({
          ...point(second, { tags: { load: String(load) } }),
          counters: { ws_msgs_received: 500 },
        })),
      );
    }
    expect([series.cellMs, series.points.length]).toEqual([4_000, 3_600]);
    const received = series.points.reduce((sum, { counters }) => sum + (counters.ws_msgs_received ?? 0), 0);
    expect(received).toBe(4 * 3_600 * 500);
  });
});
