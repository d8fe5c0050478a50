// A sweep over fragment sizes: how the target delivers fragments, what one costs, curves, and every number.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { quantityOrDash } from "../../figures/quantity.js";
import { changeOf, type SweepLine, sweepLines } from "../../figures/sweep-lines.js";
import { changeWord, costSentences, costTitles, cutText } from "../../figures/sweep-words.js";
import type { SweepCost } from "../../metrics/experiment-report.js";
import { formatCount, formatExactBytes } from "../../units.js";
import { unbroken } from "../data/metric-words.js";
import {
  figureText,
  medianOf,
  type SweepFigure,
  sideOf,
  sweepFigures,
  sweepFigureWords,
  sweepOptions,
  sweepPlot,
} from "../data/sweep-curves.js";
import { Plot } from "../plots/plot.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { Select } from "./select.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Nothing in a report without a sweep. */
export function Sweep({ source: { report } }: SectionViewProps): JSX.Element | null {
  const options = useMemo(() => sweepOptions(report), [report]);
  const [figure, setFigure] = useState<SweepFigure>("p99");
  const shown = options.some(({ value }) => value === figure) ? figure : options[0]?.value;
  const plot = useMemo(() => shown && sweepPlot(report, shown), [report, shown]);
  const lines = useMemo(() => sweepLines(report), [report]);
  const sweep = report.experiment?.sweep;
  if (sweep === undefined) return null;
  return (
    <Section
      id="fragments"
      title="Fragments"
      note="Messages that are cut into fragments against the same messages whole. Changes are against whole messages of the same size."
      controls={
        shown !== undefined && (
          <Select label="Figure to draw" options={options} value={shown} onChange={setFigure} />
        )
      }
    >
      <Sentences of={costSentences(report)} />
      {plot !== undefined && (
        <Plot
          label={`${plot.y.title} over the size of a fragment. The tables below have every number.`}
          made={plot.made}
          curves={plot.curves}
          x={plot.x}
          y={plot.y}
          height={320}
        />
      )}
      <DataTable label="Ways to cut a message" rows={lines} columns={lineColumns(lines)} />
      {sweep.costs.length > 0 && (
        <>
          <h3 class="sub-heading">What each further fragment adds</h3>
          <DataTable label="Cost of a fragment" rows={sweep.costs} columns={costColumns} />
        </>
      )}
    </Section>
  );
}

function Sentences({ of }: { readonly of: readonly string[] }): JSX.Element {
  return (
    <ul class="sentences">
      {of.map((sentence) => (
        <li key={sentence}>
          <VisibleTitle text={unbroken(sentence)} />
        </li>
      ))}
    </ul>
  );
}

function lineColumns(lines: readonly SweepLine[]): readonly Column<SweepLine>[] {
  const figures = sweepFigures.filter((figure) => lines.some((line) => medianOf(line, figure) !== undefined));
  return [
    {
      title: "Message",
      csvTitle: "payload_bytes",
      cell: (line) =>
        `${formatExactBytes(line.payloadBytes)}, ${line.fragmentBytes === undefined ? "whole" : `in ${cutText(line)}`}`,
      csv: ({ payloadBytes }) => payloadBytes,
    },
    { title: "Fragment", csvTitle: "fragment_bytes", csv: ({ fragmentBytes }) => fragmentBytes },
    {
      title: "Frames",
      csvTitle: "frames",
      numeric: true,
      cell: ({ frames }) => formatCount(frames),
      csv: ({ frames }) => frames,
    },
    ...figures.flatMap(figureColumns),
    { title: "Blocks, open", csvTitle: "blocks_open", csv: ({ open }) => open?.blocks },
    { title: "Blocks, closed", csvTitle: "blocks_closed", csv: ({ closed }) => closed?.blocks },
  ];
}

/** The figure with its change below it; CSV has median, interval, ratio and verdict. */
function figureColumns(figure: SweepFigure): readonly Column<SweepLine>[] {
  const { short, unit, csvUnit } = sweepFigureWords[figure];
  const change = (line: SweepLine) => changeOf(sideOf(line, figure), figure);
  const csvOnly = (suffix: string, csv: Column<SweepLine>["csv"]): Column<SweepLine> => ({
    title: `${short} ${suffix}`,
    csvTitle: `${figure}_${suffix}`,
    csv,
  });
  return [
    {
      title: short,
      csvTitle: `${figure}_${csvUnit}`,
      numeric: true,
      cell: (line) => (
        <>
          {unbroken(figureText(medianOf(line, figure)?.median, unit))}
          {line.fragmentBytes !== undefined && (
            <>
              <br />
              <small>{changeWord(change(line))}</small>
            </>
          )}
        </>
      ),
      csv: (line) => medianOf(line, figure)?.median,
    },
    csvOnly("low", (line) => medianOf(line, figure)?.low),
    csvOnly("high", (line) => medianOf(line, figure)?.high),
    csvOnly("vs_whole", (line) => change(line)?.change?.value),
    csvOnly("vs_whole_low", (line) => change(line)?.change?.low),
    csvOnly("vs_whole_high", (line) => change(line)?.change?.high),
    csvOnly("verdict", (line) => change(line)?.verdict),
  ];
}

const costColumns: readonly Column<SweepCost>[] = [
  {
    title: "Message",
    csvTitle: "payload_bytes",
    cell: ({ payloadBytes }) => formatExactBytes(payloadBytes),
    csv: ({ payloadBytes }) => payloadBytes,
  },
  {
    title: "Cost in",
    csvTitle: "figure",
    cell: ({ figure }) => costTitles[figure],
    csv: ({ figure }) => figure,
  },
  { title: "Model", csvTitle: "model", csv: ({ model }) => model },
  { title: "Unit", csvTitle: "unit", csv: ({ unit }) => unit },
  costColumn("Adds", "per_fragment", ({ perFragment }) => perFragment),
  costColumn("At least", "low", ({ low }) => low),
  costColumn("At most", "high", ({ high }) => high),
  {
    title: "How",
    csvTitle: "method",
    cell: ({ method }) => (method === "exact" ? "counted" : "slope over the fragment sizes, 95% interval"),
    csv: ({ method }) => method,
  },
];

function costColumn(title: string, csvTitle: string, value: (cost: SweepCost) => number): Column<SweepCost> {
  return {
    title,
    csvTitle,
    numeric: true,
    cell: (cost) => costText(value(cost), cost.unit),
    csv: value,
  };
}

function costText(value: number, unit: SweepCost["unit"]): string {
  if (unit === "byte") return `${formatCount(value)} B`;
  return unbroken(`${value < 0 ? "−" : ""}${quantityOrDash(Math.abs(value), unit)}`);
}
