// Distributions that a reader wants put together: the phases of a load, the workers, everything that shares a tag's value.

import { isLoad, isMeasured, tagsKey, withoutPhase } from "../figures/tags.js";
import { groupedTrends, type MergedTrend, mostValues } from "../figures/worked-out.js";
import type { LatencyHistogram } from "../metrics/histogram.js";
import { trendMetric } from "../metrics/metric-cells.js";
import type { RunReport, Tags, TrendMetric } from "../metrics/run-report.js";
import { everyHundredth } from "./every-hundredth.js";
import { mergedHistogram } from "./merged-histogram.js";

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
    name === "generator_lateness" ? {} : withoutPhase(tags);
  return groups(
    trends.filter(({ tags }) => isMeasured(tags)),
    tagsOf,
  ).map(({ tags, members }) => {
    const { trend, histogram } = merge(members, tags);
    return { trend, points: histogram.percentileCurve(), hundredths: everyHundredth(histogram) };
  });
}

function mergedByTag(trends: readonly TrendMetric[]): MergedTrend[] {
  // Only what was measured in a load has a phase; the table leaves out what checks measured by the way.
  const grouped = trends.filter(({ name, tags }) => groupedTrends.includes(name) && isLoad(tags));
  const keys = [...new Set(grouped.flatMap(({ tags }) => Object.keys(tags)))];
  return keys.flatMap((by) => {
    const tagged = grouped.filter(
      (trend) => trend.tags[by] !== undefined && (by === "phase" || isMeasured(trend.tags)),
    );
    if (new Set(tagged.map(({ tags }) => tags[by])).size > mostValues) return [];
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
    const key = `${trend.name} ${tagsKey(tags)}`;
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
  const histogram = mergedHistogram(members);
  const { hdr: _hdr, ...trend } = trendMetric(members[0].name, tags, histogram);
  return { trend, histogram };
}
