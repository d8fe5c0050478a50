// The distributions of one metric without warm-up, one per lane: phases of a load put together where the page can.

import { isMeasured } from "../../figures/tags.js";
import type { PercentileCurve } from "../../figures/worked-out.js";
import type { RunReport, Tags, TrendMetric } from "../../metrics/run-report.js";
import { laneKey } from "./lanes.js";
import type { ReportSource } from "./report-source.js";

/** One distribution to show. */
export interface MeasuredTrend {
  /** Where several phases were merged, without the tag `phase`. */
  readonly trend: TrendMetric;
  /** The curve of its histogram; absent where only the percentiles of the report are known. */
  readonly points: PercentileCurve["points"] | undefined;
  /** Its µs at 0%, 1%, ... 100%; known where the curve is. */
  readonly hundredths?: PercentileCurve["hundredths"] | undefined;
}

/**
 * In the order of the report. In a report opened as plain JSON nothing is merged: each phase then stands for itself.
 *
 * @param include - Which tag sets to look at.
 */
export function measuredTrends(
  { report, curves, merged = [] }: ReportSource,
  name: string,
  include: (tags: Tags) => boolean = () => true,
): readonly MeasuredTrend[] {
  const byLane = new Map<string, MeasuredTrend[]>();
  for (const [index, metric] of report.metrics.entries()) {
    if (!isTrend(metric) || metric.name !== name || metric.count === 0) continue;
    if (!isMeasured(metric.tags) || !include(metric.tags)) continue;
    const { points, hundredths } = curves.find(({ metricIndex }) => metricIndex === index) ?? {};
    const key = laneKey(metric.tags);
    byLane.set(key, [...(byLane.get(key) ?? []), { trend: metric, points, hundredths }]);
  }
  return [...byLane].flatMap(([key, phases]) => {
    if (phases.length === 1) return phases;
    const whole = merged.find(
      ({ by, trend }) => by === undefined && trend.name === name && laneKey(trend.tags) === key,
    );
    return whole === undefined
      ? phases
      : [{ trend: whole.trend, points: whole.points, hundredths: whole.hundredths }];
  });
}

/** All loads and measured phases of the generator's lateness as one; undefined where none was measured. */
export function generatorLateness(source: ReportSource): TrendMetric | undefined {
  const merged = source.merged?.find(
    ({ by, trend }) => by === undefined && trend.name === "generator_lateness",
  );
  if (merged !== undefined) return merged.trend;
  const alone = measuredTrends(source, "generator_lateness");
  // Of several that cannot be merged the latest one speaks: what it says is no better than the whole.
  return alone.map(({ trend }) => trend).sort((a, b) => (b.p99 ?? 0) - (a.p99 ?? 0))[0];
}

/** Whether a metric is a distribution of times. */
export function isTrend(metric: RunReport["metrics"][number]): metric is TrendMetric {
  return metric.kind === "trend";
}
