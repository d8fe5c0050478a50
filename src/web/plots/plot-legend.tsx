// The legend of a plot: hides and shows curves, and reads their values under the pointer.

import type { JSX } from "preact";
import { Swatch } from "../views/swatch.js";
import { VisibleTitle } from "../views/visible-text.js";
import { says } from "../words/report-words.js";
import { type Curve, rangeAt, valueAt } from "./curve.js";
import type { PlotAxis } from "./plot-options.js";

/** What {@link PlotLegend} shows. */
export interface PlotLegendProps {
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** The x under the pointer. */
  readonly pointed: number | undefined;
  readonly isHidden: (index: number) => boolean;
  readonly onToggle: (index: number) => void;
}

/** See the file's first line. */
export function PlotLegend({ curves, x, y, pointed, isHidden, onToggle }: PlotLegendProps): JSX.Element {
  return (
    <div class="legend">
      <span class="legend-x">
        {pointed === undefined ? says.plots.point : says.plots.at(x.format(pointed))}
      </span>
      {curves.map((curve, index) => {
        return (
          <button
            key={curve.label}
            type="button"
            class="legend-entry"
            aria-pressed={!isHidden(index)}
            onClick={() => onToggle(index)}
          >
            <Swatch
              colour={curve.colour}
              dash={curve.dash}
              isShaded={curve.band !== undefined}
              dots={curve.dots}
            />
            <VisibleTitle text={curve.label} />
            {curve.band !== undefined && <span class="muted">{says.plots.withBand(curve.band.words)}</span>}
            <span class="legend-value">
              {pointed === undefined || isHidden(index) ? "" : readingOf(curve, pointed, y)}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** `12 ms`, with a band `12 ms (10 ms to 14 ms)`. */
function readingOf(curve: Curve, x: number, y: PlotAxis): string {
  const value = valueAt(curve, x);
  const range = curve.band && rangeAt(curve.band, x);
  return [
    value === undefined ? "" : y.format(value),
    range === undefined ? "" : says.plots.range(y.format(range[0]), y.format(range[1])),
  ]
    .join(" ")
    .trim();
}
