// A line plot: canvas, legend with values under the pointer, and the same data as a table.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { paletteSize } from "../data/lanes.js";
import { alignCurves, type Curve } from "./curve.js";
import { MadeCaption } from "./made-caption.js";
import { plotColours } from "./plot-colours.js";
import { PlotLegend } from "./plot-legend.js";
import { type PlotAxis, type PlotShade, plotOptions } from "./plot-options.js";
import { PlotTable } from "./plot-table.js";
import { type Draw, useDrawing } from "./use-drawing.js";

/** What {@link Plot} draws. Keep `curves`, `x` and `y` the same objects between renders: new ones draw anew. */
export interface PlotProps {
  /** Read aloud instead of the picture. */
  readonly label: string;
  /**
   * How it was made, as one or two sentences of plain words: from which metric, which samples and phases, how worked
   * out, how fine. From the data, so that it is true of this report.
   */
  readonly made: string;
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly shades?: readonly PlotShade[];
  /** In px. */
  readonly height?: number;
}

/** See the file's first line. */
export function Plot({ label, made, curves, x, y, shades, height = 280 }: PlotProps): JSX.Element {
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  // By name: where a run is drawn while it goes on, curves come and change places.
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const isHidden = (index: number): boolean =>
    (curves[index]?.hidden === true) !== toggled.has(curveKey(curves, index));
  const draw: Draw = (element, width) => {
    const size = { width, height };
    const colours = plotColours(element, paletteSize);
    const shown = curves.map((curve, index) => ({ ...curve, hidden: isHidden(index) }));
    const description = { curves: shown, x, y, size, colours, onPoint: setPointed };
    const options = plotOptions(shades ? { ...description, shades } : description);
    return new uPlot(options, alignCurves(curves), element);
  };
  const host = useDrawing(draw, height, [curves, x, y, shades, toggled]);

  // Not drawn again with each move of the pointer: it may have thousands of rows.
  const table = useMemo(() => <PlotTable label={label} curves={curves} x={x} y={y} />, [label, curves, x, y]);
  const toggle = (index: number): void => {
    const next = new Set(toggled);
    const key = curveKey(curves, index);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };
  return (
    <figure class="plot">
      <p class="plot-axis-title">{y.title}</p>
      <div class="plot-canvas" ref={host} role="img" aria-label={label} style={{ height: `${height}px` }} />
      <p class="plot-axis-title plot-axis-x">{x.title}</p>
      <PlotLegend curves={curves} x={x} y={y} pointed={pointed} isHidden={isHidden} onToggle={toggle} />
      {table}
      <MadeCaption text={made} />
    </figure>
  );
}

/** The label of a curve; of several with one label, their number too. */
function curveKey(curves: readonly Curve[], index: number): string {
  const label = curves[index]?.label ?? "";
  const before = curves.slice(0, index).filter((curve) => curve.label === label).length;
  return `${before} ${label}`;
}
