// Distributions that a reader wants put together: the phases of a load, the workers, everything that shares a tag's value.

import { LatencyHistogram, type PercentilePoint } from "../metrics/histogram.js";
import { trendMetric } from "../metrics/metric-cells.js";
import type { RunReport, Tags, TrendMetric } from "../metrics/run-report.js";

/** Several trends of one name as one, merged from their histograms; for the page, which has no HDR decoder. */
export interface MergedTrend {
  /** The tag they share; absent where they are the measured phases of one load. */
  readonly by?: string;
  /** Without its histogram; the tags are what the parts were put together by. */
  readonly trend: Omit<TrendMetric, "hdr">;
  /** As in a ReportCurve; absent where `by` is given: those stand in tables only. */
  readonly points?: readonly PercentilePoint[];
}

/** More values than this are no kinds of things but numbers that count up; the page has no table of them. */
const maxValues = 50;
const groupedNames = ["ws_msg_latency", "ws_msg_latency_corrected"];

/**
 * What needs merging in this report: groups of at least two. Warm-up is left out, but for groups by the tag `phase`.
 * The generator's lateness is one, over all loads.
 */
export function mergedTrends({ metrics }: RunReport): MergedTrend[] {
  const trends = metrics.filter((metric) => metric.kind === "trend").filter(({ hdr }) => hdr !== undefined);
  return [...mergedPhases(trends), ...mergedByTag(trends)];
}

function mergedPhases(trends: readonly TrendMetric[]): MergedTrend[] {
  const tagsOf = ({ name, tags }: TrendMetric): Tags =>
    name === "generator_lateness" ? {} : without(tags, "phase");
  return groups(trends.filter(isMeasured), tagsOf).map(({ tags, members }) => {
    const { trend, histogram } = merge(members, tags);
    return { trend, points: histogram.percentileCurve() };
  });
}

function mergedByTag(trends: readonly TrendMetric[]): MergedTrend[] {
  // Only what was measured in a load has a phase; the table leaves out what checks measured by the way.
  const grouped = trends.filter(({ name, tags }) => groupedNames.includes(name) && tags.phase !== undefined);
  const keys = [...new Set(grouped.flatMap(({ tags }) => Object.keys(tags)))];
  return keys.flatMap((by) => {
    const tagged = grouped.filter(
      (trend) => trend.tags[by] !== undefined && (by === "phase" || isMeasured(trend)),
    );
    if (new Set(tagged.map(({ tags }) => tags[by])).size > maxValues) return [];
    const byValue = groups(tagged, ({ tags }) => ({ [by]: tags[by] ?? "" }));
    return byValue.map(({ tags, members }) => ({ by, trend: merge(members, tags).trend }));
  });
}

interface Group {
  readonly tags: Tags;
  readonly members: readonly [TrendMetric, ...TrendMetric[]];
}

/** Trends of one name whose `tagsOf` are equal, at least two of them. */
function groups(trends: readonly TrendMetric[], tagsOf: (trend: TrendMetric) => Tags): Group[] {
  const byKey = new Map<string, { readonly tags: Tags; readonly members: [TrendMetric, ...TrendMetric[]] }>();
  for (const trend of trends) {
    const tags = tagsOf(trend);
    const key = JSON.stringify([trend.name, Object.entries(tags).sort()]);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { tags, members: [trend] });
    else known.members.push(trend);
  }
  return [...byKey.values()].filter(({ members }) => members.length > 1);
}

function merge(
  members: Group["members"],
  tags: Tags,
): { readonly trend: MergedTrend["trend"]; readonly histogram: LatencyHistogram } {
  const histogram = new LatencyHistogram();
  for (const { hdr = "", min, max, mean, stdev } of members) {
    histogram.merge(
      LatencyHistogram.fromBase64(hdr, { minUs: min, maxUs: max, meanUs: mean, stdevUs: stdev }),
    );
  }
  const { hdr: _hdr, ...trend } = trendMetric(members[0].name, tags, histogram);
  return { trend, histogram };
}

function isMeasured({ tags }: TrendMetric): boolean {
  return tags.phase !== "warm-up";
}

function without(tags: Tags, name: string): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== name));
}
