// A line plot: canvas, legend with values under the pointer, and the same data as a table.

import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import { paletteSize } from "../data/lanes.js";
import { watchColours } from "../theme.js";
import { alignCurves, type Curve } from "./curve.js";
import { plotColours } from "./plot-colours.js";
import { PlotLegend } from "./plot-legend.js";
import { type PlotAxis, type PlotShade, plotOptions } from "./plot-options.js";
import { PlotTable } from "./plot-table.js";

/** What {@link Plot} draws. Keep `curves`, `x` and `y` the same objects between renders: new ones draw anew. */
export interface PlotProps {
  /** Read aloud instead of the picture. */
  readonly label: string;
  readonly curves: readonly Curve[];
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly shades?: readonly PlotShade[];
  /** In px. */
  readonly height?: number;
}

/** See the file's first line. */
export function Plot({ label, curves, x, y, shades, height = 280 }: PlotProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<uPlot | undefined>(undefined);
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const [toggled, setToggled] = useState<ReadonlySet<number>>(new Set());
  const isHidden = (index: number): boolean => (curves[index]?.hidden === true) !== toggled.has(index);

  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const draw = (): void => {
      drawn.current?.destroy();
      const size = { width: Math.max(200, element.clientWidth), height };
      const colours = plotColours(element, paletteSize);
      const shown = curves.map((curve, index) => ({ ...curve, hidden: isHidden(index) }));
      const description = { curves: shown, x, y, size, colours, onPoint: setPointed };
      const options = plotOptions(shades ? { ...description, shades } : description);
      drawn.current = new uPlot(options, alignCurves(curves), element);
    };
    draw();
    const resized = new ResizeObserver(() => {
      const width = element.clientWidth;
      if (width > 0 && width !== drawn.current?.width) drawn.current?.setSize({ width, height });
    });
    resized.observe(element);
    const unwatch = watchColours(draw);
    return () => {
      unwatch();
      resized.disconnect();
      drawn.current?.destroy();
      drawn.current = undefined;
    };
  }, [curves, x, y, shades, height, toggled]);

  const toggle = (index: number): void => {
    const next = new Set(toggled);
    if (!next.delete(index)) next.add(index);
    setToggled(next);
  };
  return (
    <figure class="plot">
      <p class="plot-axis-title">{y.title}</p>
      <div class="plot-canvas" ref={host} role="img" aria-label={label} style={{ height: `${height}px` }} />
      <p class="plot-axis-title plot-axis-x">{x.title}</p>
      <PlotLegend curves={curves} x={x} y={y} pointed={pointed} isHidden={isHidden} onToggle={toggle} />
      <PlotTable label={label} curves={curves} x={x} y={y} />
    </figure>
  );
}
