// The tiles of runs with loads.

import { beforeAll, expect, test } from "vitest";
import type {
  CounterMetric,
  ReportMetric,
  RunReport,
  SeriesPoint,
  Tags,
  TrendMetric,
} from "../../../src/metrics/run-report.js";
import { runFacts } from "../../../src/web/data/run-facts.js";
import { runTiles } from "../../../src/web/data/run-tiles.js";
import { trendChoices } from "../../../src/web/data/trend-choices.js";
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

function counter(name: string, tags: Tags, count: number, ratePerSecond: number): CounterMetric {
  return { name, tags: { ...tags }, kind: "counter", unit: "1", count, ratePerSecond };
}

/** Label, numbers and note of every tile but the last, which has the duration. */
function tilesOf(changes: Partial<RunReport>): readonly (readonly string[])[] {
  const report = sampleReport({ checks: [], series: [], ...changes });
  return runTiles(report, runFacts(plainSource(report)))
    .slice(0, -1)
    .map(({ label, entries, note = "" }) => [label, entries.map(({ text }) => text).join(" "), note]);
}

test("the tiles of an open run say both latencies, the fan-out and how late the generator was", () => {
  const tiles = runTiles(open, runFacts(writtenSource(open)));
  const lines = tiles.map(({ label, entries, note }) => [
    label,
    entries.map(({ text }) => text).join(" "),
    note,
  ]);
  expect(lines).toEqual([
    ["Connections at once", "141", "at the end of a second, at most; 141 opened in all"],
    ["Errors", "15", "9 lost, 2 late, 40 dropped"],
    ["Messages received", "398 /s 400 /s", "21,551 messages in all"],
    ["Median latency", "1.25 ms 1.45 ms", "from due to answered"],
    ["99% answered within", "734 ms 2.4 ms", "from due to answered"],
    ["99%, service alone", "734 ms 2.34 ms", "from sent to answered"],
    ["Last receiver has it within", "2.55 ms", "99% of the broadcast messages"],
    ["Generator late by", "915 µs", "99% of its messages less; 24.9 ms at most"],
    ["Data received", "357 KiB", "399 KiB sent"],
    ["Duration", "30 s", "whole run, warm-up included"],
  ]);
});

test("the tile of the fan-out has the colour of its load", () => {
  const tile = runTiles(open, runFacts(writtenSource(open))).find(({ label }) =>
    label.startsWith("Last receiver"),
  );
  expect(tile?.entries.map(({ lane }) => [lane?.label, lane?.colour])).toEqual([["all", 1]]);
});

test("where only one of two loads has due times, the tile says what each latency begins with", () => {
  const metrics = [
    trend("ws_msg_latency", { load: "closed", phase: "steady" }, 100, 200),
    trend("ws_msg_latency", { load: "open", phase: "steady" }, 300, 400),
    trend("ws_msg_latency_corrected", { load: "open", phase: "steady" }, 500, 600),
  ];
  const report = sampleReport({ metrics });
  const median = runTiles(report, runFacts(plainSource(report))).find(
    ({ label }) => label === "Median latency",
  );
  expect(median?.entries.map(({ text }) => text)).toEqual(["100 µs", "500 µs"]);
  expect(median?.note).toBe("from due, or where there is no due time from sent, to answered");
});

