// What a terminal shows of many metrics.

import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { CounterMetric, TrendMetric } from "../../src/metrics/run-report.js";
import { keyCounters, keyTrends, namedCounters } from "../../src/report/key-figures.js";
import { renderText } from "../../src/report/text.js";
import { smallReport } from "./small-report.js";

function trend(
  name: string,
  tags: Record<string, string>,
  latenciesUs: readonly number[] = [1],
): TrendMetric {
  const histogram = new LatencyHistogram();
  for (const us of latenciesUs) histogram.record(us);
  return trendMetric(name, tags, histogram);
}
function counter(name: string, tags: Record<string, string>, count: number): CounterMetric {
  return { name, tags, kind: "counter", unit: "1", count, ratePerSecond: count / 2 };
}
const none = new Set<string>();

describe("key trends", () => {
  test("are those a reader acts on and a scenario's own, in a fixed order, without warm-up", () => {
    const metrics = [
      trend("login_time", {}),
      trend("ws_handshake_tcp", {}),
      trend("ws_connecting", {}),
      trend("ws_msg_latency", { phase: "warm-up" }),
      trend("ws_msg_latency", { phase: "steady" }),
      trend("ws_ping", {}, []),
    ];
    expect(keyTrends(metrics, 12).map(({ name, tags }) => [name, tags])).toEqual([
      ["ws_msg_latency", { phase: "steady" }],
      ["ws_connecting", {}],
      ["login_time", {}],
    ]);
  });

  test("are merged over scenarios only where the rows would be too many, and then exactly", () => {
    const metrics = [
      trend("ws_ping", { scenario: "a" }, [100, 5_000_001]),
      trend("ws_ping", { scenario: "b" }, [300]),
      trend("ws_ping", { delivery: "whole" }, [7]),
    ];
    expect(keyTrends(metrics, 3)).toEqual(metrics);
    expect(keyTrends(metrics, 2)).toEqual([
      trend("ws_ping", { scenario: "*" }, [100, 5_000_001, 300]),
      trend("ws_ping", { delivery: "whole" }, [7]),
    ]);
  });
});

describe("counters", () => {
  test("that are key ones leave out zeros and errors", () => {
    const metrics = [
      counter("own", {}, 1),
      counter("ws_msgs_sent", {}, 4),
      counter("data_sent", {}, 0),
      counter("ws_errors", {}, 3),
      counter("ws_frames_sent", {}, 9),
    ];
    expect(keyCounters(metrics, 12, new Set(["ws_errors"])).map(({ name }) => name)).toEqual([
      "ws_msgs_sent",
      "own",
    ]);
    expect(namedCounters(metrics, 12, new Set(["ws_errors"]))).toEqual([counter("ws_errors", {}, 3)]);
  });

  test("merged over scenarios have their sum and no rate", () => {
    const metrics = [
      counter("ws_msgs_sent", { scenario: "a" }, 4),
      counter("ws_msgs_sent", { scenario: "b" }, 6),
    ];
    expect(keyCounters(metrics, 1, none)).toEqual([
      { ...counter("ws_msgs_sent", { scenario: "*" }, 10), ratePerSecond: 0 },
    ]);
  });
});

test("the terminal shows at most 12 rows of each table, and how many more there are", () => {
  const metrics = [
    ...Array.from({ length: 13 }, (_, n) => counter(`own_${n}`, {}, n + 1)),
    ...Array.from({ length: 20 }, (_, n) => counter("ws_msgs_sent", { scenario: `s${n}` }, 2)),
  ];
  const lines = renderText(
    smallReport({ checks: [], reasons: [], warnings: [], thresholds: [], metrics }),
  ).split("\n");
  expect(lines.slice(2)).toEqual([
    "Throughput                         total  per second",
    "  ws_msgs_sent scenario=*             40",
    "  own_0                                1         0.5",
    "  own_1                                2           1",
    "  own_2                                3         1.5",
    "  own_3                                4           2",
    "  own_4                                5         2.5",
    "  own_5                                6           3",
    "  own_6                                7         3.5",
    "  own_7                                8           4",
    "  own_8                                9         4.5",
    "  own_9                               10           5",
    "  own_10                              11         5.5",
    "  ... and 2 more; see report.json",
    "",
  ]);
});

test("the heading says what set the pace of a load", () => {
  const heading = (limitedBy: "generator" | "unknown") =>
    renderText(smallReport({ limitedBy })).split("\n")[0];
  expect(heading("generator")).toBe(
    "FAIL  wsrig check  ws://127.0.0.1:4000/  2.5 s  limited by the generator",
  );
  expect(heading("unknown")).toBe("FAIL  wsrig check  ws://127.0.0.1:4000/  2.5 s");
});
