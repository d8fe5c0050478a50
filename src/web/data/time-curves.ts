// What happened when: curves over the seconds of the run, one lane one colour.

import { isLoad, isMeasured } from "../../figures/tags.js";
import type { RunReport, SeriesPoint } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis, PlotShade } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { isActive, type LaneSecond, laneSeconds, pointSpanMs, shortestSpanMs } from "./lane-seconds.js";
import { inLoadOrder, type Lane, lanesOf } from "./lanes.js";
import type { LaneTrend } from "./trend-choices.js";

type Statistic = "p50" | "p90" | "p99" | "max";
type CurvePoint = readonly [number, number | undefined];

const statistics: readonly {
  readonly name: Statistic;
  readonly words: string;
  readonly dash?: readonly number[];
}[] = [
  { name: "p50", words: says.statistics.p50 },
  { name: "p99", words: says.statistics.p99, dash: [6, 4] },
  { name: "max", words: says.statistics.max, dash: [1.5, 3.5] },
];

/** The x axis of all of them, in seconds of the run. */
export function runTimeAxis(series: readonly SeriesPoint[]): PlotAxis {
  const endMs = series.reduce((latest, point) => Math.max(latest, point.atMs), 1_000);
  const inMinutes = endMs > 600_000;
  return {
    title: says.plots.sinceStart,
    csvTitle: "at_s",
    format: inMinutes ? formatMinutes : (value) => `${formatCount(value)} s`,
    range: [0, endMs / 1_000],
    ...(inMinutes ? { increments: minuteSteps } : {}),
  };
}

/** Distances of ticks in seconds: a minute to a day. */
const minuteSteps = [1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440].map((minutes) => minutes * 60);

function formatMinutes(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return rest === 0 ? `${formatCount(minutes)} min` : `${formatCount(minutes)} min ${rest} s`;
}

/** Median, 99th percentile and slowest of each second. With many lanes only the medians show at first. */
export function latencyOverTime(
  series: readonly SeriesPoint[],
  drawn: readonly LaneTrend[],
): readonly Curve[] {
  return drawn.flatMap(({ lane, name, label: own }) =>
    statistics.flatMap((statistic) => {
      const points = lanePoints(series, lane, (second) => second.trends[name]?.[statistic.name]);
      if (points.length === 0) return [];
      const label = drawn.length > 1 ? `${own}, ${statistic.words}` : statistic.words;
      const hidden = drawn.length > 3 && statistic.name !== "p50";
      return [
        { label, colour: lane.colour, hidden, points, ...(statistic.dash ? { dash: statistic.dash } : {}) },
      ];
    }),
  );
}

/** A counter's increase per second. A lane at rest while another works is left blank, not drawn at 0. */
export function rateOverTime(
  series: readonly SeriesPoint[],
  name: string,
  lanes: readonly Lane[],
): readonly Curve[] {
  const busy = new Set(series.filter((point) => (point.counters[name] ?? 0) > 0).map((point) => point.atMs));
  return curvesOf(series, lanes, ({ counters, atMs, spanMs }) => {
    const increase = counters[name];
    if (increase === undefined || (increase === 0 && busy.has(atMs))) return undefined;
    return (increase * 1_000) / spanMs;
  });
}

/** A gauge's last value in each second. Curves have the order and colours of the report's loads, where they are of loads. */
export function gaugeOverTime(report: Pick<RunReport, "series" | "loads">, name: string): readonly Curve[] {
  const { series } = report;
  const own = series.filter((point) => point.gauges[name] !== undefined);
  const lanes = inLoadOrder(lanesOf(own.map((point) => point.tags)), report);
  return curvesOf(series, lanes, (second) => second.gauges[name]);
}

/** Points by second, each at its middle; those of one second are joined by `join`. */
export function secondsCurve(
  series: readonly SeriesPoint[],
  value: (point: SeriesPoint) => number,
  join: (a: number, b: number) => number,
): readonly CurvePoint[] {
  const byMiddle = new Map<number, number>();
  for (const point of series) {
    const middle = (point.atMs - pointSpanMs(point) / 2) / 1_000;
    const known = byMiddle.get(middle);
    byMiddle.set(middle, known === undefined ? value(point) : join(known, value(point)));
  }
  return [...byMiddle].sort(([a], [b]) => a - b);
}

/** The stretches of warm-up, in seconds of the run: the seconds in which nothing was measured. */
export function warmUpShades(series: readonly SeriesPoint[]): readonly PlotShade[] {
  const measured = new Set(
    series
      .filter((point) => isLoad(point.tags) && isMeasured(point.tags) && isActive(point))
      .map((point) => point.atMs),
  );
  return series
    .filter((point) => !isMeasured(point.tags) && isActive(point) && !measured.has(point.atMs))
    .map((point) => ({ from: (point.atMs - pointSpanMs(point)) / 1_000, to: point.atMs / 1_000 }));
}

function curvesOf(
  series: readonly SeriesPoint[],
  lanes: readonly Lane[],
  value: (second: LaneSecond) => number | undefined,
): readonly Curve[] {
  return lanes.flatMap((lane) => {
    const points = lanePoints(series, lane, value);
    return points.length === 0 ? [] : [{ label: lane.label, colour: lane.colour, points }];
  });
}

function lanePoints(
  series: readonly SeriesPoint[],
  lane: Lane,
  value: (second: LaneSecond) => number | undefined,
): readonly CurvePoint[] {
  const points: CurvePoint[] = [];
  let previousMs: number | undefined;
  for (const second of laneSeconds(series, lane)) {
    const y = value(second);
    if (y === undefined || second.spanMs < shortestSpanMs) continue;
    const startMs = second.atMs - second.spanMs;
    // Nothing was measured in between: break the curve instead of drawing a line over the gap.
    if (previousMs !== undefined && startMs - previousMs > 0.5 * second.spanMs) {
      points.push([(previousMs + startMs) / 2_000, undefined]);
    }
    points.push([(startMs + second.atMs) / 2_000, y]);
    previousMs = second.atMs;
  }
  return points;
}
