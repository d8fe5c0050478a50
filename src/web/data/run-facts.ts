// The few numbers that the first screen shows, worked out once from the report.

import { isLoad, isMeasured } from "../../figures/tags.js";
import type { CounterMetric, RunReport, Tags, TrendMetric } from "../../metrics/run-report.js";
import { inLoadOrder, type Lane, laneKey, lanesOf } from "./lanes.js";
import { generatorLateness, measuredTrends } from "./measured-trends.js";
import type { ReportSource } from "./report-source.js";

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
  /** Corrected where there is a due time, else service. */
  readonly latency: TrendMetric | undefined;
  /** Beside a corrected one. */
  readonly service: TrendMetric | undefined;
}

/** What one load received. */
export interface LaneReceived {
  readonly lane: Lane;
  readonly messages: number;
  readonly perSecond: number;
}

/** See the file's first line. Sums leave the warm-up out, but for connections, which stay open through it. */
export interface RunFacts {
  readonly checks: CheckCounts;
  readonly connections: number | undefined;
  /** Open at once at most, over all loads. */
  readonly connectionsPeak: number | undefined;
  /** By the loads, where there are any: what checks receive by the way is no part of them. */
  readonly messagesReceived: number | undefined;
  /** Load by load, those that received anything; whether or not they timed answers. */
  readonly received: readonly LaneReceived[];
  readonly errors: number;
  readonly lost: number;
  readonly late: number;
  /** Due and never sent. */
  readonly dropped: number;
  readonly bytesSent: number | undefined;
  readonly bytesReceived: number | undefined;
  readonly lanes: readonly LaneFacts[];
  /** Whether a due time was known, so that the latencies are free of coordinated omission: for all lanes, or some. */
  readonly corrected: "all" | "some" | "none";
  /** Of the generator, over all loads; absent without a schedule. */
  readonly lateness: TrendMetric | undefined;
  /** Lane by lane, until the last receiver of a broadcast. */
  readonly fanOut: readonly TrendMetric[];
  /** Lane by lane, between two messages of a stream. */
  readonly gaps: readonly TrendMetric[];
  readonly stalls: number;
  /** Lane by lane, from a dropped connection to the next one. */
  readonly reconnects: readonly TrendMetric[];
  /** Lane by lane; what a run without message latency is about. */
  readonly pings: readonly TrendMetric[];
  readonly opening: readonly TrendMetric[];
}

/** The trends that a reader asks for first, best first. */
export const latencyNames = ["ws_msg_latency_corrected", "ws_msg_latency"] as const;

/** Works the facts out. */
export function runFacts(source: ReportSource): RunFacts {
  const { report } = source;
  // Checks measure a few messages by the way; where there is a load, its latency is the one asked for.
  const hasLoad = report.metrics.some(
    ({ name, tags }) => latencyNames.some((latency) => latency === name) && isLoad(tags),
  );
  const of = (name: string): readonly TrendMetric[] =>
    measuredTrends(source, name, (tags) => isLoad(tags) || !hasLoad).map(({ trend }) => trend);
  const [corrected, service] = [of("ws_msg_latency_corrected"), of("ws_msg_latency")];
  const tagSets = [...service, ...corrected].map((trend) => trend.tags);
  const lanes = inLoadOrder(lanesOf(tagSets), report).map((lane) => {
    const own = (trends: readonly TrendMetric[]): TrendMetric | undefined =>
      trends.find((trend) => laneKey(trend.tags) === lane.key);
    return {
      lane,
      latency: own(corrected) ?? own(service),
      service: own(corrected) && own(service),
    };
  });
  const withDueTime = lanes.filter(({ latency }) => latency?.name === "ws_msg_latency_corrected").length;
  return {
    checks: countChecks(report),
    connections: sumOf(report, "ws_sessions", () => true),
    connectionsPeak: peakOf(report, "ws_open_connections"),
    messagesReceived: sumOf(report, "ws_msgs_received", isReceivedByLoads(report)),
    received: receivedByLoads(report),
    errors: sumOf(report, "ws_errors", () => true) ?? 0,
    lost: sumOf(report, "ws_msgs_lost", isMeasured) ?? 0,
    late: sumOf(report, "ws_msgs_late", isMeasured) ?? 0,
    dropped:
      (sumOf(report, "ws_msgs_dropped", isMeasured) ?? 0) +
      (sumOf(report, "dropped_iterations", isMeasured) ?? 0),
    bytesSent: sumOf(report, "data_sent", isMeasured),
    bytesReceived: sumOf(report, "data_received", isMeasured),
    lanes,
    corrected: withDueTime === 0 ? "none" : withDueTime === lanes.length ? "all" : "some",
    lateness: generatorLateness(source),
    fanOut: of("ws_fanout_last"),
    gaps: of("ws_stream_gap"),
    stalls: sumOf(report, "ws_stream_stalls", isMeasured) ?? 0,
    reconnects: of("ws_reconnect"),
    pings: of("ws_ping"),
    opening: measuredTrends(source, "ws_connecting").map(({ trend }) => trend),
  };
}

