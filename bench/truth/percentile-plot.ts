// Latency over percentile: what is expected as a line, what was measured as dots.

import { linearScale } from "../harness/linear-scale.js";
import { html, type Markup } from "../harness/markup.js";

/** A point: percentile and ms. */
export type PercentileMs = readonly [percentile: number, ms: number];

/** What was measured. */
export interface PercentileSeries {
  readonly label: string;
  /** Number of its colour. */
  readonly curve: 0 | 1 | 2;
  readonly mark: "dot" | "ring" | "line";
  readonly points: readonly PercentileMs[];
}

/** What {@link percentilePlot} draws. */
export interface PercentilePlot {
  /** Said to those who cannot see it. */
  readonly title: string;
  /** A line from point to point. */
  readonly expected: { readonly label: string; readonly points: readonly PercentileMs[] };
  readonly series: readonly PercentileSeries[];
  readonly fromPercentile: number;
}

const width = 640;
const height = 300;
const left = 64;
const bottom = height - 40;

/** Inline SVG. */
export function percentilePlot({ title, expected, series, fromPercentile }: PercentilePlot): Markup {
  const shown = (points: readonly PercentileMs[]): readonly PercentileMs[] =>
    points.filter(([percentile]) => percentile >= fromPercentile);
  const most = Math.max(...[expected, ...series].flatMap(({ points }) => points.map(([, ms]) => ms)));
  const x = linearScale(fromPercentile, 100, [left, width - 16]);
  const y = linearScale(0, most, [bottom, 16]);
  const line = (points: readonly PercentileMs[]): string =>
    shown(points)
      .map(([percentile, ms]) => `${x.at(percentile)},${y.at(ms)}`)
      .join(" ");
  const grid = [
    ...y.ticks.map(
      (ms) =>
        html`<line class="grid" x1="${left}" x2="${width - 16}" y1="${y.at(ms)}" y2="${y.at(ms)}"/><text x="${left - 8}" y="${y.at(ms) + 4}" text-anchor="end">${ms.toLocaleString("en")} ms</text>`,
    ),
    ...x.ticks.map(
      (percentile) =>
        html`<text x="${x.at(percentile)}" y="${bottom + 18}" text-anchor="middle">p${percentile}</text>`,
    ),
  ];
  const marks = series.flatMap(({ points, curve, mark }) =>
    mark === "line"
      ? [html`<polyline class="series curve-${curve}" points="${line(points)}"/>`]
      : shown(points).map(
          ([percentile, ms]) =>
            html`<circle class="${mark} curve-${curve}" cx="${x.at(percentile)}" cy="${y.at(ms)}" r="${mark === "dot" ? 3 : 6}"/>`,
        ),
  );
  return html`<svg role="img" aria-label="${title}" viewBox="0 0 ${width} ${height}">
${grid}
<polyline class="expected" points="${line(expected.points)}"/>
${marks}
</svg>
<p class="legend"><span class="key expected-key"></span>${expected.label}${series.map(({ label, curve, mark }) => html` <span class="key ${mark}-key curve-${curve}"></span>${label}`)}</p>`;
}
