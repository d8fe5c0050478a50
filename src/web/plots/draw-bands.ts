// Shades what curves are sure to within, below the curves.

import type uPlot from "uplot";
import type { Curve } from "./curve.js";

const opacity = 0.2;

/**
 * Fills the band of each curve that has one and is not hidden.
 *
 * @param palette - Colours of the curves.
 */
export function drawBands(self: uPlot, curves: readonly Curve[], palette: readonly string[]): void {
  const { ctx, bbox } = self;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.globalAlpha = opacity;
  for (const { band = [], hidden, colour } of curves) {
    if (hidden === true || band.length < 2) continue;
    ctx.fillStyle = palette[colour % palette.length] ?? "";
    ctx.beginPath();
    for (const [x, , high] of band) ctx.lineTo(self.valToPos(x, "x", true), self.valToPos(high, "y", true));
    for (const [x, low] of [...band].reverse())
      ctx.lineTo(self.valToPos(x, "x", true), self.valToPos(low, "y", true));
    ctx.closePath();
    ctx.fill();
  }
  ctx.restore();
}
