// What the list of reports shows of one run.

import { byGravity } from "../../figures/several-comparisons.js";
import { historyEntry } from "../../history/history-entry.js";
import type { ListedReport } from "../../link/report-documents.js";
import type { RunReport } from "../../metrics/run-report.js";

/** See the file's first line. Figures are those of the history, so that both say the same of a run. */
export function listedReport(report: RunReport, folder: string): ListedReport {
  const { kind, name, startedAt, durationMs, verdict, command, comparisons = [] } = report;
  const answer = byGravity(comparisons)[0]?.verdict;
  return {
    folder,
    kind,
    name,
    url: report.target.url,
    startedAt,
    durationMs,
    verdict,
    tags: tagsOf(report),
    command,
    ...keyFigures(report),
    ...(answer !== undefined && { answer }),
  };
}

/** The same for two copies of one run. */
export function identityOf({ startedAt, kind, name, durationMs, command }: ListedReport): string {
  return JSON.stringify([startedAt, kind, name, durationMs, command]);
}

type KeyFigures = Pick<ListedReport, "messagesPerSecond" | "p99Us" | "failedChecks">;

/** A comparison and an experiment have them by side: none of them is the one of the document. */
function keyFigures(report: RunReport): KeyFigures {
  const failed = report.checks.filter(({ status }) => status === "fail").length;
  const failedChecks = report.checks.length === 0 ? {} : { failedChecks: failed };
  if (report.kind !== "run") return failedChecks;
  const entry = historyEntry(report, { folder: "", hasPage: false });
  const figures = typeof entry === "string" ? undefined : entry.run.parts[0]?.figures;
  return {
    ...(figures?.throughput !== undefined && { messagesPerSecond: figures.throughput }),
    ...(figures?.p99 !== undefined && { p99Us: figures.p99 }),
    ...failedChecks,
  };
}

/** A plan that somebody else wrote may have anything there. */
function tagsOf({ plan }: RunReport): ListedReport["tags"] {
  const { tags } = plan;
  if (typeof tags !== "object" || tags === null) return {};
  return Object.fromEntries(
    Object.entries(tags).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
