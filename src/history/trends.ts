// The trends of one series: each figure over its runs, and where it changed.

import { median } from "simple-statistics";
import { findChanges, valuesNeeded } from "../compare/change-points.js";
import type { HistoryChange, HistoryFigure, HistoryRun, HistoryTrend } from "../metrics/history.js";
import { historyFigures } from "../metrics/history.js";
import { seededRandom } from "../random.js";
import { changeSentence } from "./history-words.js";
import { type TrendFigure, trendFigures } from "./trend-figures.js";

/** What {@link seriesTrends} works on. */
export interface TrendInput {
  readonly runs: readonly HistoryRun[];
  readonly series: number;
  /** Of the series, in the order of time. */
  readonly runIndexes: readonly number[];
  /** Told first, and tested together. */
  readonly gates: readonly HistoryFigure[];
  /** Whether figures that are not told first are left out. */
  readonly isGatesOnly: boolean;
  readonly noise: number;
  /** Shared by the figures that are tested together. */
  readonly level: number;
  readonly buildTag: string | undefined;
}

/** By part, in order of first appearance, then by figure. */
export function seriesTrends(input: TrendInput): readonly HistoryTrend[] {
  const parts = new Set(
    input.runIndexes.flatMap((index) => input.runs[index]?.parts.map(({ name }) => name) ?? []),
  );
  return [...parts].flatMap((part) => partTrends(part, input));
}

interface Values {
  readonly figure: HistoryFigure;
  readonly points: HistoryTrend["points"];
}

function partTrends(part: string | undefined, input: TrendInput): readonly HistoryTrend[] {
  const all = historyFigures
    .filter((figure) => !input.isGatesOnly || input.gates.includes(figure))
    .map((figure) => ({ figure, points: pointsOf(figure, part, input) }))
    .filter(({ points }) => points.length > 0);
  const gated = all.filter(({ figure }) => input.gates.includes(figure)).length;
  return all.map((values) => {
    const gates = input.gates.includes(values.figure);
    // Bonferroni: of so many figures that never changed one in a hundred series may seem to.
    const level = input.level / (gates ? gated : all.length - gated);
    return trendOf({ ...values, part, gates, level }, input);
  });
}

function pointsOf(
  figure: HistoryFigure,
  part: string | undefined,
  { runs, runIndexes }: TrendInput,
): HistoryTrend["points"] {
  return runIndexes.flatMap((run) => {
    const value = runs[run]?.parts.find(({ name }) => name === part)?.figures[figure];
    return value === undefined ? [] : [{ run, value }];
  });
}

interface TrendValues extends Values, Pick<HistoryTrend, "gates" | "level"> {
  readonly part: string | undefined;
}

function trendOf({ figure, points, part, gates, level }: TrendValues, input: TrendInput): HistoryTrend {
  const { title, unit, better } = trendFigures[figure];
  const evidence = points.filter(({ run }) => input.runs[run]?.leftOut === undefined);
  const trend = {
    series: input.series,
    ...(part !== undefined && { part }),
    figure,
    title,
    unit,
    better,
    gates,
    points,
    median: median((evidence.length > 0 ? evidence : points).map(({ value }) => value)),
    level,
    evidence: evidence.length,
    needs: valuesNeeded(level),
  };
  return { ...trend, changes: changesOf(trend, evidence, input) };
}

function changesOf(
  trend: Omit<HistoryTrend, "changes">,
  evidence: HistoryTrend["points"],
  { runs, noise, buildTag }: TrendInput,
): HistoryChange[] {
  const values = evidence.map(({ value }) => value);
  const rule = ruleOf(trendFigures[trend.figure], { values, noise });
  // A fixed seed: the same runs always give the same page.
  const random = seededRandom(5).fork(trend.figure);
  const found = findChanges(values, { ...rule, level: trend.level, random });
  return found.flatMap(({ at, from, to, p }, index) => {
    const [before, after] = [evidence[at - 1]?.run ?? 0, evidence[at]?.run ?? 0];
    const [lastBefore, firstAfter] = [runs[before], runs[after]];
    if (lastBefore === undefined || firstAfter === undefined) return [];
    const value = rule.kind === "ratio" ? to / from : to - from;
    const told = { trend, before: lastBefore, after: firstAfter, from, to, kind: rule.kind, value, buildTag };
    return [
      {
        before,
        after,
        from,
        to,
        kind: rule.kind,
        value,
        p,
        verdict: to > from === (trend.better === "higher") ? "better" : "worse",
        ...(index === found.length - 1 && { isLast: true }),
        sentence: changeSentence(told),
      } satisfies HistoryChange,
    ];
  });
}

/** Where a value is 0 there is no ratio: the noise is then a share of the median. */
function ruleOf(
  { kind, least }: TrendFigure,
  { values, noise }: { readonly values: readonly number[]; readonly noise: number },
): { readonly kind: TrendFigure["kind"]; readonly noise: number } {
  if (least !== undefined) return { kind: "difference", noise: least };
  if (kind === "ratio" && values.every((value) => value > 0)) return { kind, noise };
  return { kind: "difference", noise: noise * (values.length === 0 ? 0 : median([...values])) };
}
