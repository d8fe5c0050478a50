// What every rendering for people shows of a report, in their words and units: rows of text, not yet escaped.

import { shellCommand } from "../figures/shell-command.js";
import type { ReportCheck, RunReport, Tags } from "../metrics/run-report.js";
import { formatAsBound, formatBytes, formatCount, formatMs, formatUs } from "../units.js";
import { allScenarios, keyCounters, keyTrends, namedCounters } from "./key-figures.js";

/** A table: a title of the first column and of each figure; each row as long as `columns`. */
export interface SummaryTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The checks of a report by status, in their order. */
export interface CheckGroups {
  readonly failed: readonly ReportCheck[];
  readonly passed: readonly ReportCheck[];
  readonly notApplicable: readonly ReportCheck[];
}

export function groupChecks(report: RunReport): CheckGroups {
  const withStatus = (status: ReportCheck["status"]): ReportCheck[] =>
    report.checks.filter((check) => check.status === status);
  return {
    failed: withStatus("fail"),
    passed: withStatus("pass"),
    notApplicable: withStatus("notApplicable"),
  };
}

/** Checks under the name of their scenario, both in order of first appearance. */
export function groupByScenario(checks: readonly ReportCheck[]): Map<string, ReportCheck[]> {
  const groups = new Map<string, ReportCheck[]>();
  for (const check of checks) {
    const group = groups.get(check.scenario);
    if (group === undefined) groups.set(check.scenario, [check]);
    else group.push(check);
  }
  return groups;
}

/** `11 passed, 1 failed, 2 not applicable`; parts that are 0 are left out, except passed. */
export function countChecks({ failed, passed, notApplicable }: CheckGroups): string {
  const parts = [`${formatCount(passed.length)} passed`];
  if (failed.length > 0) parts.push(`${formatCount(failed.length)} failed`);
  if (notApplicable.length > 0) parts.push(`${formatCount(notApplicable.length)} not applicable`);
  return parts.join(", ");
}

/** The first `max` of a list, each by `show`, and a last one that says how many more there are. */
export function firstOf<T>(items: readonly T[], max: number, show: (item: T) => string): string[] {
  const shown = items.slice(0, max).map(show);
  return items.length > max ? [...shown, moreOf(items.length - max)] : shown;
}

/** Says that `count` more are in the report. */
export function moreOf(count: number): string {
  return `... and ${formatCount(count)} more; see report.json`;
}

/** What set the pace of a closed loop, as part of a line; nothing when it is not known. */
export function limit(report: RunReport): string | undefined {
  const { limitedBy } = report;
  return limitedBy === undefined || limitedBy === "unknown" ? undefined : `limited by the ${limitedBy}`;
}

/** ` (3 of 100 failed)` for a check that ran more than once, else nothing. */
export function repeats(check: ReportCheck): string {
  const { passes = 0, fails = 0 } = check;
  return fails > 0 && passes + fails > 1
    ? ` (${formatCount(fails)} of ${formatCount(passes + fails)} failed)`
    : "";
}

/**
 * Latencies a reader acts on, one row per trend and tag set.
 *
 * @param maxRows - Where there would be more, scenarios are merged, and what is still too much becomes one last row.
 */
export function latencyTable(report: RunReport, maxRows: number): SummaryTable {
  const rows = keyTrends(report.metrics, maxRows).map(({ name, tags, count, p50, p90, p99, p999, max }) => [
    withTags(name, tags),
    formatCount(count),
    ...[p50, p90, p99, p999, max].map(latency),
  ]);
  return cut({ columns: ["Latency", "count", "p50", "p90", "p99", "p99.9", "max"], rows }, maxRows);
}

/** Messages, connections and bytes, one row per counter and tag set; errors apart. See {@link latencyTable}. */
export function throughputTable(report: RunReport, maxRows: number): SummaryTable {
  const rows = keyCounters(report.metrics, maxRows, errorCounters).map(
    ({ name, tags, unit, count, ratePerSecond }) => {
      const format = unit === "byte" ? formatBytes : formatCount;
      return [
        withTags(name, tags),
        format(count),
        tags.scenario === allScenarios ? "" : format(ratePerSecond),
      ];
    },
  );
  return cut({ columns: ["Throughput", "total", "per second"], rows }, maxRows);
}

/** One row per kind of error that happened: failures, and messages lost, late, twice or out of order. */
export function errorTable(report: RunReport, maxRows: number): SummaryTable {
  const rows = namedCounters(report.metrics, maxRows, errorCounters).map(({ name, tags, count }) => [
    withTags(name, tags),
    formatCount(count),
  ]);
  return cut({ columns: ["Errors", "count"], rows }, maxRows);
}

/** One row per threshold. */
export function thresholdTable(report: RunReport): SummaryTable {
  const rows = report.thresholds.map(({ metric, expression, ok, observed }) => [
    `${metric}: ${expression}`,
    ok ? "holds" : "failed",
    observed === undefined ? "no samples" : formatAsBound(observed, expression),
  ]);
  return { columns: ["Threshold", "result", "observed"], rows };
}

/** `wsrig 0.1.0, Node.js 20.20.0, Linux 6.1 x64, 2 x Some CPU`. */
export function describeEnvironment(report: RunReport): string {
  const { os, arch, cpu, cores, node } = report.environment;
  return `${report.tool.name} ${report.tool.version}, Node.js ${node}, ${os} ${arch}, ${cores} x ${cpu}`;
}

/** The command line that repeats the run, quoted for a POSIX shell. */
export function repeatCommand(report: RunReport): string {
  return shellCommand(report.command);
}

/** How long the run took; nothing for a comparison, which ran nothing. */
export function duration({ kind, durationMs }: RunReport): string | undefined {
  return kind === "comparison" ? undefined : formatMs(durationMs);
}

const errorCounters = new Set([
  "ws_errors",
  "ws_msgs_lost",
  "ws_msgs_late",
  "ws_msgs_duplicated",
  "ws_msgs_reordered",
  "ws_msgs_dropped",
  "dropped_iterations",
  "ws_stream_stalls",
]);

function cut({ columns, rows }: SummaryTable, maxRows: number): SummaryTable {
  if (rows.length <= maxRows) return { columns, rows };
  const more = [moreOf(rows.length - maxRows), ...columns.slice(1).map(() => "")];
  return { columns, rows: [...rows.slice(0, maxRows), more] };
}

function withTags(name: string, tags: Tags): string {
  return [name, ...Object.entries(tags).map(([key, value]) => `${key}=${value}`)].join(" ");
}

function latency(us: number | undefined): string {
  return us === undefined ? "" : formatUs(us);
}
