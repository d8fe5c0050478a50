// The distribution of one kind of latency, drawn by percentile, with its figures.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RunReport, TrendMetric } from "../../metrics/run-report.js";
import { isMeasured, type Lane, laneKey } from "../data/lanes.js";
import { metricTitle } from "../data/metric-words.js";
import { percentilePlot, timeAxis } from "../data/percentile-curves.js";
import type { PercentileCurve } from "../data/report-source.js";
import { isTrend } from "../data/run-facts.js";
import { Plot } from "../plots/plot.js";
import { Section } from "./section.js";
import { SegmentedControl } from "./segmented-control.js";
import { TrendTable } from "./trend-table.js";

/** What {@link Latency} shows. */
export interface LatencyProps {
  readonly report: RunReport;
  readonly curves: readonly PercentileCurve[];
  readonly name: string;
  readonly lanes: readonly Lane[];
  readonly controls?: JSX.Element | undefined;
}

/** See the file's first line. */
export function Latency({ report, curves, name, lanes, controls }: LatencyProps): JSX.Element {
  const plot = useMemo(() => percentilePlot(report, curves, name, lanes), [report, curves, name, lanes]);
  const [scale, setScale] = useState<"linear" | "log" | undefined>(undefined);
  const chosen = scale ?? (plot.longTail ? "log" : "linear");
  const y = useMemo(() => timeAxis(chosen === "log", metricTitle(name)), [chosen, name]);
  const trends = report.metrics
    .filter(isTrend)
    .filter(
      (trend) => trend.name === name && isMeasured(trend.tags) && trend.count > 0 && laneOf(trend, lanes),
    );
  return (
    <Section
      id="latency"
      title="Latency by percentile"
      note={`${latencyNote(name, report)}${plot.coarse ? coarseNote : ""}`}
      controls={controls}
    >
      <div class="toolbar toolbar-end">
        <SegmentedControl
          legend="Scale of the latency axis"
          options={[
            { value: "linear", label: "Linear" },
            { value: "log", label: "Log" },
          ]}
          value={chosen}
          onChange={setScale}
        />
      </div>
      <Plot label={plotLabel(name, trends)} curves={plot.curves} x={plot.x} y={y} height={320} />
      <TrendTable
        label={`Figures of ${metricTitle(name)}`}
        trends={trends}
        name={(trend) => laneOf(trend, lanes)}
      />
    </Section>
  );
}

const everySample =
  "From the histogram of every sample, warm-up left out. Where a curve stands at 99%, 99 of 100 samples were at least that fast.";
const coarseNote =
  " Drawn from the percentiles in the report; the page that wsrig writes has the whole histogram.";

function latencyNote(name: string, report: RunReport): string {
  if (name === "ws_msg_latency_corrected") {
    return "From the time a message was due to its answer, so waiting caused by a slow target counts in full.";
  }
  if (name !== "ws_msg_latency") return everySample;
  const corrected = report.metrics.some((metric) => metric.name === "ws_msg_latency_corrected");
  if (corrected)
    return "Service latency: from a message sent to its answer received, without waiting to be sent.";
  return (
    "Service latency of a closed loop: from a message sent to its answer received. Each connection sends again only " +
    "after an answer, so there is no due time: a slow target also slows the sending, and waiting is not counted."
  );
}

function plotLabel(name: string, trends: readonly TrendMetric[]): string {
  return `${metricTitle(name)} by percentile, ${trends.length === 1 ? "one curve" : `${trends.length} curves`}. The table below has the figures.`;
}

function laneOf(trend: TrendMetric, lanes: readonly Lane[]): Lane | undefined {
  return lanes.find((lane) => lane.key === laneKey(trend.tags));
}