function isReceivedByLoads(report: RunReport): (tags: Tags) => boolean {
  const hasLoad = countersOf(report, "ws_msgs_received").some(({ tags }) => isLoad(tags));
  return (tags) => isMeasured(tags) && (isLoad(tags) || !hasLoad);
}

function receivedByLoads(report: RunReport): readonly LaneReceived[] {
  const own = countersOf(report, "ws_msgs_received").filter(
    ({ tags, count }) => isMeasured(tags) && isLoad(tags) && count > 0,
  );
  return inLoadOrder(lanesOf(own.map(({ tags }) => tags)), report).map((lane) => ({
    lane,
    messages: own.reduce((sum, { tags, count }) => sum + (laneKey(tags) === lane.key ? count : 0), 0),
    perSecond: laneRate(report, "ws_msgs_received", lane.key) ?? 0,
  }));
}

/** Measured per second in a lane: its phases one after the other, so that the rate is over the time of all. */
export function laneRate(report: RunReport, name: string, key: string): number | undefined {
  const phases = countersOf(report, name).filter(({ tags }) => isMeasured(tags) && laneKey(tags) === key);
  if (phases.length === 0) return undefined;
  const counts = phases.reduce((sum, { count }) => sum + count, 0);
  const seconds = phases.reduce(
    (sum, one) => sum + (one.ratePerSecond > 0 ? one.count / one.ratePerSecond : 0),
    0,
  );
  return phases.length === 1 ? phases[0]?.ratePerSecond : seconds > 0 ? counts / seconds : 0;
}

/** Counts the checks of a report. */
export function countChecks({ checks }: RunReport): CheckCounts {
  const of = (status: string): number => checks.filter((check) => check.status === status).length;
  return {
    total: checks.length,
    passed: of("pass"),
    failed: of("fail"),
    notApplicable: of("notApplicable"),
  };
}

/** Highest sum over the tag sets of a gauge that stood in one second. */
function peakOf({ series }: RunReport, name: string): number | undefined {
  const byTime = new Map<number, number>();
  for (const { atMs, gauges } of series) {
    const level = gauges[name];
    if (level !== undefined) byTime.set(atMs, (byTime.get(atMs) ?? 0) + level);
  }
  return byTime.size === 0 ? undefined : Math.max(...byTime.values());
}

/** The counters of that name. */
export function countersOf(report: RunReport, name: string): readonly CounterMetric[] {
  return report.metrics
    .filter((metric) => metric.kind === "counter")
    .filter((metric) => metric.name === name);
}

function sumOf(report: RunReport, name: string, include: (tags: Tags) => boolean): number | undefined {
  const counters = countersOf(report, name).filter((counter) => include(counter.tags));
  if (counters.length === 0) return undefined;
  return counters.reduce((sum, counter) => sum + counter.count, 0);
}
