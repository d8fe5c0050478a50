// How many connections were open when, and what went wrong when.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount } from "../../units.js";
import { madeOfCounters, madeOfGauges } from "../data/made-words.js";
import { connectionsOverTime, troubleCounters, troubleOverTime } from "../data/traffic-curves.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { SecondsPlot } from "../plots/seconds-plot.js";
import { says } from "../words/report-words.js";
import { Section, type SectionViewProps } from "./section.js";

const levelAxis: PlotAxis = {
  title: says.connections.atEndOfSecond,
  csvTitle: "open_at_end",
  format: formatCount,
};
const troubleAxis: PlotAxis = {
  title: says.connections.perSecond,
  csvTitle: "per_second",
  format: (value) => `${formatCount(value)} /s`,
};

/** See the file's first line */
export function Connections({ source: { report } }: SectionViewProps): JSX.Element {
  const open = useMemo(() => connectionsOverTime(report), [report]);
  const trouble = useMemo(() => troubleOverTime(report.series), [report]);
  return (
    <Section id="connections" title={says.connections.title} note={note(trouble.length)}>
      <SecondsPlot
        label={says.connections.open}
        made={madeOfGauges(report.series, ["ws_open_connections", "ws_clients"])}
        report={report}
        curves={open}
        y={levelAxis}
        height={200}
      />
      <SecondsPlot
        label={says.connections.trouble}
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
  const more = kinds === 0 ? says.connections.noTrouble : says.connections.troubleNote;
  return [says.connections.note, more].join(says.betweenSentences);
}
