// A plot of changes with their intervals, a row for each: a dot, a line from end to end, a band for what means nothing.

import { linearScale } from "./linear-scale.js";
import { html, type Markup } from "./markup.js";

/** One row. */
export interface IntervalRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Number of the row's colour. */
  readonly curve: 0 | 1 | 2;
}

/** What {@link intervalPlot} draws. */
export interface IntervalPlot {
  /** Said to those who cannot see it. */
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly IntervalRow[];
  readonly band: readonly [from: number, to: number];
}

const width = 640;
const labelWidth = 110;
const rowHeight = 11;
const axisHeight = 40;

/** Inline SVG. */
export function intervalPlot({ title, unit, rows, band }: IntervalPlot): Markup {
  const ends = [...band, ...rows.flatMap(({ low, high }) => [low, high])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const margin = (most - least) * 0.04;
  const x = linearScale(least - margin, most + margin, [labelWidth, width - 16]);
  const bottom = rows.length * rowHeight + 8;
  const ticks = x.ticks.map(
    (tick) =>
      html`<line class="grid" x1="${x.at(tick)}" x2="${x.at(tick)}" y1="0" y2="${bottom}"/><text x="${x.at(tick)}" y="${bottom + 16}" text-anchor="middle">${tick.toLocaleString("en")}</text>`,
  );
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${bottom + axisHeight}">
<rect class="band" x="${x.at(band[0])}" y="0" width="${x.at(band[1]) - x.at(band[0])}" height="${bottom}"/>${ticks}
${rows.map((_, index) => drawRow(rows, index, x.at))}
<text x="${width - 16}" y="${bottom + 34}" text-anchor="end">${unit}</text>
</svg>`;
}

/** A label where another kind of row begins: of all rows they would be too dense to read. */
function drawRow(rows: readonly IntervalRow[], index: number, at: (value: number) => number): Markup {
  const row = rows[index];
  if (row === undefined) throw new RangeError(`there is no row ${index}`);
  const y = index * rowHeight + rowHeight / 2 + 4;
  const label =
    rows[index - 1]?.label === row.label ? [] : [html`<text x="0" y="${y + 4}">${row.label}</text>`];
  return html`${label}<line class="median curve-${row.curve}" x1="${at(row.low)}" x2="${at(row.high)}" y1="${y}" y2="${y}" stroke-opacity="0.5"/><circle class="dot curve-${row.curve}" cx="${at(row.value)}" cy="${y}" r="3.5"/>\n`;
}
