// What a JSON document seems to be, for a person who gave the wrong file: told by its shape, nothing is checked.

import { isRecord, type PlainRecord } from "./plain-record.js";

/** Documents that wsrig writes, and any other. */
export type DocumentKind =
  | "report"
  | "index"
  | "case"
  | "baseline"
  | "performance-baseline"
  | "comparison"
  | "history"
  | "event"
  | "error"
  | "other";

/** @param json - What JSON.parse gave. */
export function documentKind(json: unknown): DocumentKind {
  if (!isRecord(json)) return "other";
  if (json.kind === "conformance-baseline") return "baseline";
  if (json.kind === "performance-baseline") return "performance-baseline";
  if (json.kind === "conformance-comparison") return "comparison";
  if (json.kind === "history") return "history";
  if ("tool" in json || "metrics" in json || "checks" in json) return "report";
  if ("behavior" in json && "behaviorClose" in json) return "case";
  if (typeof json.event === "string") return "event";
  if (isRecord(json.error) && "code" in json.error) return "error";
  return isIndex(json) ? "index" : "other";
}

/** Each kind as the end of the sentence `it seems to be ...`. */
export const documentWords: Readonly<Record<DocumentKind, string>> = {
  report: "the report of a run",
  index: "an index.json of conformance cases, which wsrig conform --compare reads",
  case: "the result of one conformance case; the index.json or report.json beside it has all of them",
  baseline: "a baseline of conformance cases, which wsrig conform --baseline reads",
  "performance-baseline": "a baseline of a load, which wsrig gate --baseline reads",
  comparison: "what changed between two conformance runs, made by --compare",
  history: "the history of many runs; the page that wsrig history wrote draws it",
  event: "a line of JSON Lines; the last one has the report",
  error: "an error of wsrig",
  other: "another document, which wsrig did not write",
};

/** By peer, then by case. */
function isIndex(json: PlainRecord): boolean {
  const cases = Object.values(json).flatMap((one) => (isRecord(one) ? Object.values(one) : [one]));
  return cases.length > 0 && cases.every((one) => isRecord(one) && "behavior" in one);
}
