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
  const title = choice.names.length > 1 ? "Message latency" : metricTitle(choice.names[0] ?? "");
  const [picture, setPicture] = useState<Picture>("percentiles");
  const [scale, setScale] = useState<"linear" | "log" | undefined>(undefined);
  const chosen = scale ?? (plot.longTail ? "log" : "linear");
  const y = useMemo(() => timeAxis(chosen === "log", title), [chosen, title]);
  return (
    <Section
      id="latency"
      title={picture === "percentiles" ? "Latency by percentile" : "Latency, share of all samples"}
      note={`${latencyNote(choice, report)}${plot.coarse ? coarseNote : ""}${report.experiment === undefined ? "" : pooledNote}`}
      controls={controls}
    >
      <div class="toolbar toolbar-end">
        <SegmentedControl
          legend="How to draw the latencies"
          options={[
            { value: "percentiles", label: "Percentiles" },
            { value: "shares", label: "Cumulative (CDF)" },
          ]}
          value={picture}
          onChange={setPicture}
        />
        {picture === "percentiles" && (
          <SegmentedControl
            legend="Scale of the latency axis"
            options={[
              { value: "linear", label: "Linear" },
              { value: "log", label: "Log" },
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
      <TrendTable label={`Figures of ${choice.title}`} trends={choice.trends} />
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
  const x = useMemo(() => cumulativeTimeAxis(`${title}, log scale`, curves), [title, curves]);
  const drawn = choice.trends.length === 1 ? "one curve" : `${choice.trends.length} curves`;
  return (
    <Plot
      label={`${choice.title}: share of samples over time, ${drawn}. The table below has the figures.`}
      made={madeOfShares(choice.trends, report)}
      curves={curves}
      x={x}
      y={shareAxis}
      height={320}
    />
  );
}

const everySample =
  "From the histogram of every sample, warm-up left out. Where a curve stands at 99%, 99 of 100 samples were at least that fast.";
const coarseNote =
  " Drawn from the percentiles in the report; the page that wsrig writes has the whole histogram.";

const pooledNote =
  " All blocks of a variant together, as if they were one run: how far blocks lie apart is in the sections above.";

function latencyNote({ names, lanes, trends }: TrendChoice, report: RunReport): string {
  const [name] = names;
  const closed = lanes
    .filter(({ key }) => !trends.some(({ lane, trend }) => lane.key === key && trend.name === name))
    .map(({ label }) => label);
  const withoutDueTime =
    closed.length === 0 ? "" : ` No corrected latency of ${closed.join(", ")}: there are no due times.`;
  if (names.length > 1) return `${bothNote}${withoutDueTime}`;
  if (name === "ws_msg_latency_corrected") {
    return "From the time a message was due to its answer, so waiting caused by a slow target counts in full.";
  }
  if (name !== "ws_msg_latency") return everySample;
  if (report.metrics.some((metric) => metric.name === "ws_msg_latency_corrected")) {
    return "Service latency: from a message sent to its answer received, without waiting to be sent.";
  }
  const loads = report.loads ?? [];
  if (loads.length > 0 && loads.every(({ model }) => model === "open")) return sessionsNote;
  return (
    "Service latency of a closed loop: from a message sent to its answer received. Each connection sends again only " +
    "after an answer, so there is no due time: a slow target also slows the sending, and waiting is not counted."
  );
}

const sessionsNote =
  "Service latency: from a message sent to its answer received. Sessions begin when the plan says, but within a session each message " +
  "follows the answer before it: messages have no due time, so waiting is not counted.";

const bothNote =
  "Corrected latency (solid) runs from the time a message was due, service latency (dashed) from the moment it was really sent: " +
  "what lies between the two is time that messages waited to be sent. Warm-up left out.";

function plotLabel({ title, trends }: TrendChoice): string {
  return `${title} by percentile, ${trends.length === 1 ? "one curve" : `${trends.length} curves`}. The table below has the figures.`;
}
