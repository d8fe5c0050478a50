// The distribution of one kind of latency, drawn by percentile or as shares of samples, with its figures.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { cumulativeCurves, cumulativeTimeAxis, shareAxis } from "../data/cumulative-curves.js";
import { madeOfShares, madeOfTrends } from "../data/made-words.js";
import { metricTitle } from "../data/metric-words.js";
import { percentilePlot, timeAxis } from "../data/percentile-curves.js";
import type { TrendChoice } from "../data/trend-choices.js";
import { Plot } from "../plots/plot.js";
import { says } from "../words/report-words.js";
import { Section } from "./section.js";
import { SegmentedControl } from "./segmented-control.js";
import { TrendTable } from "./trend-table.js";

/** What {@link Latency} shows. */
export interface LatencyProps {
  readonly report: RunReport;
  readonly choice: TrendChoice;
  readonly controls?: JSX.Element | undefined;
}

/** See the file's first line. */
export function Latency({ report, choice, controls }: LatencyProps): JSX.Element {
  const plot = useMemo(() => percentilePlot(choice.trends), [choice]);
  const title = choice.names.length > 1 ? says.time.messageLatency : metricTitle(choice.names[0] ?? "");
  const [picture, setPicture] = useState<Picture>("percentiles");
  const [scale, setScale] = useState<"linear" | "log" | undefined>(undefined);
  const chosen = scale ?? (plot.longTail ? "log" : "linear");
  const y = useMemo(() => timeAxis(chosen === "log", title), [chosen, title]);
  return (
    <Section
      id="latency"
      title={picture === "percentiles" ? says.latency.title : says.latency.shareTitle}
      note={[
        ...latencyNote(choice, report),
        ...(plot.coarse ? [says.latency.coarse] : []),
        ...(report.experiment === undefined ? [] : [says.latency.pooled]),
      ].join(says.betweenSentences)}
      controls={controls}
    >
      <div class="toolbar toolbar-end">
        <SegmentedControl
          legend={says.latency.draw}
          options={[
            { value: "percentiles", label: says.latency.percentiles },
            { value: "shares", label: says.latency.cumulative },
          ]}
          value={picture}
          onChange={setPicture}
        />
        {picture === "percentiles" && (
          <SegmentedControl
            legend={says.latency.scale}
            options={[
              { value: "linear", label: says.latency.linear },
              { value: "log", label: says.latency.log },
            ]}
            value={chosen}
            onChange={setScale}
          />
        )}
      </div>
      {picture === "percentiles" ? (
        <Plot
          key={picture}
          label={plotLabel(choice)}
          made={madeOfTrends(choice.trends, report)}
          curves={plot.curves}
          x={plot.x}
          y={y}
          height={320}
        />
      ) : (
        <Cumulative key={picture} choice={choice} title={title} report={report} />
      )}
      <TrendTable label={says.latency.figuresOf(choice.title)} trends={choice.trends} />
    </Section>
  );
}

type Picture = "percentiles" | "shares";

function Cumulative({
  choice,
  title,
  report,
}: Pick<LatencyProps, "choice" | "report"> & { readonly title: string }): JSX.Element {
  const curves = useMemo(() => cumulativeCurves(choice.trends), [choice]);
  const x = useMemo(() => cumulativeTimeAxis(says.plots.logScale(title), curves), [title, curves]);
  return (
    <Plot
      label={says.latency.shareLabel(choice.title, choice.trends.length)}
      made={madeOfShares(choice.trends, report)}
      curves={curves}
      x={x}
      y={shareAxis}
      height={320}
    />
  );
}

function latencyNote({ names, lanes, trends }: TrendChoice, report: RunReport): readonly string[] {
  const [name] = names;
  const closed = lanes
    .filter(({ key }) => !trends.some(({ lane, trend }) => lane.key === key && trend.name === name))
    .map(({ label }) => label);
  if (names.length > 1) {
    const noDueTimes = closed.length === 0 ? [] : [says.latency.noneCorrected(closed.join(", "))];
    return [says.latency.both, ...noDueTimes];
  }
  if (name === "ws_msg_latency_corrected") return [says.latency.corrected];
  if (name !== "ws_msg_latency") return [says.latency.everySample];
  if (report.metrics.some((metric) => metric.name === "ws_msg_latency_corrected"))
    return [says.latency.service];
  const loads = report.loads ?? [];
  const isSessions = loads.length > 0 && loads.every(({ model }) => model === "open");
  return [isSessions ? says.latency.sessions : says.latency.closed];
}

function plotLabel({ title, trends }: TrendChoice): string {
  return says.latency.percentileLabel(title, trends.length);
}
