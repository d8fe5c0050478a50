// One figure of a distribution, as a threshold asks for it.

import type { LatencyHistogram } from "../histogram.js";
import type { Aggregate } from "./condition.js";

/** The figure in µs, or the count; undefined for anything but the count when nothing was recorded. */
export function trendFigure(histogram: LatencyHistogram, aggregate: Aggregate): number | undefined {
  switch (aggregate.kind) {
    case "percentile":
      return histogram.percentileUs(aggregate.percentile);
    case "med":
      return histogram.percentileUs(50);
    case "min":
      return histogram.minUs;
    case "max":
      return histogram.maxUs;
    case "avg":
      return histogram.meanUs === undefined ? undefined : toThousandths(histogram.meanUs);
    case "count":
      return histogram.count;
    case "rate":
    case "value":
      return undefined; // No aggregates of a trend; thresholds on them are refused before the run.
    default:
      return aggregate satisfies never;
  }
}

/** As precise as the report shows it, so that a figure judged is the figure shown. */
export function toThousandths(figure: number): number {
  return Math.round(figure * 1_000) / 1_000;
}
