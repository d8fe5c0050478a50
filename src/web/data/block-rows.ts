// The blocks of an experiment or a comparison, in the order run: rows of a table, and dots of a plot.

import { variantNames } from "../../figures/compared-variants.js";
import { formatFigure } from "../../figures/figure-text.js";
import { medianInterval } from "../../figures/median-interval.js";
import type { ReportBlock } from "../../metrics/comparison-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import type { Curve, DotShape } from "../plots/curve.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { says } from "../words/report-words.js";
import { type FigureWords, figureWords } from "./figure-words.js";

/** One block with its place. */
export interface BlockRow {
  /** From 1, in the order run. */
  readonly number: number;
  readonly block: ReportBlock;
  /** 0-based, of its variant: its colour and shape. */
  readonly variant: number;
}

/** One figure of all blocks. */
export interface BlockPlot {
  /** Whether the medians are drawn: of many variants they would hide the dots. */
  readonly hasMedians: boolean;
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
}

/** By time of their start; those of one moment in the order of the report. */
export function blockRows(report: RunReport): readonly BlockRow[] {
  const { blocks = [] } = report;
  const names = variantNames(report);
  return [...blocks]
    .sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    .map((block, index) => ({ number: index + 1, block, variant: names.indexOf(block.variant) }));
}

/** The figures that at least one block has. */
export function figuresOf(rows: readonly BlockRow[]): readonly FigureWords[] {
  return figureWords.filter(({ figure }) => rows.some(({ block }) => block.figures[figure] !== undefined));
}

/** A dot a block, their medians as lines, and blocks that are no evidence as hollow dots. */
export function blockPlot(rows: readonly BlockRow[], figure: FigureWords): BlockPlot {
  const variants = [...new Set(rows.map(({ variant }) => variant))].sort((a, b) => a - b);
  const hasMedians = variants.length <= mostMedians;
  const curves = variants.flatMap((variant) => {
    const own = rows.filter((row) => row.variant === variant);
    return curvesOf(own, { figure, last: hasMedians ? rows.length : undefined });
  });
  const values = rows.flatMap(({ block }) => block.figures[figure.figure] ?? []);
  return {
    hasMedians,
    curves,
    x: {
      title: says.blocks.table,
      csvTitle: "block",
      format: (value) => formatCount(Math.round(value)),
      range: [0.5, rows.length + 0.5],
      increments: [1, 2, 5, 10, 20, 50, 100, 200, 500],
    },
    y: {
      title: figure.title,
      csvTitle: figure.csvTitle,
      format: (value) => formatFigure(value, figure.unit),
      range: roomAround(values),
    },
  };
}

const mostMedians = 6;
const shapes: readonly DotShape[] = ["disc", "square", "triangle", "diamond"];

/** The mark of a variant: with the colours it repeats only after all pairs of both. */
export function shapeOf(variant: number): DotShape {
  return shapes[variant % shapes.length] ?? "disc";
}

function curvesOf(
  rows: readonly BlockRow[],
  { figure, last }: { readonly figure: FigureWords; readonly last: number | undefined },
): readonly Curve[] {
  const [first] = rows;
  if (first === undefined) return [];
  const [label, colour] = [first.block.variant, first.variant];
  const pointsOf = (isEvidence: boolean): readonly (readonly [number, number])[] =>
    rows
      .filter(({ block }) => (block.invalid === undefined) === isEvidence)
      .flatMap(({ number, block }) => {
        const value = block.figures[figure.figure];
        return value === undefined ? [] : [[number, value] as const];
      });
  const [evidence, others] = [pointsOf(true), pointsOf(false)];
  const median = medianInterval(evidence.map(([, value]) => value))?.median;
  const dots = { px: 9, shape: shapeOf(colour) };
  const curves: readonly Curve[] = [
    { label, colour, dots, reach: 0.5, points: evidence },
    {
      label: says.variantLatency.median(label),
      colour,
      dash: [6, 4],
      points: median === undefined || last === undefined ? [] : medianLine(median, last),
    },
    {
      label: says.variantLatency.leftOut(label),
      colour,
      dots: { ...dots, hollow: true },
      reach: 0.5,
      points: others,
    },
  ];
  return curves.filter(({ points }) => points.length > 0);
}

function medianLine(median: number, last: number): Curve["points"] {
  return [
    [0.5, median],
    [last + 0.5, median],
  ];
}

/** Blocks lie close together: an axis from 0 would hide how they spread. */
function roomAround(values: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const room = high > low ? 0.12 * (high - low) : Math.max(0.1 * Math.abs(high), 1e-6);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
