// The cells of a heat map.

import { beforeAll, describe, expect, test } from "vitest";
import type { RunReport, SeriesPoint, Tags } from "../../../src/metrics/run-report.js";
import { loadGroups } from "../../../src/web/data/figure-groups.js";
import { heatGrid, heatOptions } from "../../../src/web/data/heat-grid.js";
import { openLoadReport } from "../open-load-report.js";
import { sampleReport } from "../sample-report.js";

let open: RunReport;
beforeAll(async () => {
  open = await openLoadReport();
});

function point(second: number, tags: Tags, heat: string): SeriesPoint {
  const t = { count: 1, p50: 1, p90: 1, p99: 1, max: 1, heat };
  return { atMs: second * 1_000, spanMs: 1_000, tags: { ...tags }, counters: {}, gauges: {}, trends: { t } };
}
const all = { name: "t", load: undefined, phase: "all" } as const;

describe("a heat map", () => {
  test("adds up what was measured in one second", () => {
    const grid = heatGrid(
      [point(1, { load: "a" }, "3:1,2;9:4"), point(1, { load: "b" }, "4:5"), point(2, {}, "8:1")],
      all,
    );
    expect(grid).toEqual({
      columns: [
        {
          fromSeconds: 0,
          toSeconds: 1,
          counts: new Map([
            [3, 1],
            [4, 7],
            [9, 4],
          ]),
        },
        { fromSeconds: 1, toSeconds: 2, counts: new Map([[8, 1]]) },
      ],
      lowestBucket: 3,
      highestBucket: 9,
      most: 7,
    });
  });

  test("shows the chosen load and phase", () => {
    const series = [
      point(1, { load: "a", phase: "warm-up" }, "1:1"),
      point(2, { load: "a", phase: "ramp-up" }, "2:1"),
      point(3, { load: "b", phase: "steady" }, "3:1"),
    ];
    const load = { label: "a", colour: 0, by: { tag: "load", value: "a" } };
    const buckets = (choice: Partial<typeof all> | object): unknown =>
      heatGrid(series, { ...all, ...choice })?.columns.map(({ counts }) => [...counts.keys()]);
    expect(buckets({})).toEqual([[1], [2], [3]]);
    expect(buckets({ phase: "measured" })).toEqual([[2], [3]]);
    expect(buckets({ phase: { name: "ramp-up" } })).toEqual([[2]]);
    expect(buckets({ load })).toEqual([[1], [2]]);
    expect(buckets({ load, phase: { name: "steady" } })).toBeUndefined();
    expect(buckets({ name: "u" })).toBeUndefined();
  });

  test("leaves out what checks measured beside a load", () => {
    const scenario = { scenario: "text" };
    const steady = { phase: "steady" };
    const buckets = (...series: readonly SeriesPoint[]): unknown =>
      heatGrid(series, all)?.columns.map(({ counts }) => [...counts.keys()]);
    expect(buckets(point(1, scenario, "1:1"), point(2, steady, "2:1"))).toEqual([[2]]);
    expect(buckets(point(1, scenario, "1:1"))).toEqual([[1]]);
  });

  test("of an hour joins seconds, and loses no sample", () => {
    const series = Array.from({ length: 3_600 }, (_, second) => point(second + 1, {}, `${second % 7}:2`));
    const grid = heatGrid(series, all);
    expect(grid?.columns).toHaveLength(450);
    expect(grid?.columns[1]).toMatchObject({ fromSeconds: 8, toSeconds: 16 });
    const counts = grid?.columns.flatMap((column) => [...column.counts.values()]) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7_200);
  });

  test("of a real run has every measured sample", () => {
    const [orders] = loadGroups(open);
    const grid = heatGrid(open.series, { name: "ws_msg_latency_corrected", load: orders, phase: "measured" });
    const counts = grid?.columns.flatMap((column) => [...column.counts.values()]) ?? [];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_751);
    expect(grid?.columns).toHaveLength(27);
  });
});

test("what can be chosen is what the report has", () => {
  const { times, loads, phases } = heatOptions(open);
  expect(times.map(({ label }) => label)).toEqual(["Corrected", "Service", "Lateness"]);
  expect(loads.map(({ label }) => label)).toEqual(["orders", "chat"]);
  expect(phases).toEqual(["warm-up", "steady"]);
  expect(heatOptions(sampleReport())).toEqual({ times: [], loads: [], phases: [] });
});
