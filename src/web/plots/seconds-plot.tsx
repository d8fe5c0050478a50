// A plot over the seconds of the run, with the warm-up shaded.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { runTimeAxis, warmUpShades } from "../data/time-curves.js";
import { Plot, type PlotProps } from "./plot.js";

/** What {@link SecondsPlot} draws. Keep `curves` and `y` the same objects between renders. */
export interface SecondsPlotProps extends Omit<PlotProps, "x" | "shades"> {
  readonly report: Pick<RunReport, "series">;
}

/** See the file's first line. Nothing without a curve. */
export function SecondsPlot({ report: { series }, ...plot }: SecondsPlotProps): JSX.Element | null {
  const x = useMemo(() => runTimeAxis(series), [series]);
  const shades = useMemo(() => warmUpShades(series), [series]);
  return plot.curves.length === 0 ? null : <Plot {...plot} x={x} shades={shades} />;
}
