// A sweep over fragment sizes as curves: a figure over the size of a fragment, one curve a message size.

import type { MedianInterval } from "../../figures/median-interval.js";
import { quantityOrDash } from "../../figures/quantity.js";
import {
  linesBySize,
  rateOf,
  type SweepLine,
  type SweepSide,
  type SweptReport,
  sweepLines,
} from "../../figures/sweep-lines.js";
import type { ComparedFigure } from "../../metrics/comparison-report.js";
import { formatCount, formatExactBytes } from "../../units.js";
import type { Curve } from "../plots/curve.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";

/** What can be drawn. */
export type SweepFigure = (typeof sweepFigures)[number];

/** In the order of the choice. */
export const sweepFigures = ["p50", "p99", "p999", "throughput", "cpuPerMessage", "bytesPerMessage"] as const;

/** What {@link sweepPlot} gives. */
export interface SweepPlot {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** How it was made. */
  readonly made: string;
}

/** How a figure is called and written. */
export interface SweepFigureWords {
  /** Of the axis. */
  readonly title: string;
  /** Of a column and of a choice. */
  readonly short: string;
  readonly unit: "us" | "/s" | "byte";
  /** Behind the name in CSV. */
  readonly csvUnit: string;
}

/** Of each figure. */
export const sweepFigureWords: Readonly<Record<SweepFigure, SweepFigureWords>> = {
  p50: latency("p50"),
  p99: latency("p99"),
  p999: latency("p99.9"),
  throughput: {
    title: says.sweep.throughput,
    short: says.sweep.throughputShort,
    unit: "/s",
    csvUnit: "per_second",
  },
  cpuPerMessage: {
    title: says.sweep.cpu,
    short: says.sweep.cpuShort,
    unit: "us",
    csvUnit: "us",
  },
  bytesPerMessage: {
    title: says.sweep.bytes,
    short: says.sweep.bytesShort,
    unit: "byte",
    csvUnit: "byte",
  },
};

function latency(short: string): SweepFigureWords {
  return { title: says.sweep.latency(short), short, unit: "us", csvUnit: "us" };
}

/** With its unit; a dash where there is no value. */
export function figureText(value: number | undefined, unit: SweepFigureWords["unit"]): string {
  if (unit === "/s") return value === undefined ? "–" : `${formatCount(value)} /s`;
  return quantityOrDash(value, unit);
}

/** The figures that this sweep has, as options of a choice. */
export function sweepOptions(
  report: SweptReport,
): readonly { readonly value: SweepFigure; readonly label: string }[] {
  const lines = sweepLines(report);
  return sweepFigures
    .filter((figure) => lines.some((line) => medianOf(line, figure) !== undefined))
    .map((value) => ({ value, label: sweepFigureWords[value].short }));
}

/** Latencies are of the open model; throughput, CPU and bytes of the closed loop. */
export function sideOf(line: SweepLine, figure: ComparedFigure): SweepSide | undefined {
  return figure.startsWith("p") ? line.open : line.closed;
}

/** `undefined` where it was not measured. */
export function medianOf(line: SweepLine, figure: ComparedFigure): MedianInterval | undefined {
  return sideOf(line, figure)?.figures[figure];
}

/** Whole messages stand one step right of the largest fragments, whatever the size of the message. */
export function sweepPlot(report: SweptReport, figure: SweepFigure): SweepPlot {
  const lines = sweepLines(report);
  const sizes = [...new Set(lines.flatMap(({ fragmentBytes }) => fragmentBytes ?? []))].sort((a, b) => a - b);
  const wholeAt = (sizes.at(-1) ?? 1) * 8;
  const at = ({ fragmentBytes = wholeAt }: SweepLine): number => fragmentBytes;
  const curves = linesBySize(lines).flatMap(({ payloadBytes, lines: own }, index): Curve[] => {
    const drawn = own.flatMap((line) => {
      const value = medianOf(line, figure);
      return value === undefined ? [] : [{ x: at(line), ...value }];
    });
    if (drawn.length === 0) return [];
    return [
      {
        label: says.sweep.messages(formatExactBytes(payloadBytes)),
        colour: index,
        points: drawn.map(({ x, median }) => [x, median]),
        band: { words: says.sweep.interval, points: drawn.map(({ x, low, high }) => [x, low, high]) },
      },
    ];
  });
  const { title, unit, csvUnit } = sweepFigureWords[figure];
  return {
    curves,
    x: {
      title: says.sweep.x,
      csvTitle: "fragment_bytes",
      logarithmic: true,
      format: (bytes) => (bytes >= wholeAt ? says.sweep.whole : formatExactBytes(Math.round(bytes))),
      ticks: [...sizes, wholeAt],
      range: [(sizes[0] ?? 1) / 1.3, wholeAt * 1.3],
    },
    y: {
      title: says.plots.logScale(title),
      csvTitle: `${figure}_${csvUnit}`,
      logarithmic: true,
      format: (value) => figureText(value, unit),
      ...scaleOf(curves),
    },
    made: madeOf(report, figure, lines),
  };
}

/** A little room around all bands: by itself a logarithmic axis goes on to the next power of ten. */
function scaleOf(curves: readonly Curve[]): Pick<PlotAxis, "range" | "ticks"> {
  const ends = curves.flatMap(({ band }) => band?.points.flatMap(([, low, high]) => [low, high]) ?? []);
  const range = [Math.min(...ends) / 1.25, Math.max(...ends) * 1.25] as const;
  return range[0] > 0 ? { range, ticks: roundBetween(...range) } : {};
}

const roundDigits = [1, 1.5, 2, 3, 4, 5, 6, 8];

/** Values that people like to read, so close that even a narrow range has some; the plot leaves out those that touch. */
function roundBetween(least: number, most: number): readonly number[] {
  const powers: number[] = [];
  for (let power = Math.floor(Math.log10(least)); 10 ** power <= most; power++) powers.push(power);
  return powers
    .flatMap((power) => roundDigits.map((digit) => digit * 10 ** power))
    .filter((value) => value >= least && value <= most);
}

function madeOf(report: SweptReport, figure: SweepFigure, lines: readonly SweepLine[]): string {
  const counts = lines.flatMap((line) => sideOf(line, figure)?.blocks ?? []);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return [says.sweep.made(fewest, most), modelWords(report, figure, lines), says.sweep.shade].join(
    says.betweenSentences,
  );
}

function modelWords({ experiment }: SweptReport, figure: SweepFigure, lines: readonly SweepLine[]): string {
  if (!figure.startsWith("p")) return says.sweep.closedLoop;
  const sweep = experiment?.sweep;
  const rates = linesBySize(lines).flatMap(({ payloadBytes }) => {
    const rate = sweep && rateOf(sweep, payloadBytes);
    return rate === undefined ? [] : [says.sweep.rate(rate, formatExactBytes(payloadBytes))];
  });
  return says.sweep.openModel(rates);
}
