// What is different between a candidate and the baseline: a difference plot and a table, of the candidate that the reader chooses.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type ComparedLine, comparedLines } from "../../figures/compared-rows.js";
import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import { formatCount } from "../../units.js";
import { probabilityText } from "../data/comparison-words.js";
import { forestPlot } from "../data/forest-plot.js";
import { unbroken } from "../data/metric-words.js";
import { visibleName } from "../data/visible-characters.js";
import { ForestView } from "../plots/forest-view.js";
import { ChangeMark } from "./change-mark.js";
import { type Column, DataTable } from "./data-table.js";
import { Section, type SectionViewProps } from "./section.js";
import { VariantChoice } from "./variant-choice.js";
import { VariantName } from "./variant-name.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. Nothing where nothing was compared. */
export function Differences({ source: { report } }: SectionViewProps): JSX.Element | null {
  const { comparisons = [] } = report;
  const [chosen, setChosen] = useState(0);
  const comparison = comparisons[chosen] ?? comparisons[0];
  const plot = useMemo(() => comparison && forestPlot(comparison), [comparison]);
  if (comparison === undefined) return null;
  const { baseline, candidate } = comparison;
  const lines = comparedLines(comparison);
  const rows = comparison.rows.map((row, index) => ({ row, line: lines[index] }));
  const names = `“${visibleName(candidate)}” against “${visibleName(baseline)}”`;
  return (
    <Section
      id="differences"
      title="Differences"
      note={
        comparisons.length > 1 ? (
          <VisibleTitle text={comparison.sentence} />
        ) : (
          "Figure by figure: how the candidate differs from the baseline, and how sure that is."
        )
      }
      controls={
        comparisons.length > 1 && (
          <VariantChoice
            label="Variant to hold against the baseline"
            names={comparisons.map((one) => one.candidate)}
            chosen={chosen}
            onChange={setChosen}
          />
        )
      }
    >
      <p class="sides">
        <span>
          Baseline: <VariantName report={report} name={baseline} />, {blocksText(comparison.blocks.baseline)}
        </span>
        <span>
          Candidate: <VariantName report={report} name={candidate} />,{" "}
          {blocksText(comparison.blocks.candidate)}
        </span>
        <span class="muted">Figures in bold decide the verdict.</span>
      </p>
      {plot !== undefined && (
        <ForestView
          label={`Difference plot of ${names}: ${lines.map(lineText).join("; ")}. The table below has the numbers.`}
          plot={plot}
          words={plot.rows.map(({ row }) => lines[comparison.rows.indexOf(row)]?.change ?? "")}
          made={madeText(comparison)}
        />
      )}
      <DataTable label={`Figures of ${names}`} rows={rows} columns={columns} />
      {comparison.distance !== undefined && (
        <p class="note">
          The largest distance of the two latency distributions (Kolmogorov-Smirnov) is{" "}
          {Number(comparison.distance.toPrecision(2))}: 0 where they are alike, 1 where they share no latency.
          It says how large the effect is and is no test: messages of one block are not independent of each
          other.
        </p>
      )}
    </Section>
  );
}

function blocksText(count: number): string {
  return `${formatCount(count)} ${count === 1 ? "block" : "blocks"}`;
}

function lineText({ title, change, verdict }: ComparedLine): string {
  return `${title} ${change}, ${verdict}`;
}

function madeText({ noise, level, confidence, rows }: ReportComparison): string {
  const points = rows.some(({ change }) => change?.kind === "difference")
    ? " A share such as the error rate is not divided but subtracted: its row is in percentage points."
    : "";
  return (
    "Each block gives one value of a figure. The point is the median over the candidate's blocks divided by that over the baseline's, " +
    `the line a ${percent(confidence)} bootstrap interval over blocks. Shaded: the noise threshold of ±${percent(noise)}. Better or worse only where the ` +
    `interval excludes 0, the change passes the threshold, and a Mann-Whitney rank test over blocks reaches ${percent(level)} after Holm's correction; ` +
    `same only where the whole interval is in the shaded part; unclear otherwise.${points}`
  );
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}

interface DifferenceRow {
  readonly row: ComparedRow;
  readonly line: ComparedLine | undefined;
}

const columns: readonly Column<DifferenceRow>[] = [
  {
    title: "Figure",
    csvTitle: "figure",
    cell: ({ row: { title, gates } }) => (gates ? <strong>{title}</strong> : title),
    csv: ({ row }) => row.figure,
  },
  { title: "Unit", csvTitle: "unit", csv: ({ row }) => row.unit },
  { title: "Decides", csvTitle: "gates", csv: ({ row }) => (row.gates ? "yes" : "no") },
  numberColumn("Baseline", "baseline", { cell: (line) => line.baseline, csv: (row) => row.baseline }),
  numberColumn("Candidate", "candidate", { cell: (line) => line.candidate, csv: (row) => row.candidate }),
  { title: "Kind of change", csvTitle: "change_kind", csv: ({ row }) => row.change?.kind },
  numberColumn("Change", "change", { cell: (line) => line.change, csv: (row) => row.change?.value }),
  numberColumn("Interval", "change_low", { cell: (line) => line.interval, csv: (row) => row.change?.low }),
  { title: "Interval to", csvTitle: "change_high", csv: ({ row }) => row.change?.high },
  probabilityColumn("p", "p", ({ p }) => p),
  probabilityColumn("p, adjusted", "p_adjusted", ({ pAdjusted }) => pAdjusted),
  {
    title: "Verdict",
    csvTitle: "verdict",
    cell: ({ row }) => <ChangeMark verdict={row.verdict} />,
    csv: ({ row }) => row.verdict,
  },
  {
    title: "Note",
    csvTitle: "note",
    cell: ({ line }) => (
      <span class="table-note">
        <VisibleTitle text={line?.note ?? ""} />
      </span>
    ),
    csv: ({ line }) => line?.note,
  },
];

interface NumberCells {
  readonly cell: (line: ComparedLine) => string;
  readonly csv: (row: ComparedRow) => number | undefined;
}

function numberColumn(title: string, csvTitle: string, { cell, csv }: NumberCells): Column<DifferenceRow> {
  return {
    title,
    csvTitle,
    numeric: true,
    cell: ({ line }) => line && unbroken(cell(line)),
    csv: ({ row }) => csv(row),
  };
}

function probabilityColumn(
  title: string,
  csvTitle: string,
  read: (row: ComparedRow) => number | undefined,
): Column<DifferenceRow> {
  const cell = ({ row }: DifferenceRow): string => {
    const value = read(row);
    return value === undefined ? "–" : probabilityText(value);
  };
  return { title, csvTitle, numeric: true, cell, csv: ({ row }) => read(row) };
}
