// The points of the plots, before they are drawn.

import { describe, expect, test } from "vitest";
import type { SeriesPoint } from "../../../src/metrics/run-report.js";
import { lanesOf } from "../../../src/web/data/lanes.js";
import { formatPercentile, percentilePlot } from "../../../src/web/data/percentile-curves.js";
import {
  latencyOverTime,
  rateOverTime,
  runTimeAxis,
  warmUpShades,
} from "../../../src/web/data/time-curves.js";
import { trendChoices } from "../../../src/web/data/trend-choices.js";
import { valueAt } from "../../../src/web/plots/curve.js";
import { plainSource } from "../report-source.js";
import { sampleReport } from "../sample-report.js";

describe("latency by percentile", () => {
  const trend = {
    name: "t",
    tags: {},
    kind: "trend",
    unit: "us",
    count: 100,
    min: 10,
    p50: 20,
    p90: 40,
    p99: 80,
    max: 90,
  } as const;
  const lane = { key: "[]", label: "all", colour: 0 };
  const drawn = { trend: { ...trend, tags: {} }, points: undefined, lane, label: "all" };

  test("x is 1 / (1 - p), and the slowest of 100 samples stands at 200, in the middle of the last hundredth", () => {
    const { curves, coarse } = percentilePlot([drawn]);
    const points = curves[0]?.points.map(([x, y]) => [Number(x.toFixed(6)), y]);
    expect(points).toEqual([
      [2, 20],
      [10, 40],
      [100, 80],
      [200, 90],
    ]);
    expect(coarse).toBe(true);
  });

  test("the curve of the histogram goes before the few percentiles of the report", () => {
    const points = [
      [0, 10],
      [50, 21],
      [100, 90],
    ] as const;
    const { curves, coarse } = percentilePlot([{ ...drawn, points, dash: [6, 4] }]);
    expect(curves).toEqual([
      {
        label: "all",
        colour: 0,
        dash: [6, 4],
        points: [
          [2, 21],
          [200, 90],
        ],
      },
    ]);
    expect(coarse).toBe(false);
  });

  test("warm-up is not drawn", () => {
    const metrics = [{ ...trend, tags: { phase: "warm-up" } }];
    expect(trendChoices(plainSource(sampleReport({ metrics })))).toEqual([]);
  });

  test.each([
    [0, "0%"],
    [0.5, "50%"],
    [0.75, "75%"],
    [0.9, "90%"],
    [0.99, "99%"],
    [0.999, "99.9%"],
    [0.9999, "99.99%"],
    [0.999999, "99.9999%"],
  ])("a share of %f is written %s", (share, text) => {
    expect(formatPercentile(share)).toBe(text);
  });
});

describe("over time", () => {
  const lanes = lanesOf([{}]);
  const drawn = lanes.map((lane) => ({ lane, name: "t", label: lane.label }));
  const point = (atMs: number, changes: Partial<SeriesPoint> = {}): SeriesPoint => ({
    atMs,
    spanMs: 1_000,
    tags: {},
    counters: { n: 500 },
    gauges: {},
    trends: {},
    ...changes,
  });

  test("a rate is the increase over the time of the point, at its middle", () => {
    const points = [point(1_000), point(3_000, { spanMs: 2_000 })];
    expect(rateOverTime(points, "n", lanes)[0]?.points).toEqual([
      [0.5, 500],
      [2, 250],
    ]);
  });

  test("a pause breaks the curve", () => {
    const points = [point(1_000), point(6_000)];
    expect(rateOverTime(points, "n", lanes)[0]?.points).toEqual([
      [0.5, 500],
      [3, undefined],
      [5.5, 500],
    ]);
  });

  test("a last second cut short is left out", () => {
    expect(rateOverTime([point(1_000), point(1_050, { spanMs: 50 })], "n", lanes)[0]?.points).toEqual([
      [0.5, 500],
    ]);
  });

  const figures = { count: 5, p50: 1, p90: 2, p99: 3, max: 4 };
  const warmUp = { phase: "warm-up" };
  const steady = { phase: "steady" };

  test("where warm-up and steady share a second, counts add up, and latency is of the measured part", () => {
    const points = [
      point(1_000, { tags: steady, counters: { n: 7 }, trends: { t: figures } }),
      point(1_000, { tags: warmUp, trends: { t: { ...figures, p50: 99 } } }),
    ];
    expect(rateOverTime(points, "n", lanes)[0]?.points).toEqual([[0.5, 507]]);
    expect(latencyOverTime(points, drawn)[0]?.points).toEqual([[0.5, 1]]);
    expect(warmUpShades(points)).toEqual([]);
  });

  test("only seconds of nothing but warm-up are shaded, not those in which its counters stand still", () => {
    const points = [point(1_000, { tags: warmUp }), point(2_000, { tags: warmUp, counters: { n: 0 } })];
    expect(warmUpShades(points)).toEqual([{ from: 0, to: 1 }]);
  });

  test("a lane at rest while another works is blank; a stall of all is 0", () => {
    const both = lanesOf([{ a: "1" }, { a: "2" }]);
    const points = [
      point(1_000, { tags: { a: "1" } }),
      point(2_000, { tags: { a: "1" }, counters: { n: 0 } }),
      point(2_000, { tags: { a: "2" } }),
      point(3_000, { tags: { a: "2" }, counters: { n: 0 } }),
    ];
    expect(rateOverTime(points, "n", both).map((curve) => curve.points)).toEqual([
      [[0.5, 500]],
      [
        [1.5, 500],
        [2.5, 0],
      ],
    ]);
  });

  test("latency has the median, 99% and slowest of each second", () => {
    const trends = { t: { count: 5, p50: 1, p90: 2, p99: 3, max: 4 } };
    const curves = latencyOverTime([point(1_000, { trends })], drawn);
    expect(curves.map(({ label, points }) => [label, points])).toEqual([
      ["median", [[0.5, 1]]],
      ["99%", [[0.5, 3]]],
      ["slowest", [[0.5, 4]]],
    ]);
  });

  test("the axis begins with the run and ends with its last point", () => {
    expect(runTimeAxis([point(1_000), point(2_500)]).range).toEqual([0, 2.5]);
  });
});

test.each([
  [600, 599.96, "600 s", undefined],
  [601, 0, "0 min", 60],
  [3_600, 90, "1 min 30 s", 60],
  [3_600, 1_799.6, "30 min", 60],
])("the axis of a run of %f s says of %f s: %s", (seconds, value, words, firstStep) => {
  const end = { atMs: seconds * 1_000, tags: {}, counters: {}, gauges: {}, trends: {} };
  const axis = runTimeAxis([end]);
  expect([axis.format(value), axis.increments?.[0]]).toEqual([words, firstStep]);
});

test.each([
  [0, undefined],
  [1, 10],
  [1.4, 10],
  [1.6, 20],
  [2.4, 20],
  [3, undefined],
  [5, 40],
  [5.1, undefined],
])("the value of a curve at x = %f is %s: its nearest point's", (x, value) => {
  const points = [
    [1, 10],
    [2, 20],
    [3, undefined],
    [5, 40],
  ] as const;
  expect(valueAt({ label: "", colour: 0, points }, x)).toBe(value);
});
