// From our plain description of a plot to the options of uPlot.

import type uPlot from "uplot";
import { paintBands, paintedBands } from "./band-shapes.js";
import type { Curve } from "./curve.js";
import { drawDots } from "./draw-dots.js";

/** One axis of a plot. */
export interface PlotAxis {
  /** What it shows, with the unit: drawn beside it and read aloud. */
  readonly title: string;
  /** Heading of its numbers in CSV; names the unit, as `latency_us`. */
  readonly csvTitle: string;
  readonly logarithmic?: boolean;
  /** How a value of it is written, with its unit. */
  readonly format: (value: number) => string;
  /** The number that CSV gets; absent where it is the value itself. */
  readonly csv?: (value: number) => number;
  /** Fixed places of the ticks; absent to let the plot choose. */
  readonly ticks?: readonly number[];
  /** Distances between ticks to choose from; absent for powers of ten and their halves. */
  readonly increments?: readonly number[];
  readonly range?: readonly [number, number];
}

/** A stretch of the x axis to shade, such as the warm-up. */
export interface PlotShade {
  readonly from: number;
  readonly to: number;
}

/** What a plot needs besides the palette. */
export interface PlotColours {
  readonly text: string;
  readonly grid: string;
  readonly shade: string;
  /** As many as the palette holds, in its order. */
  readonly curves: readonly string[];
}

/** All that {@link plotOptions} needs. */
export interface PlotDescription {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly shades?: readonly PlotShade[];
  readonly size: { readonly width: number; readonly height: number };
  readonly colours: PlotColours;
  /** Called with the x under the pointer, `undefined` when it leaves. */
  readonly onPoint: (x: number | undefined) => void;
}

const font = "12px system-ui, sans-serif";
const tickPx = 5;
const gapPx = 5;

/** See the file's first line. */
export function plotOptions(plot: PlotDescription): uPlot.Options {
  const bands = paintedBands(plot.curves, (curve) => strokeOf(curve, plot.colours));
  return {
    ...plot.size,
    padding: [12, 16, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
    scales: { x: scaleOf(plot.x, false), y: scaleOf(plot.y, true) },
    axes: [
      { ...axisOf(plot.x, plot, "x"), size: 30 },
      { ...axisOf(plot.y, plot, "y"), size: (self, labels) => roomFor(self, labels) },
    ],
    series: [
      {},
      ...plot.curves.map((curve) => seriesOf(curve, plot.colours)),
      ...plot.curves.flatMap((curve) => (curve.band ? [edgeOf(curve), edgeOf(curve)] : [])),
    ],
    hooks: {
      setCursor: [({ cursor, posToVal }: uPlot) => plot.onPoint(pointedX(cursor.left, posToVal))],
      drawClear: [(self: uPlot) => drawShades(self, plot)],
      drawAxes: [(self: uPlot) => paintBands(self, bands)],
      draw: [(self: uPlot) => drawDots(self, plot.curves, (curve) => strokeOf(curve, plot.colours))],
    },
  };
}

function strokeOf({ colour }: Curve, colours: PlotColours): string {
  return colours.curves[colour % colours.curves.length] ?? colours.text;
}

/** Low or high of a band: known to the plot so that its axes have room, painted by {@link paintBands}. */
function edgeOf({ hidden }: Curve): uPlot.Series {
  return { show: hidden !== true, stroke: "transparent", points: { show: false }, paths: () => null };
}

function seriesOf(curve: Curve, colours: PlotColours): uPlot.Series {
  const stroke = strokeOf(curve, colours);
  const series = { label: curve.label, show: curve.hidden !== true, stroke, width: 2 };
  const { dots, dash } = curve;
  if (dots !== undefined) {
    // Dots with a shape are drawn by a hook.
    const show = dots.shape === undefined;
    return { ...series, points: { show, size: dots.px, fill: stroke }, paths: () => null };
  }
  // A curve of one point would be invisible as a line.
  return { ...series, points: { show: curve.points.length === 1 }, ...(dash ? { dash: [...dash] } : {}) };
}

function pointedX(left: number | undefined, posToVal: uPlot["posToVal"]): number | undefined {
  return left === undefined || left < 0 ? undefined : posToVal(left, "x");
}

function scaleOf(axis: PlotAxis, fromZero: boolean): uPlot.Scale {
  if (axis.range) return { time: false, distr: axis.logarithmic ? 3 : 1, range: [...axis.range] };
  if (axis.logarithmic) return { time: false, distr: 3 };
  if (!fromZero) return { time: false };
  return { time: false, range: (_self, _min, max) => [0, max > 0 ? max * 1.08 : 1] };
}

function axisOf(axis: PlotAxis, { colours }: PlotDescription, scale: keyof typeof labelRoomPx): uPlot.Axis {
  const { ticks, increments } = axis;
  return {
    stroke: colours.text,
    font,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { stroke: colours.grid, width: 1, size: tickPx },
    gap: gapPx,
    values: (_self, splits) => splits.map((value) => (value === null ? "" : axis.format(value))),
    ...(ticks ? { splits: () => [...ticks], filter: (self, splits) => roomyTicks(self, splits, scale) } : {}),
    ...(increments ? { incrs: [...increments] } : {}),
  };
}

// Plots below one another begin at one place, but where a label needs more room.
const leastRoomPx = 72;

/** Of the y axis: for the longest label, its tick and the gap between, in px. */
function roomFor({ ctx }: uPlot, labels: readonly string[] | null): number {
  if (labels === null) return leastRoomPx;
  ctx.save();
  ctx.font = font;
  const widths = labels.map((label) => ctx.measureText(label).width);
  ctx.restore();
  return Math.max(leastRoomPx, Math.ceil(Math.max(0, ...widths)) + tickPx + gapPx + 2);
}

// The ticks stand closer on a narrow screen: a label that would touch the next one is left out.
function roomyTicks(self: uPlot, splits: number[], scale: keyof typeof labelRoomPx): (number | null)[] {
  const kept: (number | null)[] = [...splits];
  let lastPx: number | undefined;
  for (let index = splits.length - 1; index >= 0; index--) {
    const atPx = self.valToPos(splits[index] ?? 0, scale);
    if (lastPx !== undefined && Math.abs(lastPx - atPx) < labelRoomPx[scale]) kept[index] = null;
    else lastPx = atPx;
  }
  return kept;
}

const labelRoomPx = { x: 46, y: 18 } as const;

function drawShades(self: uPlot, { shades = [], colours }: PlotDescription): void {
  const { ctx, bbox } = self;
  ctx.save();
  ctx.fillStyle = colours.shade;
  for (const { from, to } of shades) {
    const left = Math.max(bbox.left, self.valToPos(from, "x", true));
    const right = Math.min(bbox.left + bbox.width, self.valToPos(to, "x", true));
    if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
  }
  ctx.restore();
}
