// Paints the bands of curves on the canvas of a plot: shaded beneath a line, an upright line with two ends at a dot.

import type uPlot from "uplot";
import type { Band, Curve } from "./curve.js";

/** One band with the looks of its curve. */
export interface PaintedBand {
  readonly band: Band;
  /** As a canvas takes it. */
  readonly colour: string;
  readonly shape: "shade" | "whiskers";
}

/** The bands to paint, those of hidden curves left out. @param colourOf - The colour of a curve. */
export function paintedBands(
  curves: readonly Curve[],
  colourOf: (curve: Curve) => string,
): readonly PaintedBand[] {
  return curves.flatMap((curve) =>
    curve.band === undefined || curve.hidden === true
      ? []
      : [{ band: curve.band, colour: colourOf(curve), shape: curve.dots ? "whiskers" : "shade" } as const],
  );
}

const shadeOpacity = 0.18;
const endPx = 4;

/** Paints all of them, cut at the edges of the plot. */
export function paintBands(self: uPlot, bands: readonly PaintedBand[]): void {
  const { ctx, bbox, width } = self;
  // The ends of a line at the edge of the plot reach over it.
  const overPx = (endPx + 1) * (ctx.canvas.width / width);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left - overPx, bbox.top, bbox.width + 2 * overPx, bbox.height);
  ctx.clip();
  for (const { band, colour, shape } of bands) {
    const points = pixelsOf(self, band);
    // One point of a band has no area to shade.
    if (shape === "whiskers" || points.length === 1) strokeWhiskers(self, points, colour);
    else fillBetween(ctx, points, colour);
  }
  ctx.restore();
}

/** `[x, low, high]` in pixels of the canvas. */
type PixelPoint = readonly [x: number, low: number, high: number];

function pixelsOf(self: uPlot, { points }: Band): readonly PixelPoint[] {
  const { scales, bbox } = self;
  // A logarithmic axis has no place for 0 and less: it is below the bottom.
  const yOf = (value: number): number =>
    scales.y?.distr === 3 && value <= 0 ? bbox.top + bbox.height : self.valToPos(value, "y", true);
  return points.map(([x, low, high]) => [self.valToPos(x, "x", true), yOf(low), yOf(high)]);
}

function fillBetween(ctx: uPlot["ctx"], points: readonly PixelPoint[], colour: string): void {
  ctx.globalAlpha = shadeOpacity;
  ctx.fillStyle = colour;
  ctx.beginPath();
  for (const [x, , high] of points) ctx.lineTo(x, high);
  for (const [x, low] of [...points].reverse()) ctx.lineTo(x, low);
  ctx.closePath();
  ctx.fill();
}

function strokeWhiskers({ ctx, width }: uPlot, points: readonly PixelPoint[], colour: string): void {
  const ratio = ctx.canvas.width / width;
  const half = endPx * ratio;
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  for (const [x, low, high] of points) {
    ctx.moveTo(x, low);
    ctx.lineTo(x, high);
    for (const end of [low, high]) {
      ctx.moveTo(x - half, end);
      ctx.lineTo(x + half, end);
    }
  }
  ctx.stroke();
}
