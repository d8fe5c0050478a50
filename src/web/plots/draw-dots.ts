// Draws the dots of curves that have shapes of their own, for plots that must be read without colour.

import type uPlot from "uplot";
import type { Curve, DotShape } from "./curve.js";

/** Draws the dots of each curve whose dots have a shape and which is not hidden. @param colourOf - The colour of a curve. */
export function drawDots(self: uPlot, curves: readonly Curve[], colourOf: (curve: Curve) => string): void {
  const { ctx, bbox, over } = self;
  const pxRatio = bbox.width / Math.max(1, over.clientWidth);
  ctx.save();
  // What was drawn before may have been a dashed line.
  ctx.setLineDash([]);
  ctx.lineWidth = 1.5 * pxRatio;
  for (const curve of curves) {
    const { dots, points, hidden } = curve;
    if (hidden === true || dots?.shape === undefined) continue;
    const radius = (dots.px / 2) * pxRatio;
    ctx.strokeStyle = colourOf(curve);
    ctx.fillStyle = ctx.strokeStyle;
    for (const [x, y] of points) {
      if (y === undefined) continue;
      outline(ctx, dots.shape, { x: self.valToPos(x, "x", true), y: self.valToPos(y, "y", true), radius });
      ctx.stroke();
      if (dots.hollow !== true) ctx.fill();
    }
  }
  ctx.restore();
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Corners in units of the radius; each shape about as large to the eye as the disc. */
const corners: Readonly<Record<Exclude<DotShape, "disc">, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.88, -0.88],
    [0.88, -0.88],
    [0.88, 0.88],
    [-0.88, 0.88],
  ],
  triangle: [
    [0, -1.2],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
};

function outline(ctx: uPlot["ctx"], shape: DotShape, { x, y, radius }: Place): void {
  ctx.beginPath();
  if (shape === "disc") ctx.arc(x, y, radius, 0, 2 * Math.PI);
  else for (const [right, down] of corners[shape]) ctx.lineTo(x + right * radius, y + down * radius);
  ctx.closePath();
}
