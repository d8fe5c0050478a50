// How the result of a run is told: on stdout what was asked for, on stderr what else a person must know.

import type { Notice, RunReport } from "../../metrics/run-report.js";
import { renderJson } from "../../report/json.js";
import { printable } from "../../report/printable.js";
import { renderText } from "../../report/text.js";
import type { Colours, Terminal } from "../terminal.js";
import type { Reporting } from "./reporting.js";

/** A run with its report written. */
export interface RunResult {
  readonly report: RunReport;
  /** Shown after the report's own summary. */
  readonly summary: string | undefined;
  readonly htmlPath: string | undefined;
  /** Under --json: whether the document is one line of several, as an event. */
  readonly isJsonLine?: boolean | undefined;
}

/** The document alone under --json; nothing beside an export to `-`, warnings then go to stderr; words otherwise. */
export function tellResult(terminal: Terminal, reporting: Reporting, result: RunResult): void {
  if (reporting.json) {
    const { report, isJsonLine = false } = result;
    terminal.out(isJsonLine ? JSON.stringify({ event: "report", report }) : renderJson(report));
    return;
  }
  if (tellsInWords(reporting)) {
    terminal.out(inWords(result, terminal.outColours));
    return;
  }
  if (reporting.quiet) return;
  for (const warning of result.report.warnings) terminal.err(warningText(warning, terminal.errColours));
  if (result.htmlPath !== undefined) terminal.err(`HTML report: ${result.htmlPath}`);
}

/** Whether stdout gets the result in words, rather than a document. */
export function tellsInWords({ json, exports }: Pick<Reporting, "json" | "exports">): boolean {
  return !json && !exports.some(({ path }) => path === "-");
}

function inWords({ report, summary, htmlPath }: RunResult, colour: Colours): string {
  const parts = [renderText(report, { colour }).trimEnd()];
  if (summary !== undefined) parts.push(summary);
  if (htmlPath !== undefined) parts.push(`HTML report: ${htmlPath}`);
  return parts.join("\n\n");
}

function warningText({ message, hint }: Notice, colours: Colours): string {
  const line = `${colours.yellow("warning:")} ${printable(message)}`;
  return hint === undefined ? line : `${line}\n${colours.cyan("hint:")} ${printable(hint)}`;
}
