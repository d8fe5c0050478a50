import { describe, expect, it } from "vitest";
import type { ReportMetric, SeriesPoint } from "../../../../src/metrics/run-report.js";
import { ratesSoFar } from "../../../../src/web/console/data/live-rates.js";

const sent = (tags: SeriesPoint["tags"], count: number): ReportMetric => ({
  name: "ws_msgs_sent",
  kind: "counter",
  unit: "1",
  tags,
  count,
  ratePerSecond: 1,
});

function point(atMs: number, tags: SeriesPoint["tags"], count: number, spanMs?: number): SeriesPoint {
  return {
    atMs,
    tags,
    counters: { ws_msgs_sent: count },
    gauges: {},
    trends: {},
    ...(spanMs !== undefined && { spanMs }),
  };
}

const rates = (metrics: readonly ReportMetric[], points: readonly SeriesPoint[]): readonly number[] =>
  ratesSoFar(metrics, points).flatMap((metric) => (metric.kind === "counter" ? [metric.ratePerSecond] : []));

describe("the rates of a run under way", () => {
  const warmUp = { load: "a", phase: "warm-up" };
  const steady = { load: "a", phase: "steady" };

  it("are over the seconds of their own phase, not over the whole run", () => {
    const points = [
      point(1_000, warmUp, 100),
      point(2_000, warmUp, 0),
      point(2_000, steady, 100),
      point(3_000, warmUp, 0),
      point(3_000, steady, 102),
    ];
    expect(rates([sent(warmUp, 100), sent(steady, 202)], points)).toEqual([100, 101]);
  });

  it("count a second once that several metrics of the phase share, and a longer point as long as it is", () => {
    const points = [
      point(1_000, steady, 50),
      point(1_000, { ...steady, status: "101" }, 1),
      point(11_000, steady, 450, 10_000),
    ];
    expect(rates([sent(steady, 500), sent({ ...steady, status: "101" }, 11)], points)).toEqual([500 / 11, 1]);
  });

  it("stay as they were told where there are no phases", () => {
    const metrics = [sent({ scenario: "text" }, 5)];
    expect(ratesSoFar(metrics, [point(1_000, { scenario: "text" }, 5)])).toBe(metrics);
  });
});
