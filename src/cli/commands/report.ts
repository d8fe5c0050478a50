// `wsrig report <report.json>`: a run's report again, in another format.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WsrigError } from "../../errors.js";
import type { Command } from "../command.js";
import { exportFlags } from "../flag-groups.js";
import { readExports } from "../reporting.js";

export const reportCommand: Command = {
  name: "report",
  summary: "Render a report.json again; as text when no format is named",
  positionals: [{ name: "file", summary: "report.json, or the folder that holds it" }],
  flags: exportFlags,
  examples: [
    ["$0 report reports/latest --html page.html", "one page that opens offline"],
    ["$0 report reports/latest --markdown -", "for a CI step summary"],
  ],
  async run({ positionals, flags, terminal }) {
    const exports = readExports(flags, false);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { parseRunReport } = await import("../../metrics/read-report.js");
    const { renderText } = await import("../../report/text.js");
    const { openExportOutputs } = await import("../export-outputs.js");
    const { file, json } = readJson(positionals.file ?? "");
    const report = parseRunReport(json, file);
    if (exports.length === 0) {
      terminal.out(renderText(report, { colour: terminal.outColours }));
      return {};
    }
    const outputs = openExportOutputs(exports, terminal);
    try {
      outputs.write(report);
    } finally {
      outputs.discard();
    }
    return {};
  },
};

function readJson(path: string): { readonly file: string; readonly json: unknown } {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, "report.json") : path;
  try {
    return { file, json: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    const why = error instanceof SyntaxError ? "is not JSON" : "cannot be read";
    const { message } = error as Error;
    throw new WsrigError("usage-invalid-report", `${file} ${why}: ${message}`, { path: file, cause: error });
  }
}
