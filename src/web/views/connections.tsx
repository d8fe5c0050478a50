// How many connections were open when, and what went wrong when.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount } from "../../units.js";
import { runTimeAxis, warmUpShades } from "../data/time-curves.js";
import { connectionsOverTime, troubleOverTime } from "../data/traffic-curves.js";
import { Plot } from "../plots/plot.js";
import type { PlotAxis } from "../plots/plot-options.js";
import { Section } from "./section.js";

const levelAxis: PlotAxis = { title: "At the end of each second", format: formatCount };
const troubleAxis: PlotAxis = { title: "Per second", format: (value) => `${formatCount(value)} /s` };

/** See the file's first line. Nothing where connections were not counted and nothing went wrong. */
export function Connections({ report }: { readonly report: RunReport }): JSX.Element | null {
  const { series } = report;
  const open = useMemo(() => connectionsOverTime(report), [report]);
  const trouble = useMemo(() => troubleOverTime(series), [series]);
  const seconds = useMemo(() => runTimeAxis(series), [series]);
  const shades = useMemo(() => warmUpShades(series), [series]);
  if (open.length === 0 && trouble.length === 0) return null;
  return (
    <Section id="connections" title="Connections and errors" note={note(trouble.length)}>
      {open.length > 0 && (
        <Plot
          label="Connections open and virtual clients running"
          curves={open}
          x={seconds}
          y={levelAxis}
          shades={shades}
          height={200}
        />
      )}
      {trouble.length > 0 && (
        <Plot
          label="Errors, messages lost or late, and stalls per second"
          curves={trouble}
          x={seconds}
          y={troubleAxis}
          shades={shades}
          height={200}
        />
      )}
    </Section>
  );
}

function note(kinds: number): string {
  const levels = "Connections and clients are counted once a second.";
  if (kinds === 0) return `${levels} No error happened, and no message was lost or late.`;
  return `${levels} Errors are named by the step at which they happened and their code, all loads together; a message counts as lost or late when that was known, not when it was sent.`;
}
