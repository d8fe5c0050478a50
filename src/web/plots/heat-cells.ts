// Paints the cells of a heat map on the canvas of a plot.

import type uPlot from "uplot";
import { heatLowestUs } from "../../figures/heat-text.js";
import type { HeatGrid } from "../data/heat-grid.js";

/** Colours from few samples to many. */
export type HeatColours = readonly [few: string, some: string, many: string];

/** Fills a cell for each bucket of each second that holds samples; times below 1 µs are drawn as 1 µs. */
export function paintHeat(self: uPlot, grid: HeatGrid, colours: HeatColours): void {
  const { ctx, bbox } = self;
  const shades = shadesOf(colours);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { fromSeconds, toSeconds, counts } of grid.columns) {
    const left = Math.round(self.valToPos(fromSeconds, "x", true));
    const right = Math.max(left + 1, Math.round(self.valToPos(toSeconds, "x", true)));
    for (const [bucket, count] of counts) {
      if (count === 0) continue;
      const top = Math.round(self.valToPos(Math.max(1, heatLowestUs(bucket + 1)), "y", true));
      const bottom = Math.round(self.valToPos(Math.max(1, heatLowestUs(bucket)), "y", true));
      ctx.fillStyle = shades[Math.round(heatShare(count, grid.most) * (shades.length - 1))] ?? "";
      ctx.fillRect(left, top, right - left, Math.max(1, bottom - top));
    }
  }
  ctx.restore();
}

/** How far from few to many, 0..1, on a logarithmic scale: a handful among thousands must be seen. */
function heatShare(count: number, most: number): number {
  return most <= 1 ? 1 : Math.log(count) / Math.log(most);
}

const steps = 64;

/** @param colours - As computed by the browser: `rgb(1, 2, 3)`. */
function shadesOf(colours: HeatColours): readonly string[] {
  const [few, some, many] = colours.map(channelsOf);
  return Array.from({ length: steps }, (_, step) => {
    const at = (2 * step) / (steps - 1);
    const [from, to] = at < 1 ? [few, some] : [some, many];
    const mixed = [0, 1, 2].map((channel) => mix(from?.[channel], to?.[channel], at < 1 ? at : at - 1));
    return `rgb(${mixed.join(", ")})`;
  });
}

function channelsOf(colour: string): readonly number[] {
  return (colour.match(/[\d.]+/g) ?? []).map(Number);
}

function mix(from = 0, to = 0, share: number): number {
  return Math.round(from + (to - from) * share);
}
