// How long a broadcast message takes to its first, to every and to its last receiver.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { inLoadOrder, laneKey, lanesOf } from "../data/lanes.js";
import { madeOfTrends } from "../data/made-words.js";
import { measuredTrends } from "../data/measured-trends.js";
import { percentilePlot, timeAxis } from "../data/percentile-curves.js";
import type { ReportSource } from "../data/report-source.js";
import type { DrawnTrend } from "../data/trend-choices.js";
import { Plot } from "../plots/plot.js";
import { Section, type SectionViewProps } from "./section.js";
import { TrendTable } from "./trend-table.js";

const kinds = [
  { name: "ws_fanout_first", words: "first receiver", dash: [1.5, 3.5] },
  { name: "ws_msg_latency", words: "every receiver", dash: undefined },
  { name: "ws_fanout_last", words: "last receiver", dash: [6, 4] },
] as const;

const axis = timeAxis(true, "From sent to received, log scale");

/** Whether the run broadcast anything. */
export function hasFanOut({ metrics }: RunReport): boolean {
  return metrics.some(
    (metric) => metric.name === "ws_fanout_last" && metric.kind === "trend" && metric.count > 0,
  );
}

/** See the file's first line */
export function FanOut({ source }: SectionViewProps): JSX.Element {
  const trends = useMemo(() => fanOutTrends(source), [source]);
  const plot = useMemo(() => percentilePlot(trends), [trends]);
  return (
    <Section
      id="fan-out"
      title="Broadcast fan-out"
      note="From a message sent by its publisher to the first, to every and to the last subscriber that received it. The last one says how long an audience waits until all have it."
    >
      <Plot
        label="Broadcast fan-out by percentile. The table below has the figures."
        made={madeOfTrends(trends, source.report)}
        curves={plot.curves}
        x={plot.x}
        y={axis}
      />
      <TrendTable label="Figures of broadcast fan-out" trends={trends} />
    </Section>
  );
}

function fanOutTrends(source: ReportSource): readonly DrawnTrend[] {
  const last = measuredTrends(source, "ws_fanout_last");
  const lanes = inLoadOrder(lanesOf(last.map(({ trend }) => trend.tags)), source.report);
  return lanes.flatMap((lane) =>
    kinds.flatMap(({ name, words, dash }) =>
      measuredTrends(source, name, (tags) => laneKey(tags) === lane.key).map((one) => ({
        ...one,
        lane,
        label: lanes.length > 1 ? `${lane.label}, ${words}` : words,
        ...(dash ? { dash } : {}),
      })),
    ),
  );
}
