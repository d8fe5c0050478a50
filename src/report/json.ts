// The report as the text of report.json.

import type { RunReport } from "../metrics/run-report.js";

/** JSON with two spaces of indentation and a line end. Lone surrogates are written as escapes (well-formed JSON). */
export function renderJson(report: RunReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
