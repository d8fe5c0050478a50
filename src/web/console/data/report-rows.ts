// Which runs of the list are shown, and in which order.

import type { ListedReport } from "../../../link/report-documents.js";

/** What is asked of the list. */
export interface ReportFilter {
  /** Words that must all be in a run: in its name, address, tags, verdict, kind, folder or command. */
  readonly search: string;
  readonly kind: ListedReport["kind"] | "any";
  readonly verdict: ListedReport["verdict"] | "any";
}

/** All runs. */
export const noFilter: ReportFilter = { search: "", kind: "any", verdict: "any" };

/** By what runs are ordered. */
export type SortKey = "started" | "name" | "duration" | "p99";

/** An order. */
export interface ReportSort {
  readonly by: SortKey;
  readonly isDescending: boolean;
}

/** Newest first. */
export const newestFirst: ReportSort = { by: "started", isDescending: true };

/** The order after the heading `by` was pressed: the other way round, or one that begins with what one looks for. */
export function sortAfter(before: ReportSort, by: SortKey): ReportSort {
  return before.by === by ? { by, isDescending: !before.isDescending } : { by, isDescending: by !== "name" };
}

/** A run with the text that is searched. */
export interface ReportRow {
  readonly report: ListedReport;
  /** Lower case. */
  readonly searched: string;
}

/** @param saidOf - Further words of a run: its verdict and kind in the language of the page. */
export function reportRows(
  reports: readonly ListedReport[],
  saidOf: (report: ListedReport) => readonly string[],
): readonly ReportRow[] {
  return reports.map((report) => {
    const { folder, name, url, kind, verdict, tags, command } = report;
    const tagTexts = Object.entries(tags).map(([tag, value]) => `${tag}=${value}`);
    const texts = [name, url, kind, verdict, folder, ...tagTexts, ...command, ...saidOf(report)];
    return { report, searched: texts.join("\n").toLowerCase() };
  });
}

/** The runs that fit, in order; those without the figure that orders them come last, equal ones newest first. */
export function shownReports(
  rows: readonly ReportRow[],
  filter: ReportFilter,
  sort: ReportSort,
): readonly ListedReport[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows
    .filter(
      ({ report, searched }) =>
        (filter.kind === "any" || report.kind === filter.kind) &&
        (filter.verdict === "any" || report.verdict === filter.verdict) &&
        words.every((word) => searched.includes(word)),
    )
    .map(({ report }) => report);
  const sign = sort.isDescending ? -1 : 1;
  const isNewer = (a: ListedReport, b: ListedReport): number => startedMs(b) - startedMs(a);
  if (sort.by === "name") {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    return shown.sort((a, b) => sign * compare(a.name, b.name) || isNewer(a, b));
  }
  const figureOf = values[sort.by];
  return shown.sort((a, b) => {
    const [left, right] = [figureOf(a), figureOf(b)];
    if (left === undefined || right === undefined) {
      return Number(left === undefined) - Number(right === undefined) || isNewer(a, b);
    }
    return sign * (left - right) || isNewer(a, b);
  });
}

const values: Readonly<Record<Exclude<SortKey, "name">, (report: ListedReport) => number | undefined>> = {
  started: startedMs,
  duration: ({ durationMs }) => durationMs,
  p99: ({ p99Us }) => p99Us,
};

function startedMs({ startedAt }: ListedReport): number {
  return Date.parse(startedAt);
}
