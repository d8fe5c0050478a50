// A plot of a few values a row: a dot for each, a bar for the median, a band for what is allowed.

import { linearScale } from "./linear-scale.js";
import { html, type Markup } from "./markup.js";
import { medianOf } from "./percentile.js";

/** One row. */
export interface Strip {
  readonly label: string;
  readonly values: readonly number[];
  /** Number of the row's colour, 0 or 1. */
  readonly curve: 0 | 1;
}

/** What {@link stripPlot} draws. */
export interface StripPlot {
  /** Said to those who cannot see it. */
  readonly title: string;
  readonly unit: string;
  readonly strips: readonly Strip[];
  /** From and to, which the median must not leave. */
  readonly band?: readonly [number, number] | undefined;
  /** The axis holds at least these. */
  readonly holds: readonly [number, number];
}

const width = 640;
const labelWidth = 150;
const rowHeight = 24;
const axisHeight = 40;

/** Inline SVG. */
export function stripPlot({ title, unit, strips, band, holds }: StripPlot): Markup {
  const values = [...holds, ...strips.flatMap((strip) => strip.values)];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = (most - least) * 0.04;
  const x = linearScale(least - margin, most + margin, [labelWidth, width - 16]);
  const bottom = strips.length * rowHeight + 8;
  const shade =
    band === undefined
      ? []
      : [
          html`<rect class="band" x="${x.at(band[0])}" y="0" width="${x.at(band[1]) - x.at(band[0])}" height="${bottom}"/>`,
        ];
  const ticks = x.ticks.map(
    (tick) =>
      html`<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="0" y2="${bottom}"/><text x="${x.at(tick)}" y="${bottom + 16}" text-anchor="middle">${tick.toLocaleString("en")}</text>`,
  );
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${bottom + axisHeight}">
${shade}${ticks}
${strips.map((strip, row) => drawStrip(strip, row * rowHeight + rowHeight / 2 + 4, x.at))}
<text x="${width - 16}" y="${bottom + 34}" text-anchor="end">${unit}</text>
</svg>`;
}

function drawStrip({ label, values, curve }: Strip, y: number, at: (value: number) => number): Markup {
  const median = at(medianOf(values));
  const dots = values.map(
    (value) => html`<circle class="dot curve-${curve}" cx="${at(value)}" cy="${y}" r="4"/>`,
  );
  return html`<text x="0" y="${y + 4}">${label}</text>${dots}<line class="median curve-${curve}" x1="${median}" x2="${median}" y1="${y - 9}" y2="${y + 9}"/>\n`;
}
