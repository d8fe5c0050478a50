// Reports of loads that were never run, with the figures that a test wants.

import { buildRunReport, type RunReportInput } from "../../src/metrics/build-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { CounterMetric, ReportMetric, RunReport, Tags } from "../../src/metrics/run-report.js";
import { someMachine } from "../some-machine.js";

/** What a made run is like. */
export interface MadeRun extends Partial<Omit<RunReportInput, "plan">> {
  /** Every answer takes so long, but for every 50th, which takes 10 times as long. Default 1,000. */
  readonly latencyUs?: number;
  /** Of the one load. */
  readonly load?: Readonly<Record<string, unknown>>;
  readonly plan?: Readonly<Record<string, unknown>>;
}

const answers = 200;
const measuredMs = 2_000;

/** A run of 100 messages a second for two seconds after half a second of warm-up. */
export function madeRun({ latencyUs = 1_000, load = {}, plan = {}, ...input }: MadeRun = {}): RunReport {
  return buildRunReport({
    name: "load",
    startedAt: new Date("2026-01-02T03:04:05Z"),
    durationMs: 2_600,
    command: ["wsrig", "load", "ws://127.0.0.1:4000/echo"],
    target: { url: "ws://127.0.0.1:4000/echo" },
    environment: someMachine,
    toolVersion: "0.1.0",
    ...input,
    metrics: input.metrics ?? madeMetrics(latencyUs),
    plan: {
      seed: 7,
      workers: 1,
      pacing: "economical",
      dial: { driver: "frame", compression: false },
      tags: {},
      loads: [{ ...madeLoad, ...load }],
      ...plan,
    },
  });
}

export const madeLoad = {
  name: "load",
  url: "ws://127.0.0.1:4000/echo",
  tags: {},
  startMs: 0,
  warmUpMs: 500,
  executor: { kind: "constant-clients", clients: 4, durationMs: measuredMs },
  work: {
    kind: "echo",
    message: {
      kind: "text",
      payload: { kind: "generated", size: { kind: "fixed", bytes: 32 } },
      delivery: {},
    },
    schedule: { kind: "open", ratePerSecond: 100, per: "load", arrivals: "constant" },
  },
  connect: { concurrency: 64, localAddresses: [] },
};

/** @param tags - Of all of them, beside the phase. */
export function madeMetrics(latencyUs: number, tags: Tags = {}): readonly ReportMetric[] {
  const steady = { ...tags, phase: "steady" };
  const warmUp = { ...tags, phase: "warm-up" };
  const histogram = new LatencyHistogram();
  for (let answer = 1; answer <= answers; answer++)
    histogram.record(answer % 50 === 0 ? latencyUs * 10 : latencyUs);
  return [
    counter("ws_msgs_sent", warmUp, 50, 500),
    counter("ws_msgs_sent", steady, answers, measuredMs),
    counter("ws_msgs_answered", warmUp, 50, 500),
    counter("ws_msgs_answered", steady, answers, measuredMs),
    counter("ws_msgs_lost", steady, 0, measuredMs),
    trendMetric("ws_msg_latency_corrected", steady, histogram),
  ];
}

export function counter(name: string, tags: Tags, count: number, ms: number): CounterMetric {
  const ratePerSecond = Math.round((count * 1_000_000) / ms) / 1_000;
  return { name, tags, kind: "counter", unit: "1", count, ratePerSecond };
}
