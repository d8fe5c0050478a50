// A heat map of times over the seconds of a run: canvas, a reading under the pointer, and the same data as a table.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import uPlot from "uplot";
import { heatBucketOf, heatLowestUs } from "../../figures/heat-text.js";
import { formatCount, formatUs } from "../../units.js";
import type { HeatGrid } from "../data/heat-grid.js";
import { paletteSize } from "../data/lanes.js";
import { says } from "../words/report-words.js";
import { paintHeat } from "./heat-cells.js";
import { HeatTable } from "./heat-table.js";
import { MadeCaption } from "./made-caption.js";
import { heatColours, plotColours } from "./plot-colours.js";
import { type PlotAxis, type PlotShade, plotOptions } from "./plot-options.js";
import { type Draw, useDrawing } from "./use-drawing.js";

/** What {@link HeatPlot} draws. Keep `grid`, `x`, `y` and `shades` the same objects between renders: new ones draw anew. */
export interface HeatPlotProps {
  /** Read aloud instead of the picture. */
  readonly label: string;
  /** As of any plot: how it was made. */
  readonly made: string;
  readonly grid: HeatGrid;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly shades: readonly PlotShade[];
}

interface Pointed {
  readonly seconds: number;
  readonly us: number;
}

const heightPx = 300;

/** See the file's first line. */
export function HeatPlot({ label, made, grid, x, y, shades }: HeatPlotProps): JSX.Element {
  const [pointed, setPointed] = useState<Pointed | undefined>(undefined);
  const draw: Draw = (element, widthPx) => {
    const options = drawnOptions({ grid, x, y, shades }, { element, widthPx, onPoint: setPointed });
    return new uPlot(options, cornersOf(x, y), element);
  };
  // Not drawn again with each move of the pointer: it may have thousands of rows.
  const table = useMemo(() => <HeatTable label={label} grid={grid} />, [label, grid]);
  const host = useDrawing(draw, heightPx, [grid, x, y, shades]);

  return (
    <figure class="plot">
      <p class="plot-axis-title">{y.title}</p>
      <div class="plot-canvas" ref={host} role="img" aria-label={label} style={{ height: `${heightPx}px` }} />
      <p class="plot-axis-title plot-axis-x">{x.title}</p>
      <div class="legend">
        <span class="legend-x heat-reading">
          {pointed === undefined ? says.heat.point : readingOf(grid, pointed)}
        </span>
        <span class="heat-scale">
          1<span class="heat-ramp" aria-hidden="true" />
          {says.heat.scale(grid.most)}
        </span>
      </div>
      {table}
      <MadeCaption text={made} />
    </figure>
  );
}

/** `14 – 15 s, 896 µs – 1.02 ms: 37 of 400`. */
function readingOf({ columns }: HeatGrid, { seconds, us }: Pointed): string {
  const column = columns.find(({ fromSeconds, toSeconds }) => fromSeconds <= seconds && seconds < toSeconds);
  if (column === undefined) return says.heat.nothingHere;
  const bucket = heatBucketOf(Math.max(0, Math.floor(us)));
  const times = `${formatUs(heatLowestUs(bucket))} – ${formatUs(heatLowestUs(bucket + 1))}`;
  const all = [...column.counts.values()].reduce((sum, count) => sum + count, 0);
  const when = `${formatCount(column.fromSeconds)} – ${formatCount(column.toSeconds)} s`;
  return says.heat.reading(when, times, column.counts.get(bucket) ?? 0, all);
}

interface Canvas {
  readonly element: HTMLElement;
  readonly widthPx: number;
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

function drawnOptions(
  { grid, x, y, shades }: Omit<HeatPlotProps, "label" | "made">,
  { element, widthPx, onPoint }: Canvas,
): uPlot.Options {
  const colours = plotColours(element, paletteSize);
  const options = plotOptions({
    curves: [],
    x,
    y,
    size: { width: widthPx, height: heightPx },
    colours,
    shades,
    onPoint: () => {},
  });
  const heat = heatColours(element);
  return {
    ...options,
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    // The plot needs a curve to set up its axes; the cells are painted over it.
    series: [{}, { stroke: "transparent", points: { show: false } }],
    hooks: {
      ...options.hooks,
      draw: [(self: uPlot) => paintHeat(self, grid, heat)],
      setCursor: [
        ({ cursor, posToVal }: uPlot) => {
          const { left = -1, top = -1 } = cursor;
          onPoint(left < 0 || top < 0 ? undefined : { seconds: posToVal(left, "x"), us: posToVal(top, "y") });
        },
      ],
    },
  };
}

function cornersOf(x: PlotAxis, y: PlotAxis): uPlot.AlignedData {
  return [[...(x.range ?? [0, 1])], [...(y.range ?? [1, 10])]];
}
