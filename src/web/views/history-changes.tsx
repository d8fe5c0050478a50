// All changes of a history, the newest first.

import type { JSX } from "preact";
import { formatChange, formatFigure, formatShare } from "../../figures/figure-text.js";
import { type ChangeRow, changeRows } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { type Column, DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { RunLink } from "./run-link.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function HistoryChanges({ found }: { readonly found: FoundHistory }): JSX.Element {
  const { noise, level } = found.history;
  const note = [
    `A place counts as a change when runs in random order would show one as large in less than ${formatShare(level)} of the cases`,
    "(a permutation test, whose level is shared by the figures that are tested together),",
    `at least three runs follow, and the medians before and after differ by more than ${formatShare(noise)}, error rates by 0.1 percentage points, counts by 1.`,
    "Invalid and interrupted runs are no evidence.",
    "The test takes runs to be independent: of a machine with good and bad weeks it says when they were.",
  ].join(" ");
  return (
    <Section id="changes" title="Changes" note={note}>
      <DataTable
        label="Changes, the newest first"
        columns={columns(found)}
        rows={changeRows(found.history)}
      />
    </Section>
  );
}

function columns(found: FoundHistory): readonly Column<ChangeRow>[] {
  const { buildTag } = found.history;
  const buildColumn: Column<ChangeRow> = {
    title: buildTag ?? "",
    csvTitle: "build",
    cell: ({ before, after }) => <VisibleTitle text={buildsText(before.build, after.build)} />,
    csv: ({ before, after }) => buildsText(before.build, after.build),
  };
  return [
    {
      title: "What",
      csvTitle: "figure",
      cell: ({ trend, change }) => (
        <span class="lane">
          <Icon name={change.verdict === "worse" ? "fail" : "pass"} label={change.verdict} />
          {trend.title}
        </span>
      ),
      csv: ({ trend }) => trend.figure,
    },
    {
      title: "of",
      csvTitle: "series",
      cell: ({ series, trend }) => <VisibleTitle text={seriesText(series.name, trend.part)} />,
      csv: ({ series, trend }) => seriesText(series.name, trend.part),
    },
    {
      title: "Verdict",
      csvTitle: "verdict",
      cell: ({ change }) => change.verdict,
      csv: ({ change }) => change.verdict,
    },
    {
      title: "Change",
      csvTitle: "change",
      numeric: true,
      cell: ({ change, trend }) => formatChange(change, trend.unit),
      csv: ({ change }) => change.value,
    },
    {
      title: "From",
      csvTitle: "from",
      numeric: true,
      cell: ({ change, trend }) => formatFigure(change.from, trend.unit),
      csv: ({ change }) => change.from,
    },
    {
      title: "To",
      csvTitle: "to",
      numeric: true,
      cell: ({ change, trend }) => formatFigure(change.to, trend.unit),
      csv: ({ change }) => change.to,
    },
    { title: "Unit", csvTitle: "unit", csv: ({ trend }) => trend.unit },
    ...(buildTag === undefined ? [] : [buildColumn]),
    {
      title: "Last before (UTC)",
      csvTitle: "last_before",
      cell: ({ before }) => <RunLink found={found} run={before} />,
      csv: ({ before }) => before.folder,
    },
    {
      title: "First after (UTC)",
      csvTitle: "first_after",
      cell: ({ after }) => <RunLink found={found} run={after} />,
      csv: ({ after }) => after.folder,
    },
    {
      title: "p",
      csvTitle: "p",
      numeric: true,
      cell: ({ change }) => change.p,
      csv: ({ change }) => change.p,
    },
  ];
}

function seriesText(name: string, part: string | undefined): string {
  return part === undefined ? name : `${name}: ${part}`;
}

function buildsText(before: string | undefined, after: string | undefined): string {
  return before === after ? (after ?? "") : `${before ?? "none"} → ${after ?? "none"}`;
}
