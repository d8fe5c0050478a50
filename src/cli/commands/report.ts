// `wsrig report <report.json>`: a run's report again, in another format.

import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { WsrigError } from "../../errors.js";
import type { Command } from "../command.js";
import { exportFlags, jsonFlags, quietFlags } from "../flag-groups.js";
import { readExports } from "../reporting.js";

export const reportCommand: Command = {
  name: "report",
  summary: "Render a report.json again; as text when no format is named",
  positionals: [{ name: "file", summary: "report.json, or the folder that holds it" }],
  flags: { ...exportFlags, ...jsonFlags, ...quietFlags },
  examples: [
    ["$0 report reports/latest --html page.html", "one page that opens offline"],
    ["$0 report reports/latest --markdown -", "for a CI step summary"],
  ],
  async run({ positionals, flags, terminal }) {
    const json = flags.switch("json") ?? false;
    const exports = readExports(flags, json);
    flags.throwProblems();
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { parseRunReport } = await import("../../metrics/read-report.js");
    const { renderJson } = await import("../../report/json.js");
    const { renderText } = await import("../../report/text.js");
    const { openExportOutputs } = await import("../export-outputs.js");
    const { file, content } = readJson(positionals.file ?? "");
    const report = parseRunReport(content, file);
    if (json) terminal.out(renderJson(report));
    else if (exports.length === 0) terminal.out(renderText(report, { colour: terminal.outColours }));
    const outputs = openExportOutputs(exports, terminal);
    try {
      outputs.write(report);
    } finally {
      outputs.discard();
    }
    return {};
  },
};

function readJson(path: string): { readonly file: string; readonly content: unknown } {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(path, "report.json") : path;
  try {
    return { file, content: JSON.parse(readFileSync(file, "utf8")) };
  } catch (error) {
    throw new WsrigError("usage-invalid-report", `${file} ${whyNot(error)}`, { path: file, cause: error });
  }
}

function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return "does not exist";
  return `${error instanceof SyntaxError ? "is not JSON" : "cannot be read"}: ${message}`;
}
