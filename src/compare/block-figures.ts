// From the metrics of one run to the figures of a block.

import type { ComparedFigure, ReportBlock } from "../metrics/comparison-report.js";
import { LatencyHistogram } from "../metrics/histogram.js";
import type { ReportMetric } from "../metrics/run-report.js";

/** What a run showed. */
export interface BlockRun {
  /** Of the whole run; those of other phases than warm-up are taken. */
  readonly metrics: readonly ReportMetric[];
  /** Of the measured time, > 0. */
  readonly measuredMs: number;
}

/** Figures and distribution of a block; a figure that the run does not have is left out. */
export function blockFigures({ metrics, measuredMs }: BlockRun): Pick<ReportBlock, "figures" | "latency"> {
  const measured = metrics.filter(({ tags }) => tags.phase !== undefined && tags.phase !== "warm-up");
  const latency = latencyOf(measured);
  const sum = (...names: readonly string[]): number => sumOf(measured, names);
  const sent = sum("ws_msgs_sent");
  const due = sent + sum("ws_msgs_dropped");
  const wrong = sum("ws_msgs_lost", "ws_msgs_late", "ws_msgs_dropped") + sumOf(metrics, ["ws_errors"]);
  const bytes = sum("data_sent", "data_received");
  const figures: Partial<Record<ComparedFigure, number | undefined>> = {
    p50: latency?.histogram.percentileUs(50),
    p90: latency?.histogram.percentileUs(90),
    p99: latency?.histogram.percentileUs(99),
    p999: latency?.histogram.percentileUs(99.9),
    throughput: sent === 0 ? undefined : throughputOf(metrics, measuredMs),
    errorRate: due > 0 ? Math.min(1, wrong / due) : allFailed(metrics, wrong) ? 1 : undefined,
    handshake: mergedTrend(metrics, "ws_connecting")?.percentileUs(50),
    cpuPerMessage: gaugeOf(metrics, "target_cpu_per_message"),
    bytesPerMessage: sent === 0 || bytes === 0 ? undefined : bytes / sent,
  };
  return {
    figures: Object.fromEntries(
      Object.entries(figures).filter(([, value]) => value !== undefined),
    ) as ReportBlock["figures"],
    ...(latency !== undefined && { latency: latencyBlock(latency) }),
  };
}

/** Where no connection opened, all that was tried has failed. Connections that only wait send nothing, and nothing is wrong with that. */
function allFailed(metrics: readonly ReportMetric[], wrong: number): boolean {
  return wrong > 0 && sumOf(metrics, ["ws_sessions"]) === 0;
}

/**
 * Answered in the measured time. A message counts to the phase in which it was due or sent, whenever its answer comes: what a target that has
 * fallen behind answers afterwards is not its throughput, and what it still owes from the warm-up is. (In a closed loop both are the few
 * under way, and alike.) `undefined` where answers are not counted, as of a script.
 */
function throughputOf(metrics: readonly ReportMetric[], measuredMs: number): number | undefined {
  const isWarmUp = ({ tags }: ReportMetric): boolean => tags.phase === "warm-up";
  const measured = metrics.filter((metric) => metric.tags.phase !== undefined && !isWarmUp(metric));
  const done = ["ws_msgs_answered", "ws_msgs_one_way"];
  if (!measured.some(({ name }) => done.includes(name))) return undefined;
  const after = ["ws_msgs_answered_after"];
  const answered = sumOf(measured, done) - sumOf(measured, after) + sumOf(metrics.filter(isWarmUp), after);
  return (answered * 1_000) / measuredMs;
}

interface MeasuredLatency {
  readonly metric: NonNullable<ReportBlock["latency"]>["metric"];
  readonly histogram: LatencyHistogram;
}

/** Corrected where there are due times: a stalled target delays later sends too, and only that shows it. */
function latencyOf(measured: readonly ReportMetric[]): MeasuredLatency | undefined {
  for (const metric of ["ws_msg_latency_corrected", "ws_msg_latency"] as const) {
    const histogram = mergedTrend(measured, metric);
    if (histogram !== undefined) return { metric, histogram };
  }
  return undefined;
}

function latencyBlock({ metric, histogram }: MeasuredLatency): NonNullable<ReportBlock["latency"]> {
  return {
    metric,
    count: histogram.count,
    min: histogram.minUs ?? 0,
    max: histogram.maxUs ?? 0,
    hdr: histogram.toBase64(),
  };
}

/** All trends of that name as one; `undefined` where no sample was kept. */
function mergedTrend(metrics: readonly ReportMetric[], name: string): LatencyHistogram | undefined {
  const merged = new LatencyHistogram();
  for (const metric of metrics) {
    if (metric.kind !== "trend" || metric.name !== name || metric.hdr === undefined) continue;
    merged.merge(LatencyHistogram.fromBase64(metric.hdr, { minUs: metric.min, maxUs: metric.max }));
  }
  return merged.count === 0 ? undefined : merged;
}

function sumOf(metrics: readonly ReportMetric[], names: readonly string[]): number {
  return metrics.reduce(
    (sum, metric) => (metric.kind === "counter" && names.includes(metric.name) ? sum + metric.count : sum),
    0,
  );
}

function gaugeOf(metrics: readonly ReportMetric[], name: string): number | undefined {
  const gauge = metrics.find((metric) => metric.kind === "gauge" && metric.name === name);
  return gauge?.kind === "gauge" ? gauge.last : undefined;
}
