// Where the time of opening a connection goes: a bar of medians for each lane, and the figures.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatUs } from "../../units.js";
import { type HandshakeStep, handshakeRows, handshakeSteps } from "../data/handshake-phases.js";
import { madeOfHandshakes } from "../data/made-words.js";
import { MadeCaption } from "../plots/made-caption.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { trendColumnsOf } from "./trend-table.js";
import { VisibleTitle } from "./visible-text.js";

/** More lanes than this are in the table only. */
const barsShown = 8;

/** See the file's first line */
export function Handshake({ source: { report } }: SectionViewProps): JSX.Element {
  const rows = useMemo(() => handshakeRows(report), [report]);
  const lanes = [...new Map(rows.map(({ lane }) => [lane.key, lane])).values()];
  const bars = lanes.slice(0, barsShown).map((lane) => rows.filter((row) => row.lane.key === lane.key));
  const longestUs = Math.max(...bars.map(medianSumUs));
  const several = lanes.length > 1;
  return (
    <Section id="handshake" title={says.handshake.title} note={says.handshake.note}>
      <ul class="step-legend" aria-hidden="true">
        {handshakeSteps
          .filter(({ step }) => rows.some((row) => row.step === step))
          .map(({ step, words }) => (
            <li key={step}>
              <span class={`step-mark step-${step}`} />
              {words}
            </li>
          ))}
      </ul>
      <figure class="plot">
        <div class={several ? "bars bars-named" : "bars"} aria-hidden="true">
          {bars.map((steps) => (
            <HandshakeBar
              key={steps[0]?.lane.key ?? ""}
              steps={steps}
              longestUs={longestUs}
              named={several}
            />
          ))}
        </div>
        <MadeCaption text={madeOfHandshakes(rows)} />
      </figure>
      {several && lanes.length > barsShown && (
        <p class="note">{says.handshake.more(lanes.length - barsShown)}</p>
      )}
      <DataTable
        label={says.handshake.table}
        rows={rows}
        columns={several ? [stepColumn, laneColumn, ...figureColumns] : [stepColumn, ...figureColumns]}
      />
    </Section>
  );
}

function HandshakeBar(props: {
  readonly steps: readonly HandshakeStep[];
  readonly longestUs: number;
  readonly named: boolean;
}): JSX.Element {
  const { steps, longestUs, named } = props;
  return (
    <div class="bar-row">
      {named && (
        <span class="bar-name">
          <VisibleTitle text={steps[0]?.lane.label ?? ""} />
        </span>
      )}
      <span class="bar">
        {steps.map(({ step, trend }) => (
          <span
            key={step}
            class={`bar-part step-${step}`}
            style={{ width: `${(100 * (trend.p50 ?? 0)) / Math.max(1, longestUs)}%` }}
          />
        ))}
      </span>
      <span class="bar-total">{formatUs(medianSumUs(steps))}</span>
    </div>
  );
}

function medianSumUs(steps: readonly HandshakeStep[]): number {
  return steps.reduce((sum, { trend }) => sum + (trend.p50 ?? 0), 0);
}

const stepColumn: Column<HandshakeStep> = {
  title: says.handshake.step,
  csvTitle: "step",
  cell: ({ step }) => (
    <span class="lane">
      <span class={`step-mark step-${step}`} />
      {handshakeSteps.find((one) => one.step === step)?.words}
    </span>
  ),
  csv: ({ step }) => step,
};

const laneColumn: Column<HandshakeStep> = {
  title: says.handshake.of,
  csvTitle: "of",
  cell: ({ lane }) => <VisibleTitle text={lane.label} />,
  csv: ({ lane }) => lane.label,
};

const shownFigures = ["count", "p50_us", "p99_us", "max_us"];

const figureColumns = trendColumnsOf(({ trend }: HandshakeStep) => trend).filter(({ csvTitle }) =>
  shownFigures.includes(csvTitle),
);
