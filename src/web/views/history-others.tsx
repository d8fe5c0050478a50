// What has no trend: runs that no other can be compared with, and folders that are no run.

import type { JSX } from "preact";
import { formatFigure } from "../../figures/figure-text.js";
import type { RunHistory } from "../../metrics/history.js";
import type { SeriesView } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
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
        ({ part, title, median, unit }) =>
          `${part === undefined ? "" : `${part}: `}${title} ${formatFigure(median, unit)}`,
      )
      .join(", ");
  return (
    <Section
      id="alone"
      title="Runs that stand alone"
      note="No other run has their name, kind, plan and machine, so there is nothing to hold them against. Seed, tags, host and port may differ."
    >
      <DataTable
        label="Runs that stand alone"
        rows={rows}
        columns={[
          {
            title: "Run (UTC)",
            csvTitle: "folder",
            cell: ({ run }) => <RunLink found={found} run={run} isNamed />,
            csv: ({ run }) => run.folder,
          },
          { title: "Kind", csvTitle: "kind", cell: ({ run }) => run.kind, csv: ({ run }) => run.kind },
          {
            title: "Verdict",
            csvTitle: "verdict",
            cell: ({ run }) => run.verdict,
            csv: ({ run }) => run.verdict,
          },
          {
            title: "Figures",
            csvTitle: "figures",
            cell: (row) => <VisibleTitle text={figuresOf(row)} />,
            csv: figuresOf,
          },
          {
            title: "Machine",
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
    <Section
      id="skipped"
      title="Left out"
      note="Folders that were looked into and are no part of this history."
    >
      <DataTable
        label="Folders left out"
        rows={history.skipped}
        columns={[
          {
            title: "Folder",
            csvTitle: "folder",
            cell: ({ folder }) => <VisibleTitle text={folder} />,
            csv: ({ folder }) => folder,
          },
          {
            title: "Why",
            csvTitle: "why",
            cell: ({ why }) => <VisibleTitle text={why} />,
            csv: ({ why }) => why,
          },
        ]}
      />
    </Section>
  );
}
