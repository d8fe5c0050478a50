// A trend as curves, axes and marks.

import { formatChange, formatFigure } from "../../figures/figure-text.js";
import type { HistoryRun, HistoryTrend, RunHistory } from "../../metrics/history.js";
import type { Curve } from "../plots/curve.js";
import type { PlotMark } from "../plots/plot-marks.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { figureTitle } from "./history-view.js";

/** Runs one after the other, or by the time at which they started. */
export type RunsAxis = "run" | "time";

/** One dot. */
export interface RunDot {
  readonly x: number;
  readonly value: number;
  readonly run: HistoryRun;
}

/** All that a plot of a trend shows. */
export interface TrendPlot {
  readonly dots: readonly RunDot[];
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly marks: readonly PlotMark[];
}

const colours = { run: 0, leftOut: 7, level: 6, worse: 1, better: 2 } as const;

/** See the file's first line. */
export function trendPlot(history: RunHistory, trend: HistoryTrend, axis: RunsAxis): TrendPlot {
  const dots = dotsOf(history, trend, axis);
  const xOf = new Map(trend.points.map(({ run }, index) => [run, dots[index]?.x ?? 0]));
  const between = (before: number, after: number): number =>
    ((xOf.get(before) ?? 0) + (xOf.get(after) ?? 0)) / 2;
  const changes = trend.changes.map((change) => ({
    x: between(change.before, change.after),
    label: formatChange(change, trend.unit),
    colour: colours[change.verdict],
  }));
  const builds = trend.points.flatMap(({ run }, index) => {
    const [before, build] = [trend.points[index - 1]?.run, history.runs[run]?.build];
    if (before === undefined || build === undefined || history.runs[before]?.build === build) return [];
    return [{ x: between(before, run), label: short(build) }];
  });
  return {
    dots,
    curves: [
      dotCurve(says.history.aRun, colours.run, dots.filter(isEvidence)),
      dotCurve(
        says.history.noEvidence,
        colours.leftOut,
        dots.filter((dot) => !isEvidence(dot)),
      ),
      levelCurve(trend, xOf),
    ].filter(({ points }) => points.length > 0),
    x: axis === "run" ? runAxis(dots) : timeAxis(dots),
    y: valueAxis(trend),
    marks: [...builds, ...changes].sort((a, b) => a.x - b.x),
  };
}

/** The dot nearest to `x`. */
export function nearestDot(dots: readonly RunDot[], x: number): number {
  return dots.reduce(
    (nearest, dot, index) => (Math.abs(dot.x - x) < Math.abs((dots[nearest]?.x ?? 0) - x) ? index : nearest),
    0,
  );
}

function dotsOf({ runs }: RunHistory, { points }: HistoryTrend, axis: RunsAxis): readonly RunDot[] {
  let last = Number.NEGATIVE_INFINITY;
  return points.flatMap(({ run: index, value }, place) => {
    const run = runs[index];
    if (run === undefined) return [];
    // Runs of one instant lie side by side: x must rise.
    const x = axis === "run" ? place : Math.max(Date.parse(run.startedAt), last + 1);
    last = x;
    return [{ x, value, run }];
  });
}

function isEvidence({ run }: RunDot): boolean {
  return run.leftOut === undefined;
}

function dotCurve(label: string, colour: number, dots: readonly RunDot[]): Curve {
  return {
    label,
    colour,
    dots: { px: dots.length > 600 ? 3 : dots.length > 150 ? 5 : 7 },
    points: dots.map(({ x, value }) => [x, value]),
  };
}

/** The median between changes, as a line that breaks at each of them. */
function levelCurve({ changes, points, median }: HistoryTrend, xOf: ReadonlyMap<number, number>): Curve {
  const ends = changes.flatMap(({ before, after, from, to }): [number, number | undefined][] => {
    const [left, right] = [xOf.get(before) ?? 0, xOf.get(after) ?? 0];
    return [
      [left, from],
      [(left + right) / 2, undefined],
      [right, to],
    ];
  });
  const [first, last] = [points[0], points.at(-1)];
  const line: [number, number | undefined][] = [
    [xOf.get(first?.run ?? -1) ?? 0, changes[0]?.from ?? median],
    ...ends,
    [xOf.get(last?.run ?? -1) ?? 0, changes.at(-1)?.to ?? median],
  ];
  // A level of one run has no length.
  const rising = line.filter(([x], index) => index === 0 || x > (line[index - 1]?.[0] ?? x));
  return { label: says.history.median, colour: colours.level, points: rising };
}

function runAxis(dots: readonly RunDot[]): PlotAxis {
  const step = Math.max(1, Math.ceil(dots.length / mostTicks));
  // Not at the edge, where its label would be cut.
  const ticks = dots.flatMap(({ x }, index) => (index % step === step >> 1 ? [x] : []));
  const axis = {
    title: says.history.runsAxis,
    csvTitle: "run",
    format: (x: number) => dayText(dots[Math.round(x)]?.run.startedAt ?? "", dots),
    ticks,
    range: [-0.6, dots.length - 0.4] as const,
  };
  return axis;
}

function timeAxis(dots: readonly RunDot[]): PlotAxis {
  const [first, last] = [dots[0]?.x ?? 0, dots.at(-1)?.x ?? 0];
  const room = Math.max(3_600_000, (last - first) * 0.02);
  const ticks = Array.from(
    { length: mostTicks },
    (_, index) => first + ((last - first) * index) / (mostTicks - 1),
  );
  const axis = {
    title: says.history.timeAxis,
    csvTitle: "started_at",
    format: (x: number) => dayText(new Date(x).toISOString(), dots),
    ticks: last > first ? ticks : [first],
    range: [first - room, last + room] as const,
  };
  return axis;
}

const mostTicks = 10;

/** `20 Nov`; over more than a year `Nov 26`; within two days `14:05`. */
function dayText(iso: string, dots: readonly RunDot[]): string {
  const [first = "", last = ""] = [dots[0]?.run.startedAt, dots.at(-1)?.run.startedAt];
  const days = (Date.parse(last) - Date.parse(first)) / 86_400_000;
  const month = Number(iso.slice(5, 7));
  if (days < 2) return iso.slice(11, 16);
  return days > 365
    ? says.history.month(month, iso.slice(2, 4))
    : says.history.day(month, Number(iso.slice(8, 10)));
}

/** Not from 0: a change of a tenth must be seen. The upper edge has room for the labels of the marks. */
function valueAxis({ points, figure, title, unit, better }: HistoryTrend): PlotAxis {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const axis = {
    title: says.history.better(figureTitle({ figure, title }), better),
    csvTitle: "value",
    format: (value: number) => formatFigure(value, unit),
    range: [Math.max(0, low - span * 0.15), high + span * 0.35] as const,
  };
  return axis;
}

function short(build: string): string {
  return build.length > 14 ? `${build.slice(0, 12)}…` : build;
}
