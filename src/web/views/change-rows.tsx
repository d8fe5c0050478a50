// Changes against a baseline as a difference plot, and below it as a table.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { type ComparedLine, comparedLines } from "../../figures/compared-rows.js";
import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import { probabilityText } from "../data/comparison-words.js";
import { forestPlot } from "../data/forest-plot.js";
import { unbroken } from "../data/metric-words.js";
import { visibleName } from "../data/visible-characters.js";
import { ForestView } from "../plots/forest-view.js";
import { says } from "../words/report-words.js";
import { ChangeMark } from "./change-mark.js";
import { type Column, DataTable } from "./data-table.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link ChangeRows} shows. */
export interface ChangeRowsProps {
  /** What the changes are of, for those who hear the page. */
  readonly of: string;
  /** Its rows are drawn, with their titles. Keep it the same object between renders. */
  readonly comparison: ReportComparison;
  /** What the rows are. */
  readonly head: "Figure" | "Variant";
  /** How the plot was made. */
  readonly made: string;
}

/** See the file's first line. */
export function ChangeRows({ of, comparison, head, made }: ChangeRowsProps): JSX.Element {
  const plot = useMemo(() => forestPlot(comparison), [comparison]);
  const lines = useMemo(() => comparedLines(comparison), [comparison]);
  const rows = comparison.rows.map((row, index) => ({ row, line: lines[index] }));
  return (
    <>
      {plot !== undefined && (
        <ForestView
          label={says.comparison.plotLabel(of, lines.map(lineText))}
          plot={plot}
          words={plot.rows.map(({ row }) => lines[comparison.rows.indexOf(row)]?.change ?? "")}
          marksGates={head === "Figure"}
          made={made}
        />
      )}
      <DataTable
        label={says.comparison.changesOf(of)}
        rows={rows}
        columns={[headColumns[head], ...columns, noteColumns[head]]}
      />
    </>
  );
}

/** `3%` of 0.03 */
export function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))}%`;
}

function lineText({ title, change, verdict }: ComparedLine): string {
  return says.comparison.lineLabel(visibleName(title), change, says.comparison.verdicts[verdict]);
}

interface DifferenceRow {
  readonly row: ComparedRow;
  readonly line: ComparedLine | undefined;
}

const headColumns: Readonly<Record<"Figure" | "Variant", Column<DifferenceRow>>> = {
  Figure: {
    title: says.comparison.figure,
    csvTitle: "figure",
    cell: ({ row: { title, gates } }) => (gates ? <strong>{title}</strong> : title),
    csv: ({ row }) => row.figure,
  },
  Variant: {
    title: says.comparison.variant,
    csvTitle: "variant",
    cell: ({ row }) => <VisibleTitle text={row.title} />,
    csv: ({ row }) => row.title,
  },
};

const columns: readonly Column<DifferenceRow>[] = [
  { title: says.comparison.unit, csvTitle: "unit", csv: ({ row }) => row.unit },
  { title: says.comparison.decides, csvTitle: "gates", csv: ({ row }) => (row.gates ? "yes" : "no") },
  numberColumn(says.comparison.baseline, "baseline", {
    cell: (line) => line.baseline,
    csv: (row) => row.baseline,
  }),
  numberColumn(says.comparison.candidate, "candidate", {
    cell: (line) => line.candidate,
    csv: (row) => row.candidate,
  }),
  { title: says.comparison.kindOfChange, csvTitle: "change_kind", csv: ({ row }) => row.change?.kind },
  numberColumn(says.comparison.change, "change", {
    cell: (line) => line.change,
    csv: (row) => row.change?.value,
  }),
  numberColumn(says.comparison.interval, "change_low", {
    cell: (line) => line.interval,
    csv: (row) => row.change?.low,
  }),
  { title: says.comparison.intervalTo, csvTitle: "change_high", csv: ({ row }) => row.change?.high },
  probabilityColumn("p", "p", ({ p }) => p),
  probabilityColumn(says.comparison.adjusted, "p_adjusted", ({ pAdjusted }) => pAdjusted),
  {
    title: says.comparison.verdict,
    csvTitle: "verdict",
    cell: ({ row }) => <ChangeMark verdict={row.verdict} />,
    csv: ({ row }) => row.verdict,
  },
];

const bareNote: Column<DifferenceRow> = {
  title: says.comparison.note,
  csvTitle: "note",
  csv: ({ line }) => line?.note,
};

/** Of many variants the notes would hide the numbers: they stand with each variant's own figures. */
const noteColumns: Readonly<Record<"Figure" | "Variant", Column<DifferenceRow>>> = {
  Figure: {
    ...bareNote,
    cell: ({ line }) => (
      <span class="table-note">
        <VisibleTitle text={line?.note ?? ""} />
      </span>
    ),
  },
  Variant: bareNote,
};

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
