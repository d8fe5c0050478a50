// What is different between a candidate and the baseline: a difference plot and a table, of the candidate that the reader chooses.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import { formatCount } from "../../units.js";
import {
  changeText,
  figureText,
  intervalText,
  needsText,
  probabilityText,
} from "../data/comparison-words.js";
import { forestPlot } from "../data/forest-plot.js";
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
          label={`Difference plot of ${names}: ${plot.rows.map(({ row }) => rowText(row)).join("; ")}. The table below has the numbers.`}
          plot={plot}
          words={({ change }) => (change === undefined ? "" : changeText(change))}
          made={madeText(comparison)}
        />
      )}
      <DataTable label={`Figures of ${names}`} rows={comparison.rows} columns={columns} />
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

function rowText({ title, change, verdict }: ComparedRow): string {
  return change === undefined ? `${title}: ${verdict}` : `${title} ${changeText(change)}, ${verdict}`;
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

const columns: readonly Column<ComparedRow>[] = [
  {
    title: "Figure",
    csvTitle: "figure",
    cell: ({ title, gates }) => (gates ? <strong>{title}</strong> : title),
    csv: ({ figure }) => figure,
  },
  { title: "Unit", csvTitle: "unit", csv: ({ unit }) => unit },
  { title: "Decides", csvTitle: "gates", csv: ({ gates }) => (gates ? "yes" : "no") },
  valueColumn("Baseline", "baseline", (row) => row.baseline),
  valueColumn("Candidate", "candidate", (row) => row.candidate),
  { title: "Kind of change", csvTitle: "change_kind", csv: ({ change }) => change?.kind },
  {
    title: "Change",
    csvTitle: "change",
    numeric: true,
    cell: ({ change }) => (change === undefined ? "–" : changeText(change)),
    csv: ({ change }) => change?.value,
  },
  {
    title: "Interval",
    csvTitle: "change_low",
    numeric: true,
    cell: ({ change }) => (change === undefined ? "–" : intervalText(change)),
    csv: ({ change }) => change?.low,
  },
  { title: "Interval to", csvTitle: "change_high", csv: ({ change }) => change?.high },
  probabilityColumn("p", "p", ({ p }) => p),
  probabilityColumn("p, adjusted", "p_adjusted", ({ pAdjusted }) => pAdjusted),
  {
    title: "Verdict",
    csvTitle: "verdict",
    cell: ({ verdict }) => <ChangeMark verdict={verdict} />,
    csv: ({ verdict }) => verdict,
  },
  {
    title: "Note",
    csvTitle: "note",
    cell: (row) => (
      <span class="table-note">
        <VisibleTitle text={noteOf(row)} />
      </span>
    ),
    csv: noteOf,
  },
];

function valueColumn(
  title: string,
  csvTitle: string,
  csv: (row: ComparedRow) => number | undefined,
): Column<ComparedRow> {
  const cell = (row: ComparedRow): string => {
    const value = csv(row);
    return value === undefined ? "–" : figureText(value, row.unit);
  };
  return { title, csvTitle, numeric: true, csv, cell };
}

function probabilityColumn(
  title: string,
  csvTitle: string,
  csv: (row: ComparedRow) => number | undefined,
): Column<ComparedRow> {
  const cell = (row: ComparedRow): string => {
    const value = csv(row);
    return value === undefined ? "–" : probabilityText(value);
  };
  return { title, csvTitle, numeric: true, csv, cell };
}

/** Why it is unclear, and what would make it clear: the reason says so itself where it can. */
function noteOf({ reason, needs }: ComparedRow): string {
  if (needs === undefined) return reason ?? "";
  if (reason === undefined) return `${needsText(needs)}.`;
  return reason.includes("more block") ? reason : `${reason} ${needsText(needs)}.`;
}
