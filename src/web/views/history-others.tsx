// What has no trend: runs that no other can be compared with, and folders that are no run.

import type { JSX } from "preact";
import { formatFigure } from "../../figures/figure-text.js";
import type { RunHistory } from "../../metrics/history.js";
import { figureTitle, type SeriesView } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { DataTable } from "./data-table.js";
import { RunLink } from "./run-link.js";
import { Section } from "./section.js";
import { VisibleTitle } from "./visible-text.js";

/** Series of one run. */
export function HistoryAlone({
  found,
  views,
}: {
  readonly found: FoundHistory;
  readonly views: readonly SeriesView[];
}): JSX.Element {
  const rows = views.flatMap(({ runs, trends, series }) => runs.map((run) => ({ run, trends, series })));
  const figuresOf = ({ trends }: (typeof rows)[number]): string =>
    trends
      .filter(({ gates }) => gates)
      .slice(0, 4)
      .map(
        ({ part, figure, title, median, unit }) =>
          `${partTitle(part, figureTitle({ figure, title }))} ${formatFigure(median, unit)}`,
      )
      .join(", ");
  return (
    <Section id="alone" title={says.history.alone} note={says.history.aloneNote}>
      <DataTable
        label={says.history.alone}
        rows={rows}
        columns={[
          {
            title: says.history.run,
            csvTitle: "folder",
            cell: ({ run }) => <RunLink found={found} run={run} isNamed />,
            csv: ({ run }) => run.folder,
          },
          {
            title: says.history.kind,
            csvTitle: "kind",
            cell: ({ run }) => says.history.kinds[run.kind],
            csv: ({ run }) => run.kind,
          },
          {
            title: says.history.verdict,
            csvTitle: "verdict",
            cell: ({ run }) => says.history.runVerdicts[run.verdict],
            csv: ({ run }) => run.verdict,
          },
          {
            title: says.history.figures,
            csvTitle: "figures",
            cell: (row) => <VisibleTitle text={figuresOf(row)} />,
            csv: figuresOf,
          },
          {
            title: says.history.machine,
            csvTitle: "machine",
            cell: ({ series }) => <VisibleTitle text={series.machine} />,
            csv: ({ series }) => series.machine,
          },
        ]}
      />
    </Section>
  );
}

/** Folders that are no run. */
export function HistorySkipped({ history }: { readonly history: RunHistory }): JSX.Element {
  return (
    <Section id="skipped" title={says.history.leftOut} note={says.history.leftOutNote}>
      <DataTable
        label={says.history.leftOutTable}
        rows={history.skipped}
        columns={[
          {
            title: says.history.folder,
            csvTitle: "folder",
            cell: ({ folder }) => <VisibleTitle text={folder} />,
            csv: ({ folder }) => folder,
          },
          {
            title: says.history.why,
            csvTitle: "why",
            cell: ({ why }) => <VisibleTitle text={why} />,
            csv: ({ why }) => why,
          },
        ]}
      />
    </Section>
  );
}

function partTitle(part: string | undefined, title: string): string {
  return part === undefined ? title : says.history.part(part, title);
}
