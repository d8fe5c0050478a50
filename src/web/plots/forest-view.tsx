// A difference plot (forest plot): a row a figure, its change as a point with its interval, on one axis of percent.

import type { JSX } from "preact";
import type { ForestPlot, ForestRow } from "../data/forest-plot.js";
import { ChangeMark } from "../views/change-mark.js";
import { VisibleTitle } from "../views/visible-text.js";
import { says } from "../words/report-words.js";
import { MadeCaption } from "./made-caption.js";

/** What {@link ForestView} draws. */
export interface ForestViewProps {
  /** Read aloud instead of the picture. */
  readonly label: string;
  readonly plot: ForestPlot;
  /** The change of each row in words. */
  readonly words: readonly string[];
  /** Whether rows that decide the verdict stand out. */
  readonly marksGates: boolean;
  /** How the picture was made. */
  readonly made: string;
}

/** See the file's first line. The table below it has the numbers: for those who hear the page, the picture is one sentence. */
export function ForestView({ label, plot, words, marksGates, made }: ForestViewProps): JSX.Element {
  return (
    <figure class="plot forest">
      <p class="plot-axis-title">
        {plot.isLogarithmic ? says.plots.logScale(says.comparison.changeAxis) : says.comparison.changeAxis}
      </p>
      <div class="forest-rows" role="img" aria-label={label}>
        {plot.rows.map((row, index) => (
          // Rows are plain data that never move.
          <div key={index} class={`forest-row change-${row.row.verdict}`}>
            <span class={marksGates && row.row.gates ? "forest-name forest-gates" : "forest-name"}>
              <VisibleTitle text={row.row.title} />
            </span>
            <Track plot={plot} row={row} />
            <span class="forest-words">
              {words[index]} <ChangeMark verdict={row.row.verdict} />
            </span>
          </div>
        ))}
        <div class="forest-row forest-axis">
          <span />
          <svg class="forest-track" aria-hidden="true">
            {plot.ticks.map(({ at, label: text }) => (
              <text key={text} x={percent(at)} y="14" text-anchor="middle">
                {text}
              </text>
            ))}
          </svg>
          <span />
        </div>
      </div>
      <MadeCaption text={made} />
    </figure>
  );
}

const middle = "50%";

function Track({ plot, row }: { readonly plot: ForestPlot; readonly row: ForestRow }): JSX.Element {
  const [from, to] = plot.noise;
  return (
    <svg class="forest-track" aria-hidden="true">
      <rect class="forest-noise" x={percent(from)} width={percent(to - from)} y="0" height="100%" />
      {plot.ticks.map(({ at, label }) => (
        <line key={label} class="forest-grid" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
      ))}
      <line class="forest-zero" x1={percent(plot.zero)} x2={percent(plot.zero)} y1="0" y2="100%" />
      {row.interval !== undefined && <Interval ends={row.interval} />}
      <circle class="forest-point" cx={percent(row.at)} cy={middle} r="5" />
    </svg>
  );
}

function Interval({ ends }: { readonly ends: readonly [number, number] }): JSX.Element {
  const [low, high] = ends.map(percent);
  return (
    <>
      <line class="forest-interval" x1={low} x2={high} y1={middle} y2={middle} />
      <line class="forest-interval" x1={low} x2={low} y1="34%" y2="66%" />
      <line class="forest-interval" x1={high} x2={high} y1="34%" y2="66%" />
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
