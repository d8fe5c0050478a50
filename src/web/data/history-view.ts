// The history by series, as the page shows it.

import type {
  HistoryChange,
  HistoryRun,
  HistorySeries,
  HistoryTrend,
  RunHistory,
} from "../../metrics/history.js";
import { says } from "../words/report-words.js";

/** A series with its trends and runs. */
export interface SeriesView {
  /** Of its section. */
  readonly id: string;
  readonly series: HistorySeries;
  readonly trends: readonly HistoryTrend[];
  /** In the order of their start. */
  readonly runs: readonly HistoryRun[];
}

/** What a figure is called on this page. */
export function figureTitle({ figure, title }: Pick<HistoryTrend, "figure" | "title">): string {
  return says.history.titles[figure] ?? title;
}

/** Series of at least two runs, and those of a run that stands alone. */
export function seriesViews(history: RunHistory): {
  readonly compared: readonly SeriesView[];
  readonly alone: readonly SeriesView[];
} {
  const views = history.series.map((series, index) => ({
    id: `series-${index}`,
    series,
    trends: history.trends.filter((trend) => trend.series === index),
    runs: series.runs.flatMap((run) => history.runs[run] ?? []),
  }));
  return {
    compared: views.filter(({ runs }) => runs.length > 1),
    alone: views.filter(({ runs }) => runs.length <= 1),
  };
}

/** Whether each word of `search` is in its name, kind, machine, targets, builds, tags, or parts. */
export function matchesSearch({ series, runs, trends }: SeriesView, search: string): boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return true;
  const texts = [
    series.name,
    series.kind,
    series.machine,
    ...trends.flatMap(({ part }) => part ?? []),
    ...runs.flatMap(({ target, build, tags, folder }) => [
      target,
      build ?? "",
      folder,
      ...Object.values(tags),
    ]),
  ];
  const text = texts.join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The trend to show first: that of the newest change, of those told first if there is one; else p99, else the first. */
export function firstTrend(trends: readonly HistoryTrend[]): number {
  const rank = ({ gates, changes, figure }: HistoryTrend): readonly number[] => [
    gates && changes.length > 0 ? 1 : 0,
    changes.at(-1)?.after ?? -1,
    changes.length === 0 && figure === "p99" ? 1 : 0,
  ];
  return trends.reduce((best, trend, index) => {
    const [a, b] = [rank(trend), rank(trends[best] ?? trend)];
    const differs = a.findIndex((value, place) => value !== b[place]);
    return differs >= 0 && (a[differs] ?? 0) > (b[differs] ?? 0) ? index : best;
  }, 0);
}

/** One row of the table of all changes. */
export interface ChangeRow {
  readonly trend: HistoryTrend;
  readonly change: HistoryChange;
  readonly series: HistorySeries;
  readonly before: HistoryRun;
  readonly after: HistoryRun;
}

/** All changes, the newest first. */
export function changeRows({ trends, series, runs }: RunHistory): readonly ChangeRow[] {
  return trends
    .flatMap((trend) =>
      trend.changes.flatMap((change) => {
        const [of, before, after] = [series[trend.series], runs[change.before], runs[change.after]];
        return of && before && after ? [{ trend, change, series: of, before, after }] : [];
      }),
    )
    .sort((a, b) => b.change.after - a.change.after || Number(b.trend.gates) - Number(a.trend.gates));
}

/** How it stands, by what changed last. */
export type HistoryOutcome = "worse" | "better" | "steady" | "unknown";

/** unknown: no figure has enough runs to see a change. */
export function historyOutcome({ headline, trends }: RunHistory): HistoryOutcome {
  const told = trends.flatMap(({ changes }) => changes).find(({ sentence }) => sentence === headline);
  if (told !== undefined) return told.verdict;
  return trends.some(({ evidence, needs }) => evidence >= needs) ? "steady" : "unknown";
}

/** The page of a run, relative to this one. Never out of a scheme of its own: it begins with a dot. */
export function pageLink({ pagesAt = "" }: RunHistory, { page }: HistoryRun): string | undefined {
  return page === undefined ? undefined : `./${pagesAt}${page}`;
}
