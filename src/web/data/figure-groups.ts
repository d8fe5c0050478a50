// The figures of a load, or of everything that shares the value of a tag, side by side.

import { loadTag } from "../../figures/load-names.js";
import { isLoad, isMeasured } from "../../figures/tags.js";
import { groupedTrends, mostValues } from "../../figures/worked-out.js";
import type { CounterMetric, RunReport, Tags, TrendMetric } from "../../metrics/run-report.js";
import { laneKey } from "./lanes.js";
import { isTrend, measuredTrends } from "./measured-trends.js";
import type { ReportSource } from "./report-source.js";
import { countersOf, laneRate } from "./run-facts.js";

/** What is put together. */
export interface FigureGroup {
  readonly label: string;
  readonly colour: number;
  /** The tag that makes the group, and its value; without one it is the only load of the run. */
  readonly by: { readonly tag: string; readonly value: string } | undefined;
}

/** The figures of a group without warm-up; undefined where it has none. */
export interface GroupFigures {
  readonly group: FigureGroup;
  readonly sentPerSecond: number | undefined;
  readonly receivedPerSecond: number | undefined;
  /** Whether answers were timed, even where their times cannot be put together. */
  readonly isTimed: boolean;
  readonly service: TrendMetric | undefined;
  readonly corrected: TrendMetric | undefined;
  /** At any time; absent where errors do not carry the tag of the group. */
  readonly errors: number | undefined;
  readonly lost: number | undefined;
  readonly late: number | undefined;
  readonly dropped: number | undefined;
}

/** The loads of the run, in their order; none where it had none. */
export function loadGroups(report: RunReport): readonly FigureGroup[] {
  const { loads = [] } = report;
  const tag = loadTag(report);
  const names = loads.length > 0 ? loads.map(({ name }) => name) : valuesOf(report, "load");
  // A run of one load needs no tag to tell it from others.
  const isAlone = names.length === 1 && tag === undefined;
  return names.map((name, colour) => ({
    label: name,
    colour,
    by: isAlone ? undefined : { tag: tag ?? "load", value: name },
  }));
}

function valuesOf({ metrics }: RunReport, tag: string): readonly string[] {
  return [...new Set(metrics.flatMap(({ tags }) => tags[tag] ?? []))];
}

/**
 * Tags by whose values the metrics of loads can be put together: those with at least two. Loads have a table of
 * their own, and warm-up beside one other phase is no choice.
 */
export function groupingTags(report: RunReport): readonly string[] {
  const { metrics } = report;
  const values = new Map<string, Set<string>>();
  for (const { name, tags } of metrics) {
    if (!groupedNames.includes(name) || !isLoad(tags) || !isMeasured(tags)) continue;
    for (const [tag, value] of Object.entries(tags))
      values.set(tag, (values.get(tag) ?? new Set()).add(value));
  }
  for (const { by } of loadGroups(report)) if (by !== undefined) values.delete(by.tag);
  return [...values].filter(([, { size }]) => size > 1 && size <= mostValues).map(([tag]) => tag);
}

/** One group per value of `tag`. */
export function groupsBy({ metrics }: RunReport, tag: string): readonly FigureGroup[] {
  const own = metrics.filter(
    ({ name, tags }) => groupedNames.includes(name) && isLoad(tags) && (isMeasured(tags) || tag === "phase"),
  );
  const values = [...new Set(own.flatMap(({ tags }) => tags[tag] ?? []))];
  return values.map((value, index) => ({ label: value, colour: index, by: { tag, value } }));
}

/** Works the figures of a group out. */
export function groupFigures(source: ReportSource, group: FigureGroup): GroupFigures {
  const { report } = source;
  const total = (...names: readonly string[]): number | undefined =>
    sumOf(
      names
        .flatMap((name) => countersOf(report, name))
        .filter(({ tags }) => belongs(tags, group) && isCounted(tags, group)),
    );
  return {
    group,
    sentPerSecond: groupRate(report, "ws_msgs_sent", group),
    receivedPerSecond: groupRate(report, "ws_msgs_received", group),
    isTimed: trendsOf(report, "ws_msg_latency", group).length > 0,
    service: groupTrend(source, "ws_msg_latency", group),
    corrected: groupTrend(source, "ws_msg_latency_corrected", group),
    errors: errorsOf(report, group),
    lost: total("ws_msgs_lost"),
    late: total("ws_msgs_late"),
    dropped: total("ws_msgs_dropped", "dropped_iterations"),
  };
}

/** Whether what has these tags belongs to the group. */
export function belongs(tags: Tags, { by }: FigureGroup): boolean {
  if (by !== undefined) return tags[by.tag] === by.value;
  // What checks count by the way is tagged with their scenario and has no phase.
  return isLoad(tags) || tags.scenario === undefined;
}

const groupedNames: readonly string[] = ["ws_msgs_sent", "ws_msgs_received", ...groupedTrends];

/** Warm-up counts only where the groups are the phases. */
function isCounted(tags: Tags, { by }: FigureGroup): boolean {
  return isMeasured(tags) || by?.tag === "phase";
}

function sumOf(counters: readonly CounterMetric[]): number | undefined {
  return counters.length === 0 ? undefined : counters.reduce((sum, { count }) => sum + count, 0);
}

function errorsOf(report: RunReport, group: FigureGroup): number | undefined {
  const errors = countersOf(report, "ws_errors");
  const own = sumOf(errors.filter(({ tags }) => belongs(tags, group)));
  // An error is always tagged with its load: none of a load is a finding. Of another tag it may say nothing.
  const { by } = group;
  const isTold =
    by === undefined || by.tag === "load" || errors.some(({ tags }) => tags[by.tag] !== undefined);
  return own ?? (isTold ? 0 : undefined);
}

/** Lanes run side by side, so their rates add up; the phases of a lane follow each other. */
function groupRate(report: RunReport, name: string, group: FigureGroup): number | undefined {
  const own = countersOf(report, name).filter(
    ({ tags }) => belongs(tags, group) && isCounted(tags, group) && isLoad(tags),
  );
  if (own.length === 0) return undefined;
  if (group.by?.tag === "phase") return own.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const keys = [...new Set(own.map(({ tags }) => laneKey(tags)))];
  return keys.reduce((sum, key) => sum + (laneRate(report, name, key) ?? 0), 0);
}

function trendsOf({ metrics }: RunReport, name: string, group: FigureGroup): readonly TrendMetric[] {
  return metrics
    .filter(isTrend)
    .filter((trend) => trend.name === name && trend.count > 0 && isLoad(trend.tags))
    .filter(({ tags }) => belongs(tags, group) && isCounted(tags, group));
}

function groupTrend(source: ReportSource, name: string, group: FigureGroup): TrendMetric | undefined {
  const { by } = group;
  const own = trendsOf(source.report, name, group);
  if (own.length < 2) return own[0];
  if (by === undefined) {
    const lanes = measuredTrends(source, name, isLoad);
    return lanes.length === 1 ? lanes[0]?.trend : undefined;
  }
  return source.merged?.find(
    ({ by: tag, trend }) => tag === by.tag && trend.name === name && trend.tags[by.tag] === by.value,
  )?.trend;
}
