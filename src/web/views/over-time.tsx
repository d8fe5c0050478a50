// The course of the run: latency, throughput and the generator's own state, second by second.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatQuantity } from "../../figures/quantity.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { csvTitleOf } from "../data/csv.js";
import { isHealthMetric } from "../data/generator-health.js";
import type { Lane } from "../data/lanes.js";
import { madeOfGauges, madeOfMessages, madeOfSeconds } from "../data/made-words.js";
import { metricTitle } from "../data/metric-words.js";
import { timeAxis } from "../data/percentile-curves.js";
import { gaugeOverTime, latencyOverTime, warmUpShades } from "../data/time-curves.js";
import { messageCounters, messagesOverTime } from "../data/traffic-curves.js";
import { bestOfLanes, type LaneTrend, type TrendChoice } from "../data/trend-choices.js";
import { PlotGrid, type SmallPlot } from "../plots/plot-grid.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { SecondsPlot } from "../plots/seconds-plot.js";
import { says } from "../words/report-words.js";
import { Section } from "./section.js";

/** What {@link OverTime} shows. */
export interface OverTimeProps {
  readonly report: RunReport;
  /** Of each lane the best of its metrics is drawn. */
  readonly choice: TrendChoice;
  /** Beside the heading. */
  readonly controls?: JSX.Element | undefined;
}

const perSecond: PlotAxis = {
  title: says.time.messagesPerSecond,
  csvTitle: "messages_per_second",
  format: (value) => `${formatCount(value)} /s`,
};

/** See the file's first line. */
export function OverTime({ report, choice, controls }: OverTimeProps): JSX.Element {
  const { series } = report;
  const { lanes } = choice;
  const best = useMemo(() => bestOfLanes(choice), [choice]);
  const latency = useMemo(() => latencyOverTime(series, best), [series, best]);
  const rate = useMemo(() => messagesOverTime(report, lanes), [report, lanes]);
  const isShaded = useMemo(() => warmUpShades(series).length > 0, [series]);
  const title = titleOf(best);
  const latencyAxis = useMemo(() => timeAxis(true, says.plots.logScale(title)), [title]);
  const gauges = useMemo(() => gaugePlots(report), [report]);
  return (
    <Section
      id="time"
      title={says.time.title}
      note={timeNote(report, lanes, { isShaded })}
      controls={controls}
    >
      <SecondsPlot
        label={says.time.inEachSecond(title)}
        made={madeOfSeconds(series, [...new Set(best.map(({ name }) => name))])}
        report={report}
        curves={latency}
        y={latencyAxis}
      />
      <SecondsPlot
        label={says.time.messagesPerSecond}
        made={madeOfMessages(series, messageCounters)}
        report={report}
        curves={rate}
        y={perSecond}
        height={200}
      />
      <PlotGrid report={report} plots={gauges} />
    </Section>
  );
}

function titleOf(best: readonly LaneTrend[]): string {
  const [name = "", ...others] = new Set(best.map((one) => one.name));
  return others.length > 0 ? says.time.messageLatency : metricTitle(name);
}

function timeNote(
  { loads = [] }: RunReport,
  lanes: readonly Lane[],
  { isShaded }: { readonly isShaded: boolean },
): string {
  return [
    says.time.note,
    lanes.length > 1 && loads.length === 0 ? says.time.turns : "",
    isShaded ? says.time.shaded : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(says.betweenSentences);
}

/** Connections and the generator's levels have sections of their own; what is left are levels of scenarios. */
function hasOwnPlot(name: string): boolean {
  return isHealthMetric(name) || name === "ws_open_connections" || name === "ws_clients";
}

function gaugePlots(report: RunReport): readonly SmallPlot[] {
  const names = new Set(report.series.flatMap((point) => Object.keys(point.gauges)));
  return [...names]
    .filter((name) => !hasOwnPlot(name))
    .map((name) => {
      const unit =
        report.metrics.find((metric) => metric.kind === "gauge" && metric.name === name)?.unit ?? "";
      const axis: PlotAxis = {
        title: metricTitle(name),
        csvTitle: csvTitleOf(name, unit),
        format: (value) => formatQuantity(value, unit).trim(),
      };
      return { axis, curves: gaugeOverTime(report, name), made: madeOfGauges(report.series, [name]) };
    });
}
