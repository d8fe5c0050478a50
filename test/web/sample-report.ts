// Run reports for tests of the page, made through the schema and the real histogram.

import { LatencyHistogram } from "../../src/metrics/histogram.js";
import {
  type ReportCheck,
  type ReportMetric,
  type RunReport,
  runReportSchema,
  type SeriesPoint,
  type Tags,
} from "../../src/metrics/run-report.js";

/** A passed run: checks of three scenarios, and a load whole and in fragments side by side. */
export function sampleReport(changes: Partial<RunReport> = {}): RunReport {
  return runReportSchema.parse({ ...base(), ...changes });
}

/** A check as a scenario would report it. */
export function sampleCheck(changes: Partial<ReportCheck> = {}): ReportCheck {
  return {
    id: "text/echo",
    title: "echoes",
    status: "pass",
    durationMs: 1.5,
    scenario: "text",
    tags: {},
    ...changes,
  };
}

function base(): RunReport {
  return {
    schemaVersion: 1,
    kind: "run",
    name: "demo",
    tool: { name: "wsrig", version: "0.1.0" },
    startedAt: "2026-03-04T05:06:07.000Z",
    durationMs: 11_240,
    command: ["wsrig", "load", "ws://127.0.0.1:9001/echo", "-c", "100", "-d", "5s", "--name", "a b"],
    target: { url: "ws://127.0.0.1:9001/echo" },
    plan: {
      connections: 100,
      durationMs: 5_000,
      payload: { kind: "text", bytes: 32 },
      variants: ["whole", "fragments"],
      seed: 42,
    },
    environment: {
      os: "linux 6.1",
      arch: "x64",
      cpu: "Example CPU",
      cores: 2,
      memoryBytes: 8_589_934_592,
      node: "20.20.0",
      ci: false,
    },
    verdict: "pass",
    reasons: [],
    checks: [
      sampleCheck({
        id: "handshake/good",
        scenario: "handshake",
        title: "a good request is answered with 101",
        expected: "101",
        received: "101",
      }),
      sampleCheck({
        id: "handshake/version",
        scenario: "handshake",
        title: "version 12 is refused with Sec-WebSocket-Version (RFC 6455 §4.4)",
        expected: "4xx with Sec-WebSocket-Version: 13",
        received: "426 Upgrade Required",
      }),
      ...["an empty text", "ASCII", "multi-byte UTF-8", "64 KiB of text"].map((title, index) =>
        sampleCheck({ id: `text/${index}`, title: `${title} comes back unchanged`, durationMs: 0.4 + index }),
      ),
      ...[
        "whole",
        "two fragments",
        "1,000 fragments",
        "empty fragments between",
        "a ping between fragments",
      ].map((title, index) =>
        sampleCheck({
          id: `fragmented/${index}`,
          scenario: "fragmented",
          title: `${title}: the message comes back whole`,
          durationMs: 2.25 * (index + 1),
          passes: 10,
          fails: 0,
        }),
      ),
      sampleCheck({
        id: "broadcast/once",
        scenario: "broadcast",
        title: "every other client receives the message exactly once",
        status: "notApplicable",
        reason: "The target is not known to broadcast; name the scenario to run it anyway.",
        durationMs: 0,
      }),
    ],
    metrics: [
      ...lane("whole", 412, 122_480),
      ...lane("fragments", 655, 78_210),
      counter("ws_sessions", {}, 212, 18.9),
      trend("ws_handshake_tcp", {}, samples(212, 180, 7)),
      trend("ws_handshake_upgrade", {}, samples(212, 940, 8)),
      trend("ws_connecting", {}, samples(212, 1_130, 9)),
      { name: "checks", tags: {}, kind: "rate", unit: "ratio", passes: 11, fails: 0, rate: 1 },
      { name: "generator_cpu", tags: {}, kind: "gauge", unit: "core", min: 0.2, max: 0.94, last: 0.91 },
    ],
    series: [...seriesOf("whole", 0, 412, 24_500), ...seriesOf("fragments", 6_000, 655, 15_600)],
    thresholds: [],
    warnings: [],
  };
}

function lane(delivery: string, medianUs: number, count: number): ReportMetric[] {
  const tags = { delivery, phase: "steady" };
  return [
    trend("ws_msg_latency", { delivery, phase: "warm-up" }, samples(500, medianUs * 3, 1)),
    trend("ws_msg_latency", tags, samples(20_000, medianUs, medianUs)),
    counter("ws_msgs_sent", tags, count, count / 5),
    counter("ws_msgs_received", tags, count, count / 5),
    counter("ws_msgs_lost", tags, 0, 0),
    counter("ws_msgs_late", tags, 0, 0),
    counter("data_sent", tags, count * 38, (count * 38) / 5, "byte"),
    counter("data_received", tags, count * 34, (count * 34) / 5, "byte"),
  ];
}

function seriesOf(delivery: string, startMs: number, medianUs: number, perSecond: number): SeriesPoint[] {
  return [1, 2, 3, 4, 5, 6].map((second) => ({
    atMs: startMs + second * 1_000,
    spanMs: 1_000,
    tags: { delivery, phase: second === 1 ? "warm-up" : "steady" },
    counters: { ws_msgs_received: perSecond - (second % 3) * 400, ws_msgs_sent: perSecond },
    gauges: { generator_cpu: 0.85 + (second % 3) * 0.04 },
    trends: {
      ws_msg_latency: {
        count: perSecond,
        p50: medianUs + second * 4,
        p90: medianUs * 1.7,
        p99: medianUs * (3 + (second % 2)),
        max: medianUs * (9 + second),
      },
    },
  }));
}

function trend(name: string, tags: Tags, histogram: LatencyHistogram): ReportMetric {
  const at = (percentile: number): number => histogram.percentileUs(percentile) ?? 0;
  return {
    name,
    tags: { ...tags },
    kind: "trend",
    unit: "us",
    count: histogram.count,
    min: histogram.minUs ?? 0,
    mean: histogram.meanUs ?? 0,
    stdev: histogram.stdevUs ?? 0,
    p50: at(50),
    p75: at(75),
    p90: at(90),
    p95: at(95),
    p99: at(99),
    p999: at(99.9),
    max: histogram.maxUs ?? 0,
    hdr: histogram.toBase64(),
  };
}

function counter(
  name: string,
  tags: Tags,
  count: number,
  ratePerSecond: number,
  unit: "1" | "byte" = "1",
): ReportMetric {
  return { name, tags: { ...tags }, kind: "counter", unit, count, ratePerSecond };
}

// A long-tailed distribution from a fixed sequence (a linear congruential generator with Knuth's constants).
function samples(count: number, medianUs: number, seed: number): LatencyHistogram {
  const histogram = new LatencyHistogram();
  let state = BigInt(seed);
  const next = (): number => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return (Number(state >> 11n) + 1) / 2 ** 53;
  };
  for (let index = 0; index < count; index++) {
    const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    const tail = next() > 0.995 ? 6 : 1;
    histogram.record(Math.round(medianUs * Math.exp(normal * 0.38) * tail));
  }
  return histogram;
}
