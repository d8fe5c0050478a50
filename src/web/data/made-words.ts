// How each plot was made, in plain words and with this report's own numbers: the captions of plots.

import { isMeasured } from "../../figures/tags.js";
import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { says } from "../words/report-words.js";
import type { HandshakeStep } from "./handshake-phases.js";
import type { HeatGrid } from "./heat-grid.js";
import { pointSpanMs, shortestSpanMs } from "./lane-seconds.js";
import type { DrawnTrend } from "./trend-choices.js";

/** Of distributions drawn by percentile. */
export function madeOfTrends(drawn: readonly DrawnTrend[], report: Pick<RunReport, "metrics">): string {
  return madeOfWhole(drawn, report, says.made.byPercentile);
}

/** Of distributions drawn as the share of samples over time. */
export function madeOfShares(drawn: readonly DrawnTrend[], report: Pick<RunReport, "metrics">): string {
  return madeOfWhole(drawn, report, says.made.byShare);
}

function madeOfWhole(
  drawn: readonly DrawnTrend[],
  report: Pick<RunReport, "metrics">,
  resolution: string,
): string {
  const whole = drawn.filter(({ points }) => points !== undefined);
  const coarse = drawn.filter(({ points }) => points === undefined);
  return sentences([
    whole.length > 0 && says.made.fromHistograms(whole.length, samplesOf(whole, report)),
    whole.length > 0 && says.made.everySample(resolution),
    coarse.length > 0 && says.made.onlyPercentiles(samplesOf(coarse, report)),
  ]);
}

/** Of the percentiles of each second. @param names - Of the metrics drawn. */
export function madeOfSeconds(series: readonly SeriesPoint[], names: readonly string[]): string {
  const { longestMs } = spansOf(series);
  return sentences([
    says.made.seconds(says.listed(names), spanWords(longestMs)),
    isJoined(longestMs) && says.made.joined,
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
  return says.made.counters(counting.length, says.listed(counting), spanWords(longestMs));
}

/** Of the last values of gauges. */
export function madeOfGauges(series: readonly SeriesPoint[], names: readonly string[]): string {
  const { longestMs } = spansOf(series);
  const read = names.filter((name) => series.some(({ gauges }) => gauges[name] !== undefined));
  return sentences([
    says.made.gauges(read.length, says.listed(read), spanWords(longestMs)),
    leftOutShort(series),
  ]);
}

/** Of the figures of a trend that only its worst counts of: those of one second are joined by the highest. */
export function madeOfWorst(series: readonly SeriesPoint[], name: string, figures: string): string {
  const { longestMs } = spansOf(series);
  return says.made.worst(name, figures, spanWords(longestMs));
}

/** Of a heat map. */
export function madeOfHeat(name: string, { columns }: HeatGrid): string {
  const samples = columns.reduce((sum, { counts }) => sum + total(counts), 0);
  const longestMs = Math.max(0, ...columns.map((column) => 1_000 * (column.toSeconds - column.fromSeconds)));
  return says.made.heat(samples, name, columns.length, lengthWords(longestMs));
}

/** Of the steps of opening a connection. */
export function madeOfHandshakes(rows: readonly HandshakeStep[]): string {
  const names = [...new Set(rows.map(({ trend }) => trend.name))];
  const most = Math.max(0, ...rows.map(({ trend }) => trend.count));
  return says.made.handshakes(says.listed(names), most);
}

function samplesOf(drawn: readonly DrawnTrend[], { metrics }: Pick<RunReport, "metrics">): string {
  const names = [...new Set(drawn.map(({ trend }) => trend.name))];
  const parts = names.map((name) => {
    const own = drawn.filter(({ trend }) => trend.name === name);
    const count = own.reduce((sum, { trend }) => sum + trend.count, 0);
    return says.made.samples(name, count, own.length);
  });
  const isLeftOut = metrics.some(({ name, tags }) => names.includes(name) && !isMeasured(tags));
  return isLeftOut ? says.made.withoutWarmUp(says.listed(parts)) : says.listed(parts);
}

function measuredFirst(series: readonly SeriesPoint[]): string | false {
  return series.some(({ tags }) => !isMeasured(tags)) && says.made.measuredFirst;
}

function leftOutShort(series: readonly SeriesPoint[]): string | false {
  return (
    series.some((point) => pointSpanMs(point) < shortestSpanMs) && says.made.leftOutShort(shortestSpanMs)
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
  return says.made.span(isJoined(longestMs) ? Math.round(longestMs / 1_000) : undefined);
}

function lengthWords(ms: number): string {
  return isJoined(ms) ? `${formatCount(Math.round(ms / 1_000))} s` : "1 s";
}

function total(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function sentences(parts: readonly (string | false)[]): string {
  return parts.filter((part) => part !== false).join(says.betweenSentences);
}
