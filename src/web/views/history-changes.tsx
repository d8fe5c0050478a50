// All changes of a history, the newest first.

import type { JSX } from "preact";
import { formatChange, formatFigure, formatShare } from "../../figures/figure-text.js";
import { type ChangeRow, changeRows, figureTitle } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { Icon } from "./icon.js";
import { RunLink } from "./run-link.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** See the file's first line. */
export function HistoryChanges({ found }: { readonly found: FoundHistory }): JSX.Element {
  const { noise, level } = found.history;
  const note = says.history.changesNote(formatShare(level), formatShare(noise));
  return (
    <Section id="changes" title={says.history.changes} note={note}>
      <DataTable
        label={says.history.changesTable}
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
      title: says.history.what,
      csvTitle: "figure",
      cell: ({ trend, change }) => (
        <span class="lane">
          <Icon
            name={change.verdict === "worse" ? "fail" : "pass"}
            label={says.history.verdicts[change.verdict]}
          />
          {figureTitle(trend)}
        </span>
      ),
      csv: ({ trend }) => trend.figure,
    },
    {
      title: says.history.of,
      csvTitle: "series",
      cell: ({ series, trend }) => <VisibleTitle text={seriesText(series.name, trend.part)} />,
      csv: ({ series, trend }) => seriesText(series.name, trend.part),
    },
    {
      title: says.history.verdict,
      csvTitle: "verdict",
      cell: ({ change }) => says.history.verdicts[change.verdict],
      csv: ({ change }) => change.verdict,
    },
    {
      title: says.history.change,
      csvTitle: "change",
      numeric: true,
      cell: ({ change, trend }) => formatChange(change, trend.unit),
      csv: ({ change }) => change.value,
    },
    {
      title: says.history.from,
      csvTitle: "from",
      numeric: true,
      cell: ({ change, trend }) => formatFigure(change.from, trend.unit),
      csv: ({ change }) => change.from,
    },
    {
      title: says.history.to,
      csvTitle: "to",
      numeric: true,
      cell: ({ change, trend }) => formatFigure(change.to, trend.unit),
      csv: ({ change }) => change.to,
    },
    { title: says.history.unit, csvTitle: "unit", csv: ({ trend }) => trend.unit },
    ...(buildTag === undefined ? [] : [buildColumn]),
    {
      title: says.history.lastBefore,
      csvTitle: "last_before",
      cell: ({ before }) => <RunLink found={found} run={before} />,
      csv: ({ before }) => before.folder,
    },
    {
      title: says.history.firstAfter,
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
  return part === undefined ? name : says.history.part(name, part);
}

function buildsText(before: string | undefined, after: string | undefined): string {
  return before === after
    ? (after ?? "")
    : `${before ?? says.history.noBuild} → ${after ?? says.history.noBuild}`;
}