test("a run that waits for no answers has tiles of its gaps, pings and openings", () => {
  const stream = { load: "ticker", phase: "steady" };
  const metrics: readonly ReportMetric[] = [
    trend("ws_stream_gap", stream, 100_000, 130_000),
    { name: "ws_stream_stalls", tags: stream, kind: "counter", unit: "1", count: 1, ratePerSecond: 0 },
    trend("ws_ping", { load: "idle", phase: "steady" }, 200, 900),
    trend("ws_connecting", { load: "idle" }, 1_000, 4_000),
    trend("ws_connecting", { load: "ticker" }, 1_000, 5_000),
  ];
  const tilesOf = (more: readonly ReportMetric[]): readonly (readonly string[])[] => {
    const report = sampleReport({ checks: [], metrics: [...metrics, ...more] });
    return runTiles(report, runFacts(plainSource(report))).map(({ label, entries, note = "" }) => [
      label,
      entries.map(({ text }) => text).join(" "),
      note,
    ]);
  };
  const gap = ["Gap between messages", "130 ms", "99% of the gaps at most; 1 stall"];
  expect(tilesOf([]).slice(0, -1)).toEqual([
    gap,
    ["Ping answered within", "900 µs", "99% of the pings"],
    ["Connection opens within", "4 ms 5 ms", "99% of them, from dialling to open"],
  ]);
  const answered = tilesOf([trend("ws_msg_latency", { load: "echo", phase: "steady" }, 1, 2)]);
  expect(answered.map(([label]) => label)).toEqual([
    "Median latency",
    "99% answered within",
    "Gap between messages",
    "Duration",
  ]);
});

test("connections that were closed before their level was read are counted as opened", () => {
  const point = (level: number): SeriesPoint => ({
    atMs: 1_000,
    tags: {},
    counters: {},
    gauges: { ws_open_connections: level },
    trends: {},
  });
  const metrics = [counter("ws_sessions", {}, 4, 4)];
  const [first] = tilesOf({ metrics, series: [point(0)] });
  expect(first).toEqual(["Connections", "4", "opened in the whole run"]);
  const [level] = tilesOf({ metrics, series: [point(3)] });
  expect(level).toEqual(["Connections at once", "3", "at the end of a second, at most; 4 opened in all"]);
});

test("a tile shows three loads, and says how many more there are", () => {
  const loads = ["a", "b", "c", "d", "e"];
  const metricsOf = (tag: string): readonly ReportMetric[] =>
    loads.flatMap((value, index) => [
      trend("ws_msg_latency", { [tag]: value, phase: "steady" }, 100 * (index + 1), 1_000),
      counter("ws_msgs_received", { [tag]: value, phase: "steady" }, 20, 10),
    ]);
  const shown = tilesOf({ metrics: [...metricsOf("load")] }).slice(1, 3);
  expect(shown).toEqual([
    ["Messages received", "10 /s 10 /s 10 /s", "100 messages in all; 2 more loads below"],
    ["Median latency", "100 µs 200 µs 300 µs", "from sent to answered; 2 more loads below"],
  ]);
  expect(tilesOf({ metrics: metricsOf("load").slice(0, 8) })[1]?.[2]).toBe(
    "80 messages in all; 1 more load below",
  );
  expect(tilesOf({ metrics: [...metricsOf("team")] })[1]?.[2]).toBe("100 messages in all; 2 more below");
});

test("the rates of messages are of the loads whose messages are summed up, timed or not", () => {
  const metrics = [
    trend("ws_msg_latency", { load: "bystanders", phase: "steady" }, 1, 2),
    counter("ws_msgs_received", { scenario: "text" }, 9, 9),
    counter("ws_msgs_received", { load: "slow", phase: "steady" }, 111, 22.191),
    counter("ws_msgs_received", { load: "bystanders", phase: "warm-up" }, 50, 50),
    counter("ws_msgs_received", { load: "bystanders", phase: "steady" }, 250, 50),
    counter("ws_msgs_received", { load: "idle", phase: "steady" }, 0, 0),
  ];
  expect(tilesOf({ metrics })[1]).toEqual(["Messages received", "22.2 /s 50 /s", "361 messages in all"]);
});

test("a run whose connections come back has a tile of that, and its first plot is of it", () => {
  const metrics = [
    trend("ws_connecting", {}, 1_000, 4_000),
    trend("ws_reconnect", { phase: "steady" }, 200_000, 900_000),
  ];
  expect(tilesOf({ metrics })).toEqual([
    ["Connected again within", "900 ms", "99% of them, from dropped to open again"],
    ["Connection opens within", "4 ms", "99% of them, from dialling to open"],
  ]);
  expect(trendChoices(plainSource(sampleReport({ metrics }))).map(({ title }) => title)).toEqual([
    "From dropped to connected again",
    "Opening a connection",
  ]);
});
