// The latency distributions of both sides of a comparison, so that a page can draw them over each other.

import { LatencyHistogram } from "../metrics/histogram.js";
import { trendMetric } from "../metrics/metric-cells.js";
import type { RunReport, Tags, TrendMetric } from "../metrics/run-report.js";
import type { InputSide, SideMember } from "./compared-input.js";

const shown: readonly string[] = ["ws_msg_latency", "ws_msg_latency_corrected"];

/** The latencies of a side's measured phases, merged over its reports, with the tag `variant`. Those of invalid runs are left out. */
export function sideTrends({ name, members }: InputSide): readonly TrendMetric[] {
  const merged = new Map<string, MergedTrend>();
  const reports = members.filter(isEvidence).map(measuredTrends);
  const isShared = sharedTags(reports.map((trends) => trends.map(({ tags }) => tags)));
  for (const trends of reports) {
    for (const trend of trends) {
      const tags = { ...Object.fromEntries(Object.entries(trend.tags).filter(isShared)), variant: name };
      const key = JSON.stringify([trend.name, Object.entries(tags).sort()]);
      const known = merged.get(key) ?? { name: trend.name, tags, histogram: new LatencyHistogram() };
      known.histogram.merge(histogramOf(trend));
      merged.set(key, known);
    }
  }
  return [...merged.values()].map((one) => trendMetric(one.name, one.tags, one.histogram));
}

/** Tags that all reports have: others, such as the version of a build, would keep apart what is one side. */
function sharedTags(
  reports: readonly (readonly Tags[])[],
): (tag: readonly [key: string, value: string]) => boolean {
  return ([key, value]) => reports.every((tags) => tags.some((one) => one[key] === value));
}

interface MergedTrend {
  readonly name: string;
  readonly tags: Tags;
  readonly histogram: LatencyHistogram;
}

/** An experiment has left out its invalid blocks itself. */
function isEvidence({ report: { verdict, experiment } }: SideMember): boolean {
  return experiment !== undefined || (verdict !== "invalid" && verdict !== "interrupted");
}

function measuredTrends({ report, variant }: SideMember): readonly TrendMetric[] {
  return report.metrics.filter(
    (metric): metric is RunReport["metrics"][number] & TrendMetric =>
      metric.kind === "trend" &&
      shown.includes(metric.name) &&
      metric.hdr !== undefined &&
      metric.tags.phase !== undefined &&
      metric.tags.phase !== "warm-up" &&
      (variant === undefined || metric.tags.variant === variant),
  );
}

function histogramOf({ hdr = "", min, max, mean, stdev }: TrendMetric): LatencyHistogram {
  return LatencyHistogram.fromBase64(hdr, { minUs: min, maxUs: max, meanUs: mean, stdevUs: stdev });
}
