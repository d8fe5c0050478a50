// Curves, tiles and words of runs with loads.

import { beforeAll, describe, expect, test } from "vitest";
import type {
  ReportMetric,
  RunReport,
  SeriesPoint,
  Tags,
  TrendMetric,
} from "../../../src/metrics/run-report.js";
import { measuredTrends } from "../../../src/web/data/measured-trends.js";
import { runFacts } from "../../../src/web/data/run-facts.js";
import { latencyOverTime } from "../../../src/web/data/time-curves.js";
import { connectionsOverTime, troubleOverTime } from "../../../src/web/data/traffic-curves.js";
import { bestOfLanes, trendChoices } from "../../../src/web/data/trend-choices.js";
import { openLoadReport } from "../open-load-report.js";
import { plainSource, writtenSource } from "../report-source.js";
import { sampleReport } from "../sample-report.js";

let open: RunReport;
beforeAll(async () => {
  open = await openLoadReport();
});

function trend(name: string, tags: Tags, p50: number, p99: number): TrendMetric {
  return { name, tags: { ...tags }, kind: "trend", unit: "us", count: 10, p50, p99, max: p99 };
}

describe("phases of one load", () => {
  const metrics = (["ramp-up", "steady"] as const).map((phase) =>
    trend("ws_ping", { load: "a", phase }, 1, 2),
  );

  test("are one distribution in the page that wsrig writes", async () => {
    const written = writtenSource(open);
    expect(measuredTrends(written, "generator_gc_pause")).toHaveLength(2);
    const merged = { trend: trend("ws_ping", { load: "a" }, 1, 2), points: [[100, 2]] as const };
    const source = { ...plainSource(sampleReport({ metrics })), merged: [merged] };
    expect(measuredTrends(source, "ws_ping")).toEqual([merged]);
  });

  test("are told apart where the report was opened as plain JSON", () => {
    const [choice] = trendChoices(plainSource(sampleReport({ metrics })));
    expect(choice?.trends.map(({ label, lane }) => [label, lane.colour])).toEqual([
      ["ramp-up", 0],
      ["steady", 1],
    ]);
  });
});

test("a load has the same colour everywhere, whichever measured first", () => {
  const loads = ["a", "idle", "b"].map(
    (name) => ({ name, description: "", model: "open", hasDueTimes: true }) as const,
  );
  const series: SeriesPoint[] = ["b", "a"].map((load) => ({
    atMs: 1_000,
    tags: { load },
    counters: {},
    gauges: { ws_open_connections: 1 },
    trends: {},
  }));
  const metrics = ["b", "a"].map((load) => trend("ws_msg_latency", { load, phase: "steady" }, 1, 2));
  const report = sampleReport({ loads, metrics, series });
  const expected = [
    ["a", 0],
    ["b", 2],
  ];
  const facts = runFacts(plainSource(report));
  expect(facts.lanes.map(({ lane }) => [lane.label, lane.colour])).toEqual(expected);
  const [choice] = trendChoices(plainSource(report));
  expect(choice?.trends.map(({ label, lane }) => [label, lane.colour])).toEqual(expected);
  expect(connectionsOverTime(report).map(({ label, colour }) => [label.split(",")[0], colour])).toEqual(
    expected,
  );
});

test("both message latencies of a load are drawn in one colour, service dashed", () => {
  const [choice] = trendChoices(writtenSource(open));
  expect(choice?.title).toBe("Message latency (corrected and service)");
  expect(choice?.trends.map(({ label, lane, dash }) => [label, lane.colour, dash])).toEqual([
    ["orders, corrected", 0, undefined],
    ["orders, service", 0, [6, 4]],
    ["chat, corrected", 1, undefined],
    ["chat, service", 1, [6, 4]],
  ]);
});

describe("over the seconds", () => {
  const point = (second: number, changes: Partial<SeriesPoint>): SeriesPoint => ({
    atMs: second * 1_000,
    spanMs: 1_000,
    tags: {},
    counters: {},
    gauges: {},
    trends: {},
    ...changes,
  });

  test("errors are told by step and code over all loads, and are 0 where none happened", () => {
    const tags = { step: "tcp", code: "ECONNREFUSED" };
    const series = [
      point(1, { counters: { ws_msgs_lost: 0, ws_msgs_late: 4 } }),
      point(2, { tags: { ...tags, load: "a" }, counters: { ws_errors: 2 } }),
      point(2, { tags: { ...tags, load: "b" }, counters: { ws_errors: 3 } }),
    ];
    expect(troubleOverTime(series).map(({ label, points }) => [label, points])).toEqual([
      [
        "errors: tcp ECONNREFUSED",
        [
          [0.5, 0],
          [1.5, 5],
        ],
      ],
      [
        "late messages",
        [
          [0.5, 4],
          [1.5, 0],
        ],
      ],
    ]);
  });

  test("the latency of a load without due times is its service latency, and says so", () => {
    const figures = (us: number) => ({ count: 1, p50: us, p90: us, p99: us, max: us });
    const of = (load: string, names: readonly string[]): readonly ReportMetric[] =>
      names.map((name) => trend(name, { load, phase: "steady" }, 1, 2));
    const both = ["ws_msg_latency", "ws_msg_latency_corrected"];
    const metrics = [...of("residents", both), ...of("visitors", ["ws_msg_latency"])];
    const [choice] = trendChoices(plainSource(sampleReport({ metrics })));
    if (choice === undefined) throw new Error("there are latencies");
    const best = bestOfLanes(choice);
    expect(best.map(({ label, name }) => [label, name])).toEqual([
      ["residents", "ws_msg_latency_corrected"],
      ["visitors, service", "ws_msg_latency"],
    ]);
    const series = [
      point(1, {
        tags: { load: "residents", phase: "steady" },
        trends: { ws_msg_latency: figures(1), ws_msg_latency_corrected: figures(5) },
      }),
      point(1, { tags: { load: "visitors", phase: "steady" }, trends: { ws_msg_latency: figures(7) } }),
    ];
    const medians = latencyOverTime(series, best).filter(({ label }) => label.endsWith("median"));
    expect(medians.map(({ label, points }) => [label, points])).toEqual([
      ["residents, median", [[0.5, 5]]],
      ["visitors, service, median", [[0.5, 7]]],
    ]);
  });

  test("nine loads have nine curves of their connections", () => {
    const loads = Array.from({ length: 9 }, (_, index) => `load ${index + 1}`);
    const series = loads.map((load) => point(1, { tags: { load }, gauges: { ws_open_connections: 1 } }));
    expect(connectionsOverTime({ series, loads: [] }).map(({ label }) => label)).toEqual(
      loads.map((load) => `${load}, connections`),
    );
  });

  test("connections and clients are levels, load by load", () => {
    expect(connectionsOverTime(open).map(({ label, points }) => [label, points[22]?.[1]])).toEqual([
      ["orders, connections", 90],
      ["chat, connections", 41],
      ["orders, clients", 100],
      ["chat, clients", 41],
    ]);
  });
});
