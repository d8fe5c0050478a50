// A run report as large as they get, invented: an hour of many loads, second by second, with heat maps, histograms and checks.

import { heatBucketOf } from "../../src/figures/heat-text.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { ReportCheck, ReportMetric, RunReport, SeriesPoint } from "../../src/metrics/run-report.js";
import { sampleCheck, sampleReport } from "./sample-report.js";

/** How large it is. */
export interface WideRunSize {
  readonly seconds: number;
  readonly loads: number;
  readonly workers: number;
  /** Of two scenarios; each fiftieth fails. */
  readonly checks: number;
}

/** About 10 MB of JSON, which {@link wideRun} makes by default. */
export const tenMegabytes: WideRunSize = { seconds: 1_950, loads: 7, workers: 4, checks: 600 };

/** The first minute is warm-up, the rest two phases. Each load and each second has its own figures, the same every time. */
export function wideRun(size: WideRunSize = tenMegabytes): RunReport {
  const { seconds, loads, workers, checks } = size;
  const names = Array.from({ length: loads }, (_, load) => `load-${load}`);
  const series = Array.from({ length: seconds }, (_, second) => [
    ...names.flatMap((name, load) => loadPoints(name, load, second)),
    ...Array.from({ length: workers }, (_, worker) => workerPoint(worker, second)),
  ]).flat();
  return sampleReport({
    name: "wide",
    verdict: "fail",
    durationMs: seconds * 1_000,
    loads: names.map((name) => ({
      name,
      description: `50 clients for ${seconds} s: echo, 32 B, 100 msg/s, constant`,
      model: "open",
      hasDueTimes: true,
    })),
    checks: Array.from({ length: checks }, (_, index) => checkOf(index)),
    metrics: [
      ...names.flatMap((name, load) => loadMetrics(name, load, seconds)),
      ...Array.from({ length: workers }, (_, worker) => workerMetrics(worker)).flat(),
    ],
    series,
  });
}

function phaseOf(second: number): string {
  if (second < 60) return "warm-up";
  return second < 1_800 ? "ramp" : "steady";
}

function loadPoints(load: string, index: number, second: number): readonly SeriesPoint[] {
  const at = { atMs: (second + 1) * 1_000, spanMs: 1_000 };
  const medianUs = 400 + index * 90 + (second % 97) * 3;
  const trend = trendSecond(medianUs, 100 + (second % 5));
  return [
    {
      ...at,
      tags: { load, phase: phaseOf(second), delivery: index % 2 === 0 ? "whole" : "fragments" },
      counters: {
        ws_msgs_sent: 100 + (second % 5),
        ws_msgs_received: 100 + (second % 5),
        ws_msgs_answered: 100 + (second % 5),
        ws_msgs_lost: second % 600 === 599 ? 1 : 0,
        data_sent: 3_800 + second,
        data_received: 3_400 + second,
      },
      gauges: {},
      trends: {
        ws_msg_latency: trend,
        ws_msg_latency_corrected: trendSecond(medianUs + 80, 100 + (second % 5)),
      },
    },
    { ...at, tags: { load }, counters: {}, gauges: { ws_open_connections: 50, ws_clients: 50 }, trends: {} },
  ];
}

function trendSecond(medianUs: number, count: number): SeriesPoint["trends"][string] {
  const first = heatBucketOf(medianUs) - 4;
  const counts = Array.from({ length: 9 }, (_, index) => 1 + ((index * 7 + count) % 13));
  const heat = `${first}:${counts.join(",")}`;
  return { count, p50: medianUs, p90: medianUs * 2, p99: medianUs * 4, max: medianUs * 7, heat };
}

function workerPoint(worker: number, second: number): SeriesPoint {
  return {
    atMs: (second + 1) * 1_000,
    spanMs: 1_000,
    tags: { worker: String(worker) },
    counters: {},
    gauges: { generator_cpu: 0.3 + (second % 50) / 100, generator_event_loop_delay: 900 + (second % 40) },
    trends: { generator_gc_pause: { count: 2, p50: 300, p90: 400, p99: 400, max: 400 + (second % 30) } },
  };
}

function loadMetrics(load: string, index: number, seconds: number): readonly ReportMetric[] {
  const delivery = index % 2 === 0 ? "whole" : "fragments";
  return ["warm-up", "ramp", "steady"].flatMap((phase) => {
    const tags = { load, phase, delivery };
    const count = (name: string, perSecond: number): ReportMetric => ({
      name,
      tags,
      kind: "counter",
      unit: "1",
      count: Math.round((perSecond * seconds) / 3),
      ratePerSecond: perSecond,
    });
    return [
      ...["ws_msg_latency", "ws_msg_latency_corrected"].map((name, which) =>
        trendMetric(name, tags, histogramOf(20_000, 400 + index * 90 + which * 80)),
      ),
      ...["ws_connecting", "ws_handshake_tcp", "ws_handshake_upgrade"].map((name, which) =>
        trendMetric(name, tags, histogramOf(50, 300 + which * 500)),
      ),
      ...["ws_msgs_sent", "ws_msgs_received", "ws_msgs_answered"].map((name) => count(name, 100)),
      count("ws_msgs_lost", 0),
    ];
  });
}

/** Latencies around `medianUs`, some far above: every one of the 1,000 values of a cycle differs. */
function histogramOf(count: number, medianUs: number): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (let index = 0; index < count; index++) {
    const share = ((index * 617) % 1_000) / 1_000;
    histogram.record(Math.round(medianUs * (0.5 + share) * (share > 0.98 ? 10 : 1)));
  }
  return histogram;
}

function workerMetrics(worker: number): readonly ReportMetric[] {
  const tags = { worker: String(worker) };
  return [
    { name: "generator_cpu", tags, kind: "gauge", unit: "core", min: 0.3, max: 0.8, last: 0.5 },
    { name: "generator_event_loop_delay", tags, kind: "gauge", unit: "us", min: 900, max: 940, last: 920 },
    trendMetric("generator_gc_pause", tags, histogramOf(500, 300)),
  ];
}

function checkOf(index: number): ReportCheck {
  const scenario = index % 2 === 0 ? "text" : "fragmented";
  const isFailed = index % 50 === 49;
  return sampleCheck({
    id: `${scenario}/${index}`,
    scenario,
    title: `message ${index} comes back unchanged`,
    ...(isFailed ? { status: "fail", expected: "x".repeat(200), received: "y".repeat(2_000) } : {}),
  });
}
