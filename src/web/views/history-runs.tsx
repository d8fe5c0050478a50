// Every run of a series with its figures.

import type { JSX } from "preact";
import { formatFigure } from "../../figures/figure-text.js";
import type { HistoryRun, HistoryTrend } from "../../metrics/history.js";
import { figureTitle } from "../data/history-view.js";
import type { FoundHistory } from "../data/report-source.js";
import { says } from "../words/report-words.js";
import { type Column, DataTable } from "./data-table.js";
import { RunLink } from "./run-link.js";
import { VisibleTitle } from "./visible-text.js";

/** What {@link HistoryRuns} shows. */
export interface HistoryRunsProps {
  readonly found: FoundHistory;
  readonly runs: readonly HistoryRun[];
  readonly trends: readonly HistoryTrend[];
  /** Whose figures are shown, where a run has several. */
  readonly part: string | undefined;
}

/** The newest first. */
export function HistoryRuns({ found, runs, trends, part }: HistoryRunsProps): JSX.Element {
  const figures = trends.filter((trend) => trend.part === part);
  const label = part === undefined ? says.history.everyRun : says.history.everyRunOf(part);
  return (
    <details class="history-runs" open={runs.length <= 15}>
      <summary>
        {part === undefined ? says.history.allRuns(runs.length) : says.history.allRunsOf(runs.length, part)}
      </summary>
      <DataTable label={label} rows={[...runs].reverse()} columns={columns(found, figures, part)} />
    </details>
  );
}

function columns(
  found: FoundHistory,
  figures: readonly HistoryTrend[],
  part: string | undefined,
): readonly Column<HistoryRun>[] {
  const { buildTag } = found.history;
  return [
    {
      title: says.history.run,
      csvTitle: "started_at",
      cell: (run) => <RunLink found={found} run={run} />,
      csv: (run) => run.startedAt,
    },
    { title: says.history.folder, csvTitle: "folder", csv: (run) => run.folder },
    ...(buildTag === undefined ? [] : [textColumn(buildTag, "build", ({ build }) => build ?? "")]),
    {
      title: says.history.verdict,
      csvTitle: "verdict",
      cell: ({ verdict }) => says.history.runVerdicts[verdict],
      csv: ({ verdict }) => verdict,
    },
    ...figures.map(({ figure, title, unit }): Column<HistoryRun> => {
      const figureOf = (run: HistoryRun): number | undefined =>
        run.parts.find(({ name }) => name === part)?.figures[figure];
      return {
        title: figureTitle({ figure, title }),
        csvTitle: csvTitles[unit] === "" ? figure : `${figure}_${csvTitles[unit]}`,
        numeric: true,
        cell: (run) => {
          const value = figureOf(run);
          return value === undefined ? "–" : formatFigure(value, unit);
        },
        csv: figureOf,
      };
    }),
    textColumn("wsrig", "wsrig", ({ wsrig }) => wsrig),
    textColumn("Node.js", "node", ({ node }) => node),
    textColumn(says.history.target, "target", ({ target }) => target),
  ];
}

const csvTitles: Readonly<Record<HistoryTrend["unit"], string>> = {
  us: "us",
  "1/s": "per_second",
  ratio: "ratio",
  byte: "bytes",
  "1": "",
};

function textColumn(title: string, csvTitle: string, text: (run: HistoryRun) => string): Column<HistoryRun> {
  return { title, csvTitle, cell: (run) => <VisibleTitle text={text(run)} />, csv: text };
}
