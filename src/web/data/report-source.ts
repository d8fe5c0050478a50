// What the page draws, and how the text of a report.json becomes it.

import type { MergedTrend, PercentileCurve, VariantCurve } from "../../figures/worked-out.js";
import type { ConformanceDetails } from "../../metrics/conformance-details.js";
import type { RunHistory } from "../../metrics/history.js";
import type { RunReport } from "../../metrics/run-report.js";
import { says } from "../words/report-words.js";

/** All that the page draws. */
export interface ReportSource {
  readonly report: RunReport;
  /** Empty where the report was opened as plain JSON: curves then have only the percentiles in the report. */
  readonly curves: readonly PercentileCurve[];
  /** Undefined where the report was opened as plain JSON; empty in a page whose report needed no merging. */
  readonly merged: readonly MergedTrend[] | undefined;
  /** Of an experiment or a comparison; absent where the report was opened as plain JSON: its blocks have a few percentiles. */
  readonly variants?: readonly VariantCurve[] | undefined;
  /** Of the cases of a conformance run; undefined where the report was opened as plain JSON. */
  readonly details?: ConformanceDetails | undefined;
  /** Whether the run goes on: its report is what is known so far. */
  readonly isUnderWay?: boolean;
}

/** Texts of what `renderHtml` worked out besides the report. */
export interface WorkedOutTexts {
  readonly curves: string;
  readonly merged: string;
  readonly variants: string;
  readonly details: string;
}

/** The history of many runs, which takes the place of a report. */
export interface FoundHistory {
  readonly kind: "history";
  readonly history: RunHistory;
  /** Whether it is in the page that was written with it, so that the pages of its runs lie where it says. */
  readonly isInPage: boolean;
}

/** What reading gave: a report, none in the page, or why not. */
export type ReadReport =
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly source: ReportSource }
  | FoundHistory
  | { readonly kind: "unreadable"; readonly message: string };

/** Reads the text of a report.json. */
export function readReportText(reportText: string, workedOut?: WorkedOutTexts): ReadReport {
  try {
    const report: unknown = JSON.parse(reportText);
    const problem = problemOf(report);
    if (problem === undefined && isHistory(report)) {
      return { kind: "history", history: report, isInPage: workedOut !== undefined };
    }
    if (problem !== undefined) return { kind: "unreadable", message: problem };
    const curves = readList<PercentileCurve>(workedOut?.curves);
    const merged = workedOut && readList<MergedTrend>(workedOut.merged);
    const variants = workedOut && readList<VariantCurve>(workedOut.variants);
    const details = readDetails(workedOut?.details);
    return { kind: "found", source: { report: report as RunReport, curves, merged, variants, details } };
  } catch (error) {
    return { kind: "unreadable", message: says.open.notJson(String(error)) };
  }
}

function readList<T>(text = "null"): readonly T[] {
  const list: unknown = JSON.parse(text);
  return Array.isArray(list) ? list : [];
}

function readDetails(text = "null"): ConformanceDetails | undefined {
  return (JSON.parse(text) as ConformanceDetails | null) ?? undefined;
}

const listFields = ["checks", "metrics", "series", "reasons", "warnings", "thresholds", "command"] as const;

const historyFields = ["runs", "series", "trends", "skipped", "sentences"] as const;

function isHistory(value: unknown): value is RunHistory {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "history";
}

// The full schema has been applied where the report was written; here it is enough to tell a report from
// another file, with a message that a person can act on.
function problemOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("schemaVersion" in value)) {
    return says.open.noReport;
  }
  if (value.schemaVersion !== 1) {
    return says.open.otherVersion(String(value.schemaVersion));
  }
  const fields = value as Record<string, unknown>;
  const missing = (fields.kind === "history" ? historyFields : listFields).filter(
    (field) => !Array.isArray(fields[field]),
  );
  return missing.length === 0 ? undefined : says.open.incomplete(missing);
}
