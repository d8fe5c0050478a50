// A trend over runs: a dot each, the level between changes, marks, and the run that was pointed at or chosen, with its link.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import uPlot from "uplot";
import { nearestDot, type RunDot, type TrendPlot } from "../data/history-plot.js";
import { paletteSize } from "../data/lanes.js";
import { Swatch } from "../views/swatch.js";
import { VisibleTitle } from "../views/visible-text.js";
import { says } from "../words/report-words.js";
import { alignCurves } from "./curve.js";
import { MadeCaption } from "./made-caption.js";
import { plotColours } from "./plot-colours.js";
import { drawMarks, type MarkColours } from "./plot-marks.js";
import { plotOptions } from "./plot-options.js";
import { type Draw, useDrawing } from "./use-drawing.js";

/** What {@link RunsPlot} draws. Keep `plot` the same object between renders: a new one draws anew. */
export interface RunsPlotProps {
  /** Read aloud instead of the picture. */
  readonly label: string;
  readonly plot: TrendPlot;
  /** How it was made, as one or two sentences. */
  readonly made: string;
  /** The page of a run; undefined where it has none. */
  readonly linkOf: (dot: RunDot) => string | undefined;
}

const height = 280;

/** See the file's first line. The last run is chosen at first. */
export function RunsPlot({ label, plot, made, linkOf }: RunsPlotProps): JSX.Element {
  const { dots, curves, x, y, marks } = plot;
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const [picked, setPicked] = useState(dots.length - 1);
  const chosen = Math.min(picked, dots.length - 1);
  const draw: Draw = (element, width) => {
    const colours = plotColours(element, paletteSize);
    const onPoint = (at: number | undefined): void =>
      setPointed(at === undefined ? undefined : nearestDot(dots, at));
    const options = plotOptions({ curves, x, y, size: { width, height }, colours, onPoint });
    const paint = (self: uPlot): void => {
      drawMarks(self, marks, colours);
      ringAround(self, dots[chosen], colours);
    };
    return new uPlot(
      { ...options, hooks: { ...options.hooks, draw: [paint] } },
      alignCurves(curves),
      element,
    );
  };
  const host = useDrawing(draw, height, [plot, chosen]);
  return (
    <figure class="plot">
      <p class="plot-axis-title">{y.title}</p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons below choose a run by keyboard, the table links to all */}
      <div
        class="plot-canvas runs-canvas"
        ref={host}
        role="img"
        aria-label={label}
        style={{ height: `${height}px` }}
        onClick={() => pointed !== undefined && setPicked(pointed)}
      />
      <p class="plot-axis-title plot-axis-x">{x.title}</p>
      <ChosenRun plot={plot} index={pointed ?? chosen} onChoose={setPicked} linkOf={linkOf} />
      <figcaption class="legend">
        {curves.map((curve) => (
          <span key={curve.label} class="legend-entry">
            <Swatch colour={curve.colour} dash={curve.dash} />
            {curve.label}
          </span>
        ))}
        {marks.length > 0 && <span class="muted">{says.history.marks}</span>}
      </figcaption>
      <MadeCaption text={made} />
    </figure>
  );
}

interface ChosenRunProps extends Pick<RunsPlotProps, "plot" | "linkOf"> {
  readonly index: number;
  readonly onChoose: (index: number) => void;
}

/** The run under the pointer, or the one that was clicked. */
function ChosenRun({ plot: { dots, y }, index, onChoose, linkOf }: ChosenRunProps): JSX.Element | null {
  const dot = dots[index];
  if (dot === undefined) return null;
  const { run, value } = dot;
  const link = linkOf(dot);
  const verdict = says.history.runVerdicts[run.verdict];
  const facts = [
    `${run.startedAt.slice(0, 16).replace("T", " ")} UTC`,
    ...(run.build === undefined ? [] : [run.build]),
    run.leftOut === undefined ? verdict : says.history.leftOutRun(verdict, run.leftOut),
  ];
  return (
    <p class="chosen-run">
      <span class="chosen-steps">
        <button type="button" class="button" disabled={index === 0} onClick={() => onChoose(index - 1)}>
          <span aria-hidden="true">‹</span>
          <span class="visually-hidden">{says.history.previousRun}</span>
        </button>
        <button
          type="button"
          class="button"
          disabled={index === dots.length - 1}
          onClick={() => onChoose(index + 1)}
        >
          <span aria-hidden="true">›</span>
          <span class="visually-hidden">{says.history.nextRun}</span>
        </button>
      </span>
      <span>
        <strong>{y.format(value)}</strong> <VisibleTitle text={facts.join(" · ")} />{" "}
        {link !== undefined && (
          <a href={link} title={run.folder}>
            {says.history.openReport}
          </a>
        )}
      </span>
    </p>
  );
}

function ringAround(self: uPlot, dot: RunDot | undefined, { text }: MarkColours): void {
  if (dot === undefined) return;
  const { ctx } = self;
  const ratio = self.bbox.width / Math.max(1, self.over.clientWidth);
  ctx.save();
  ctx.strokeStyle = text;
  ctx.lineWidth = 1.5 * ratio;
  ctx.beginPath();
  ctx.arc(self.valToPos(dot.x, "x", true), self.valToPos(dot.value, "y", true), 7 * ratio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}
