// Reads a report.json that somebody hands us.

import { WsrigError } from "../errors.js";
import { documentKind, documentWords } from "./document-kind.js";
import { type RunReport, reportSchemaVersion, runReportSchema } from "./run-report.js";
import { schemaProblems } from "./schema-problems.js";

/**
 * Types `json` as a run report.
 *
 * @param json - What JSON.parse gave.
 * @param path - The file, as the user wrote it.
 * @throws WsrigError `usage-invalid-report` that names every problem with its place, one per line; of a document of another kind only
 * what it seems to be.
 */
export function parseRunReport(json: unknown, path: string): RunReport {
  const version = schemaVersionOf(json);
  if (version !== undefined && version > reportSchemaVersion) {
    throw new WsrigError(
      "usage-invalid-report",
      `${path} has schemaVersion ${version}; this wsrig reads up to ${reportSchemaVersion}`,
      { path, hint: "Read it with the wsrig that wrote it, or a newer one." },
    );
  }
  const result = runReportSchema.safeParse(json);
  if (result.success) return result.data;
  const kind = documentKind(json);
  if (kind !== "report" && typeof json === "object" && json !== null && !Array.isArray(json)) {
    const hint = "Give a report.json, or the folder of a run, which holds one.";
    const message = `${path} is no run report; it seems to be ${documentWords[kind]}`;
    throw new WsrigError("usage-invalid-report", message, { path, hint, cause: result.error });
  }
  const problems = schemaProblems(result.error, json).map((problem) => `  ${problem}`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  throw new WsrigError(
    "usage-invalid-report",
    `${path} is no run report; it has ${count}:\n${problems.join("\n")}`,
    {
      path,
      hint: "Give a report.json as wsrig wrote it.",
      cause: result.error,
    },
  );
}

function schemaVersionOf(json: unknown): number | undefined {
  if (typeof json !== "object" || json === null || !("schemaVersion" in json)) return undefined;
  return typeof json.schemaVersion === "number" ? json.schemaVersion : undefined;
}
