// Small plots over the seconds of the run, side by side where there is room.

import type { JSX } from "preact";
import type { RunReport } from "../../metrics/run-report.js";
import type { Curve } from "./curve.js";
import type { PlotAxis } from "./plot-options.js";
import { SecondsPlot } from "./seconds-plot.js";

/** One plot of a {@link PlotGrid}; the title of its axis is its name too. */
export interface SmallPlot {
  readonly axis: PlotAxis;
  readonly curves: readonly Curve[];
  /** As of any plot: how it was made. */
  readonly made: string;
}

/** What {@link PlotGrid} draws. Keep the plots the same objects between renders; their list may be new. */
export interface PlotGridProps {
  readonly report: Pick<RunReport, "series">;
  readonly plots: readonly SmallPlot[];
}

/** See the file's first line. */
export function PlotGrid({ report, plots }: PlotGridProps): JSX.Element {
  return (
    <div class="plot-grid">
      {plots.map(({ axis, curves, made }) => (
        <SecondsPlot
          key={axis.title}
          label={axis.title}
          made={made}
          report={report}
          curves={curves}
          y={axis}
          height={180}
        />
      ))}
    </div>
  );
}
