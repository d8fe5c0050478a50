// How each plot was made, in plain words and with this report's own numbers: the captions of plots.

import { isMeasured } from "../../figures/tags.js";
import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import type { HandshakeStep } from "./handshake-phases.js";
import type { HeatGrid } from "./heat-grid.js";
import { pointSpanMs, shortestSpanMs } from "./lane-seconds.js";
import { counted } from "./metric-words.js";
import type { DrawnTrend } from "./trend-choices.js";

/** Of distributions drawn by percentile. */
export function madeOfTrends(drawn: readonly DrawnTrend[], report: Pick<RunReport, "metrics">): string {
  return madeOfWhole(
    drawn,
    report,
    "a curve has five points for each halving of the share that was slower, and ends at the slowest sample.",
  );
}

/** Of distributions drawn as the share of samples over time. */
export function madeOfShares(drawn: readonly DrawnTrend[], report: Pick<RunReport, "metrics">): string {
  return madeOfWhole(
    drawn,
    report,
    "a curve has a point for every 1% of the samples, above 99% finer ones, and ends at the slowest sample.",
  );
}

function madeOfWhole(
  drawn: readonly DrawnTrend[],
  report: Pick<RunReport, "metrics">,
  resolution: string,
): string {
  const whole = drawn.filter(({ points }) => points !== undefined);
  const coarse = drawn.filter(({ points }) => points === undefined);
  return sentences([
    whole.length > 0 &&
      `From the ${oneOrMany(whole.length, "HDR histogram")} of ${samplesOf(whole, report)}.`,
    whole.length > 0 && `Every sample is kept to 3 significant digits; ${resolution}`,
    coarse.length > 0 &&
      `Of ${samplesOf(coarse, report)} only the percentiles written in the report are drawn (50, 75, 90, 95, 99, 99.9% and the slowest), with straight lines between them.`,
  ]);
}

/** Of the percentiles of each second. @param names - Of the metrics drawn. */
export function madeOfSeconds(series: readonly SeriesPoint[], names: readonly string[]): string {
  const { longestMs } = spansOf(series);
  return sentences([
    `From the time series of ${listed(names)}: median, 99% and slowest of each ${spanWords(longestMs)}, worked out from the samples of that time alone (3 significant digits).`,
    isJoined(longestMs) && "Where seconds were joined because the run was long, the worst of them is drawn.",
    measuredFirst(series),
    leftOutShort(series),
  ]);
}

/** Of messages per second. @param names - Of their counters. */
export function madeOfMessages(series: readonly SeriesPoint[], names: readonly string[]): string {
  return sentences([madeOfCounters(series, names), leftOutShort(series)]);
}

/** Of counters per second. @param names - Of those that were counted. */
export function madeOfCounters(series: readonly SeriesPoint[], names: readonly string[]): string {
  const { longestMs } = spansOf(series);
  const counting = names.filter((name) => series.some(({ counters }) => counters[name] !== undefined));
  return `From the time series of the ${oneOrMany(counting.length, "counter")} ${listed(counting)}: what was added in each ${spanWords(longestMs)}, divided by its length. Warm-up is drawn too.`;
}

/** Of the last values of gauges. */
export function madeOfGauges(series: readonly SeriesPoint[], names: readonly string[]): string {
  const { longestMs } = spansOf(series);
  const read = names.filter((name) => series.some(({ gauges }) => gauges[name] !== undefined));
  return sentences([
    `From the time series of the ${oneOrMany(read.length, "gauge")} ${listed(read)}: the last value in each ${spanWords(longestMs)}. Warm-up is drawn too.`,
    leftOutShort(series),
  ]);
}

/** Of the figures of a trend that only its worst counts of: those of one second are joined by the highest. */
export function madeOfWorst(series: readonly SeriesPoint[], name: string, figures: string): string {
  const { longestMs } = spansOf(series);
  return `From the time series of ${name}: ${figures} of each ${spanWords(longestMs)}; where several loads, phases or processes share it, the highest of theirs.`;
}

/** Of a heat map. */
export function madeOfHeat(name: string, { columns }: HeatGrid): string {
  const samples = columns.reduce((sum, { counts }) => sum + total(counts), 0);
  const longestMs = Math.max(0, ...columns.map((column) => 1_000 * (column.toSeconds - column.fromSeconds)));
  return (
    `From ${counted(samples, "sample")} of ${name}, counted in ${counted(columns.length, "column")} of ${lengthWords(longestMs)}. ` +
    "A row reaches over a quarter of a doubling: its upper border is 14 to 25% above its lower one."
  );
}

/** Of the steps of opening a connection. */
export function madeOfHandshakes(rows: readonly HandshakeStep[]): string {
  const names = [...new Set(rows.map(({ trend }) => trend.name))];
  const most = Math.max(0, ...rows.map(({ trend }) => trend.count));
  return `From the medians of ${listed(names)} (3 significant digits), of up to ${counted(most, "handshake")} each. The number beside a bar is the sum of its medians.`;
}

function samplesOf(drawn: readonly DrawnTrend[], { metrics }: Pick<RunReport, "metrics">): string {
  const names = [...new Set(drawn.map(({ trend }) => trend.name))];
  const parts = names.map((name) => {
    const own = drawn.filter(({ trend }) => trend.name === name);
    const count = own.reduce((sum, { trend }) => sum + trend.count, 0);
    const curves = own.length > 1 ? ` in ${own.length} curves` : "";
    return `${name} (${counted(count, "sample")}${curves})`;
  });
  const isLeftOut = metrics.some(({ name, tags }) => names.includes(name) && !isMeasured(tags));
  return `${listed(parts)}${isLeftOut ? ", warm-up left out" : ""}`;
}

function measuredFirst(series: readonly SeriesPoint[]): string | false {
  return (
    series.some(({ tags }) => !isMeasured(tags)) &&
    "A second that is warm-up only in part shows its measured part."
  );
}

function leftOutShort(series: readonly SeriesPoint[]): string | false {
  return (
    series.some((point) => pointSpanMs(point) < shortestSpanMs) &&
    `What is shorter than ${shortestSpanMs} ms, as the end of a run may be, is left out.`
  );
}

function spansOf(series: readonly SeriesPoint[]): { readonly longestMs: number } {
  return { longestMs: series.reduce((longest, point) => Math.max(longest, pointSpanMs(point)), 0) };
}

/** Seconds may be a little longer than one; joined ones are 2, 4, 8, ... of them. */
function isJoined(longestMs: number): boolean {
  return longestMs > 1_500;
}

function spanWords(longestMs: number): string {
  return isJoined(longestMs) ? `span of ${lengthWords(longestMs)}` : "second";
}

function lengthWords(ms: number): string {
  return isJoined(ms) ? `${formatCount(Math.round(ms / 1_000))} s` : "1 s";
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function oneOrMany(count: number, singular: string): string {
  return count === 1 ? singular : `${singular}s`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(words: readonly string[]): string {
  const [last = "", ...others] = [...words].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}

function sentences(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(" ");
}
