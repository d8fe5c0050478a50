// `wsrig report <report.json>`: a run's report again, in another format.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RunReport } from "../../metrics/run-report.js";
import type { Command } from "../command.js";
import { benchmarkFlags, exportFlags, jsonFlags, quietFlags } from "../flags/flag-groups.js";
import type { FlagValues } from "../flags/flag-values.js";
import { readJsonFile } from "../read-json-file.js";
import { type RequestedExport, readExports } from "../reporting/reporting.js";

export const reportCommand: Command = {
  name: "report",
  summary: "Render a report.json again; as text when no format is named",
  positionals: [{ name: "file", summary: "report.json, or the folder that holds it" }],
  flags: { ...exportFlags, ...benchmarkFlags, ...jsonFlags, ...quietFlags },
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
    const { detailsIn } = await import("../../report/html.js");
    const { renderText } = await import("../../report/text.js");
    const { openExportOutputs } = await import("../reporting/export-outputs.js");
    const { file, content } = readJsonFile(positionals.file ?? "", {
      names: ["report.json"],
      hint: "Give a report.json, or the folder of a run, such as reports/latest.",
    });
    const report = parseRunReport(content, file);
    requireComparisons(report, exports, flags);
    if (json) terminal.out(renderJson(report));
    else if (exports.length === 0) terminal.out(renderText(report, { colour: terminal.outColours }));
    const outputs = openExportOutputs(exports, terminal);
    try {
      outputs.write(report, report.kind === "conformance" ? detailsBeside(file, detailsIn) : undefined);
    } finally {
      outputs.discard();
    }
    return {};
  },
};

/** Trackers of benchmark results get the figures of blocks; of another run there are none. */
function requireComparisons(
  { comparisons }: RunReport,
  exports: readonly RequestedExport[],
  flags: FlagValues,
): void {
  if (comparisons !== undefined) return;
  for (const { format } of exports) {
    if (!Object.hasOwn(benchmarkFlags, format)) continue;
    const message = `--${format} is for reports of experiments and comparisons; this one has none`;
    flags.problem(format, message, "Compare it with another run first: wsrig compare.");
  }
  flags.throwProblems();
}

/** What the page shows of each case is in no report.json, but in the page that was written with it, where that is still there. */
function detailsBeside<T>(file: string, read: (html: string) => T | undefined): T | undefined {
  try {
    return read(readFileSync(join(dirname(file), "report.html"), "utf8"));
  } catch {
    // The page then shows what the report has.
    return undefined;
  }
}
