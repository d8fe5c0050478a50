// The few numbers that the first screen shows, worked out once from the report.

import type { CounterMetric, RunReport, Tags, TrendMetric } from "../../metrics/run-report.js";
import { isLoad, isMeasured, type Lane, laneKey, lanesOf } from "./lanes.js";

/** How the checks ended. */
export interface CheckCounts {
  readonly total: number;
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
}

/** One lane's own figures; absent where the run did not measure them. */
export interface LaneFacts {
  readonly lane: Lane;
  readonly latency: TrendMetric | undefined;
  readonly receivedPerSecond: number | undefined;
}

/** See the file's first line. Sums leave the warm-up out, but for connections, which stay open through it. */
export interface RunFacts {
  readonly checks: CheckCounts;
  readonly connections: number | undefined;
  readonly messagesReceived: number | undefined;
  readonly errors: number;
  readonly lost: number;
  readonly late: number;
  readonly bytesSent: number | undefined;
  readonly bytesReceived: number | undefined;
  readonly lanes: readonly LaneFacts[];
  /** Whether a due time was known, so that the latencies are free of coordinated omission. */
  readonly corrected: boolean;
}

/** The trends that a reader asks for first, best first. */
export const latencyNames = ["ws_msg_latency_corrected", "ws_msg_latency"] as const;

/** Works the facts out. */
export function runFacts(report: RunReport): RunFacts {
  const trends = report.metrics
    .filter(isTrend)
    .filter((metric) => isMeasured(metric.tags) && metric.count > 0);
  const name = latencyNames.find((candidate) => trends.some((trend) => trend.name === candidate));
  const named = trends.filter((trend) => trend.name === name);
  // Checks measure a few messages by the way; where there is a load, its latency is the one asked for.
  const loads = named.filter((trend) => isLoad(trend.tags));
  const latencies = loads.length > 0 ? loads : named;
  const lanes = lanesOf(latencies.map((trend) => trend.tags));
  return {
    checks: countChecks(report),
    connections: sumOf(report, "ws_sessions", () => true),
    messagesReceived: sumOf(report, "ws_msgs_received", isMeasured),
    errors: sumOf(report, "ws_errors", () => true) ?? 0,
    lost: sumOf(report, "ws_msgs_lost", isMeasured) ?? 0,
    late: sumOf(report, "ws_msgs_late", isMeasured) ?? 0,
    bytesSent: sumOf(report, "data_sent", isMeasured),
    bytesReceived: sumOf(report, "data_received", isMeasured),
    lanes: lanes.map((lane) => ({
      lane,
      latency: latencies.find((trend) => laneKey(trend.tags) === lane.key),
      receivedPerSecond: countersOf(report, "ws_msgs_received").find(
        (counter) => isMeasured(counter.tags) && laneKey(counter.tags) === lane.key,
      )?.ratePerSecond,
    })),
    corrected: name === "ws_msg_latency_corrected",
  };
}

/** Whether a metric is a distribution of times. */
export function isTrend(metric: RunReport["metrics"][number]): metric is TrendMetric {
  return metric.kind === "trend";
}

function countChecks({ checks }: RunReport): CheckCounts {
  const of = (status: string): number => checks.filter((check) => check.status === status).length;
  return {
    total: checks.length,
    passed: of("pass"),
    failed: of("fail"),
    notApplicable: of("notApplicable"),
  };
}

function countersOf(report: RunReport, name: string): readonly CounterMetric[] {
  return report.metrics
    .filter((metric) => metric.kind === "counter")
    .filter((metric) => metric.name === name);
}

function sumOf(report: RunReport, name: string, include: (tags: Tags) => boolean): number | undefined {
  const counters = countersOf(report, name).filter((counter) => include(counter.tags));
  if (counters.length === 0) return undefined;
  return counters.reduce((sum, counter) => sum + counter.count, 0);
}
