// The history in words, for people who know nothing of the project.

import { formatChange, formatFigure } from "../figures/figure-text.js";
import type { HistoryChange, HistoryRun, HistoryTrend, RunHistory } from "../metrics/history.js";
import { formatCount } from "../units.js";

/** A change with what it is of. */
export interface PlacedChange {
  readonly trend: HistoryTrend;
  readonly change: HistoryChange;
}

/** What {@link changeSentence} tells. */
export interface ToldChange extends Pick<HistoryChange, "from" | "to" | "kind" | "value"> {
  readonly trend: Pick<HistoryTrend, "part" | "title" | "unit">;
  /** Last run before it. */
  readonly before: HistoryRun;
  /** First run after it. */
  readonly after: HistoryRun;
  readonly buildTag: string | undefined;
}

/** `p99 latency of "load" rose by 12% (4.1 ms → 4.6 ms) between 2026-11-20 and 2026-11-21, from version 1.2 to 1.3.` */
export function changeSentence(told: ToldChange): string {
  const { trend, before, after, from, to } = told;
  const size = formatChange(told, trend.unit).slice(1);
  const verb = to > from ? "rose" : "fell";
  const values = `${formatFigure(from, trend.unit)} → ${formatFigure(to, trend.unit)}`;
  const what = `${upperFirst(trend.title)} of ${subjectOf(after, trend.part)}`;
  return `${what} ${verb} by ${size} (${values}) ${timesOf(before, after)}${buildsOf(told)}.${toolsOf(before, after)}`;
}

/** What changed last, or why there is nothing to tell. */
export function headlineOf(
  { runs, series, trends }: Pick<RunHistory, "runs" | "series" | "trends">,
  last: PlacedChange | undefined,
): string {
  if (last !== undefined) return last.change.sentence;
  const compared = series.filter((one) => one.runs.length > 1);
  const ready = trends.filter(({ evidence, needs }) => evidence >= needs);
  if (ready.length > 0) {
    const told = new Set(ready.map((trend) => trend.series));
    const readyRuns = [...told].reduce((sum, index) => sum + (series[index]?.runs.length ?? 0), 0);
    return `No change was found in ${counted(readyRuns, "run")} of ${counted(told.size, "series", "series")}.`;
  }
  const [most] = [...trends].sort(
    (a, b) => b.evidence - a.evidence || Number(b.gates) - Number(a.gates) || a.needs - b.needs,
  );
  if (most === undefined) return `${counted(runs.length, "run")}, without a figure that has a trend.`;
  const longest =
    compared.length === 0 ? "no two of them can be compared" : `the longest series has ${most.evidence}`;
  return `Too few runs to see a change: ${longest}, and a change can be seen from ${most.needs} on.`;
}

/** What the history is of, and how much it found. */
export function historySentences(
  { runs, series, skipped }: Pick<RunHistory, "runs" | "series" | "skipped">,
  changes: readonly PlacedChange[],
): readonly string[] {
  const [first, last] = [runs[0], runs.at(-1)].map((run) => run && dateOf(run));
  const when = first === last ? `on ${first}` : `from ${first} to ${last}`;
  const worse = changes.filter(({ change }) => change.verdict === "worse").length;
  const leftOut = runs.filter((run) => run.leftOut !== undefined).length;
  const found = `${counted(changes.length, "change")} ${changes.length === 1 ? "was" : "were"} found: ${worse} for the worse, ${changes.length - worse} for the better.`;
  const shownOnly = `${counted(leftOut, "run")} ${leftOut === 1 ? "is" : "are"} shown but no evidence, being invalid or interrupted.`;
  const noRuns = `${counted(skipped.length, "folder")} ${skipped.length === 1 ? "was" : "were"} left out.`;
  return [
    ...alongside(changes),
    `${counted(runs.length, "run")} in ${counted(series.length, "series", "series")}, ${when}.`,
    ...(changes.length > 0 ? [found] : []),
    ...(leftOut > 0 ? [shownOnly] : []),
    ...(skipped.length > 0 ? [noRuns] : []),
  ];
}

/** What else changed with the first of `changes`. */
function alongside([head, ...others]: readonly PlacedChange[]): readonly string[] {
  const same = others.filter(
    ({ trend, change }) =>
      trend.series === head?.trend.series &&
      trend.part === head.trend.part &&
      change.after === head.change.after,
  );
  if (same.length === 0) return [];
  const texts = same.map(({ trend, change }) => `${trend.title} (${formatChange(change, trend.unit)})`);
  return [`Between the same runs changed ${texts.join(", ")}, too.`];
}

function subjectOf({ name, kind }: HistoryRun, part: string | undefined): string {
  if (part === undefined) return `“${name}”`;
  return kind === "experiment" ? `variant “${part}” of “${name}”` : `“${part}” in “${name}”`;
}

/** Days where they differ, else minutes: UTC, as in the names of the folders. */
function timesOf(before: HistoryRun, after: HistoryRun): string {
  const [from, to] = [dateOf(before), dateOf(after)];
  if (from !== to) return `between ${from} and ${to}`;
  return `on ${from} between ${before.startedAt.slice(11, 16)} and ${after.startedAt.slice(11, 16)} UTC`;
}

function buildsOf({ before, after, buildTag }: ToldChange): string {
  if (buildTag === undefined || after.build === undefined) return "";
  if (before.build === undefined) return `, with ${buildTag} ${after.build}`;
  if (before.build === after.build) return `, within ${buildTag} ${after.build}`;
  return `, from ${buildTag} ${before.build} to ${after.build}`;
}

/** What may have caused it beside the target. */
function toolsOf(before: HistoryRun, after: HistoryRun): string {
  const changed = [
    ...(before.wsrig === after.wsrig ? [] : [`wsrig went from ${before.wsrig} to ${after.wsrig}`]),
    ...(before.node === after.node ? [] : [`its Node.js went from ${before.node} to ${after.node}`]),
  ];
  return changed.length === 0 ? "" : ` At the same time ${changed.join(" and ")}, which may be the cause.`;
}

function dateOf({ startedAt }: HistoryRun): string {
  return startedAt.slice(0, 10);
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function upperFirst(text: string): string {
  // `p50` stays a name.
  return /^p\d/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
