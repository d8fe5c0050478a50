// The legend of a plot: hides and shows curves, and reads their values under the pointer.

import type { JSX } from "preact";
import { Swatch } from "../views/swatch.js";
import { VisibleTitle } from "../views/visible-text.js";
import { type Curve, valueAt } from "./curve.js";
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
    <figcaption class="legend">
      <span class="legend-x">
        {pointed === undefined ? "Point at the plot for values" : `At ${x.format(pointed)}`}
      </span>
      {curves.map((curve, index) => {
        const value = pointed === undefined ? undefined : valueAt(curve, pointed);
        return (
          <button
            key={curve.label}
            type="button"
            class="legend-entry"
            aria-pressed={!isHidden(index)}
            onClick={() => onToggle(index)}
          >
            <Swatch colour={curve.colour} dash={curve.dash} dots={curve.dots} />
            <VisibleTitle text={curve.label} />
            <span class="legend-value">{value === undefined || isHidden(index) ? "" : y.format(value)}</span>
          </button>
        );
      })}
    </figcaption>
  );
}
