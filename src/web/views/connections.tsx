// How many connections were open when, and what went wrong when.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount } from "../../units.js";
import { madeOfCounters, madeOfGauges } from "../data/made-words.js";
import { connectionsOverTime, troubleCounters, troubleOverTime } from "../data/traffic-curves.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { SecondsPlot } from "../plots/seconds-plot.js";
import { Section, type SectionViewProps } from "./section.js";

const levelAxis: PlotAxis = {
  title: "At the end of each second",
  csvTitle: "open_at_end",
  format: formatCount,
};
const troubleAxis: PlotAxis = {
  title: "Per second",
  csvTitle: "per_second",
  format: (value) => `${formatCount(value)} /s`,
};

/** See the file's first line */
export function Connections({ source: { report } }: SectionViewProps): JSX.Element {
  const open = useMemo(() => connectionsOverTime(report), [report]);
  const trouble = useMemo(() => troubleOverTime(report.series), [report]);
  return (
    <Section id="connections" title="Connections and errors" note={note(trouble.length)}>
      <SecondsPlot
        label="Connections open and virtual clients running"
        made={madeOfGauges(report.series, ["ws_open_connections", "ws_clients"])}
        report={report}
        curves={open}
        y={levelAxis}
        height={200}
      />
      <SecondsPlot
        label="Errors, messages lost or late, and stalls per second"
        made={madeOfCounters(report.series, troubleCounters)}
        report={report}
        curves={trouble}
        y={troubleAxis}
        height={200}
      />
    </Section>
  );
}

function note(kinds: number): string {
  const levels = "Connections and clients are counted once a second.";
  if (kinds === 0) return `${levels} No error happened, and no message was lost or late.`;
  return `${levels} Errors are named by the step at which they happened and their code, all loads together; a message counts as lost or late when that was known, not when it was sent.`;
}
