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
import { says } from "../words/report-words.js";
import { Section, type SectionViewProps } from "./section.js";
import { TrendTable } from "./trend-table.js";

const kinds = [
  { name: "ws_fanout_first", words: says.fanOut.first, dash: [1.5, 3.5] },
  { name: "ws_msg_latency", words: says.fanOut.every, dash: undefined },
  { name: "ws_fanout_last", words: says.fanOut.last, dash: [6, 4] },
] as const;

const axis = timeAxis(true, says.fanOut.axis);

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
    <Section id="fan-out" title={says.fanOut.title} note={says.fanOut.note}>
      <Plot
        label={says.fanOut.label}
        made={madeOfTrends(trends, source.report)}
        curves={plot.curves}
        x={plot.x}
        y={axis}
      />
      <TrendTable label={says.fanOut.figures} trends={trends} />
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
