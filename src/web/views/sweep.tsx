// A sweep over fragment sizes: how the target delivers fragments, what one costs, curves, and every number.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { quantityOrDash } from "../../figures/quantity.js";
import { changeOf, type SweepLine, sweepLines } from "../../figures/sweep-lines.js";
import { changeWord, costSentences } from "../../figures/sweep-words.js";
import type { ComparedRow } from "../../metrics/comparison-report.js";
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
import { says } from "../words/report-words.js";
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
      title={says.sweep.title}
      note={says.sweep.note}
      controls={
        shown !== undefined && (
          <Select label={says.sweep.which} options={options} value={shown} onChange={setFigure} />
        )
      }
    >
      <Sentences of={costSentences(report)} />
      {plot !== undefined && (
        <Plot
          label={says.sweep.label(plot.y.title)}
          made={plot.made}
          curves={plot.curves}
          x={plot.x}
          y={plot.y}
          height={320}
        />
      )}
      <DataTable label={says.sweep.ways} rows={lines} columns={lineColumns(lines)} />
      {sweep.costs.length > 0 && (
        <>
          <h3 class="sub-heading">{says.sweep.adds}</h3>
          <DataTable label={says.sweep.costTable} rows={sweep.costs} columns={costColumns} />
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
      title: says.sweep.message,
      csvTitle: "payload_bytes",
      cell: (line) =>
        says.sweep.cut(
          formatExactBytes(line.payloadBytes),
          line.fragmentBytes === undefined ? undefined : formatExactBytes(line.fragmentBytes),
        ),
      csv: ({ payloadBytes }) => payloadBytes,
    },
    { title: says.sweep.fragment, csvTitle: "fragment_bytes", csv: ({ fragmentBytes }) => fragmentBytes },
    {
      title: says.sweep.frames,
      csvTitle: "frames",
      numeric: true,
      cell: ({ frames }) => formatCount(frames),
      csv: ({ frames }) => frames,
    },
    ...figures.flatMap(figureColumns),
    { title: says.sweep.blocksOpen, csvTitle: "blocks_open", csv: ({ open }) => open?.blocks },
    { title: says.sweep.blocksClosed, csvTitle: "blocks_closed", csv: ({ closed }) => closed?.blocks },
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
              <small>{changeText(change(line))}</small>
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

/** `+18%`, `same`, `3.1 times`; see {@link changeWord}. */
function changeText(row: ComparedRow | undefined): string {
  if (row === undefined) return "";
  const { change, verdict } = row;
  if (change === undefined || verdict === "same" || verdict === "unclear")
    return says.comparison.verdicts[verdict];
  return change.kind === "ratio" && change.value >= 2 ? says.sweep.times(change.value) : changeWord(row);
}

const costColumns: readonly Column<SweepCost>[] = [
  {
    title: says.sweep.message,
    csvTitle: "payload_bytes",
    cell: ({ payloadBytes }) => formatExactBytes(payloadBytes),
    csv: ({ payloadBytes }) => payloadBytes,
  },
  {
    title: says.sweep.costIn,
    csvTitle: "figure",
    cell: ({ figure }) => says.sweep.costs[figure],
    csv: ({ figure }) => figure,
  },
  { title: says.sweep.model, csvTitle: "model", csv: ({ model }) => model },
  { title: says.sweep.unit, csvTitle: "unit", csv: ({ unit }) => unit },
  costColumn(says.sweep.addsColumn, "per_fragment", ({ perFragment }) => perFragment),
  costColumn(says.sweep.atLeast, "low", ({ low }) => low),
  costColumn(says.sweep.atMost, "high", ({ high }) => high),
  {
    title: says.sweep.how,
    csvTitle: "method",
    cell: ({ method }) => (method === "exact" ? says.sweep.countedHow : says.sweep.slope),
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
