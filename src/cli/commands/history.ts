// `wsrig history [folder]`: figures of all runs in a folder over time, and where they changed.

import { statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { WsrigError } from "../../errors.js";
import { linkSegment } from "../../history/link-segment.js";
import type { RunHistory } from "../../metrics/history.js";
import type { Command, CommandCall } from "../command.js";
import { historyFlags } from "../compare/history-flags.js";
import type { HistoryQuery } from "../compare/history-query.js";
import { type OutputFile, openOutputFile } from "../reporting/output-file.js";
import { readExports } from "../reporting/reporting.js";

export const historyCommand: Command = {
  name: "history",
  summary: "Show the figures of all runs in a folder over time, and where they changed",
  positionals: [{ name: "folder", summary: "Folder of runs; reports when left out", isOptional: true }],
  flags: historyFlags,
  examples: [
    ["$0 history", "all runs in reports/, and reports/history.html"],
    ["$0 history reports --metric p99 --by commit --since 30d", "one figure of the last month by commit"],
    ["$0 history --name nightly --fail-on worse", "exit code 4 when the last change was for the worse"],
  ],
  async run({ positionals, flags, terminal }) {
    const json = flags.switch("json") ?? false;
    const exports = readExports(flags, json);
    // Loaded now, not at the start: help, completion and mistakes answer at once.
    const { readHistoryQuery } = await import("../compare/history-query.js");
    const query = readHistoryQuery(flags, new Date());
    flags.throwProblems();
    const folder = positionals.folder ?? "reports";
    checkFolder(folder);
    const asked = (format: string): string | undefined => exports.find((one) => one.format === format)?.path;
    const htmlPath = asked("html") ?? (json ? undefined : join(folder, "history.html"));
    const outputs = openOutputs({ html: htmlPath, markdown: asked("markdown") }, terminal);
    try {
      const { freshRegressions } = await import("../../history/make-history.js");
      const history = await readHistory(folder, query, pagesAt(folder, htmlPath));
      if (outputs.html !== undefined) {
        const { loadReportPage } = await import("../../store/report-page.js");
        const { renderHistoryHtml } = await import("../../report/html.js");
        outputs.html.write(renderHistoryHtml(history, loadReportPage()));
      }
      if (outputs.markdown !== undefined) {
        const { renderHistoryMarkdown } = await import("../../report/history-markdown.js");
        outputs.markdown.write(renderHistoryMarkdown(history));
      }
      if (json) terminal.out(`${JSON.stringify(history, undefined, 2)}\n`);
      else if (!exports.some(({ path }) => path === "-")) {
        const { renderHistoryText } = await import("../../report/history-text.js");
        terminal.out(renderHistoryText(history, { colour: terminal.outColours }));
      }
      const isQuiet = flags.switch("quiet") ?? false;
      if (
        !isQuiet &&
        flags.text("by") !== undefined &&
        history.runs.every(({ build }) => build === undefined)
      )
        terminal.err(`warning: no run has the tag ${flags.text("by")} that --by names`);
      if (htmlPath !== undefined && htmlPath !== "-" && !isQuiet) terminal.err(`Page: ${htmlPath}`);
      return { regression: query.isWorseRed && freshRegressions(history).length > 0 };
    } finally {
      outputs.html?.discard();
      outputs.markdown?.discard();
    }
  },
};

function checkFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  const why = found === undefined ? "does not exist" : "is a file; must be a folder of runs";
  throw new WsrigError("usage-reports-folder", `${folder} ${why}`, {
    path: "folder",
    hint: "Name the folder that runs write to with --out; it is reports unless told otherwise.",
  });
}

interface HistoryOutputs {
  readonly html: OutputFile | undefined;
  readonly markdown: OutputFile | undefined;
}

/** Opened before the runs are read: a page that cannot be written shows early. */
function openOutputs(
  { html, markdown }: { readonly html: string | undefined; readonly markdown: string | undefined },
  terminal: CommandCall["terminal"],
): HistoryOutputs {
  const open = (path: string | undefined, flag: string): OutputFile | undefined => {
    if (path === "-") return { write: (text) => terminal.out(text), discard: () => {} };
    return path === undefined ? undefined : openOutputFile(path, flag);
  };
  const opened = open(html, "--html");
  try {
    return { html: opened, markdown: open(markdown, "--markdown") };
  } catch (error) {
    opened?.discard();
    throw error;
  }
}

async function readHistory(
  folder: string,
  { figures, buildTag, name, since }: HistoryQuery,
  pagesAt: string | undefined,
): Promise<RunHistory> {
  const { readRunFolders } = await import("../../store/run-folders.js");
  const { gatherEntries } = await import("../../history/gather-entries.js");
  const { makeHistory } = await import("../../history/make-history.js");
  const { readToolVersion } = await import("../../metrics/environment.js");
  const { entries, skipped } = await gatherEntries(readRunFolders(folder));
  if (entries.length === 0) throw noRuns(folder, skipped);
  const chosen = entries.filter(
    ({ run }) =>
      (name === undefined || run.name.toLowerCase().includes(name)) &&
      (since === undefined || Date.parse(run.startedAt) >= since.getTime()),
  );
  if (chosen.length === 0) {
    throw new WsrigError("usage-no-runs", `none of the ${entries.length} runs in ${folder} fits`, {
      path: name === undefined ? "--since" : "--name",
      hint: "Leave out --name and --since to see all of them.",
    });
  }
  const toolVersion = readToolVersion();
  return makeHistory(chosen, {
    folder,
    madeAt: new Date(),
    toolVersion,
    skipped,
    buildTag,
    figures,
    pagesAt,
  });
}

function noRuns(folder: string, skipped: RunHistory["skipped"]): WsrigError {
  const first = skipped[0];
  const why = first === undefined ? "" : `, such as ${first.folder}, which ${first.why}`;
  const looked = skipped.length === 0 ? "" : ` (${skipped.length} folders were left out${why})`;
  const isRun = statSync(join(folder, "report.json"), { throwIfNoEntry: false }) !== undefined;
  return new WsrigError("usage-no-runs", `${folder} holds no run${looked}`, {
    path: "folder",
    hint: isRun
      ? `It is a run itself: name the folder that holds it, ${dirname(folder)}.`
      : "Each run of wsrig writes a folder with a report.json into reports/.",
  });
}

/** How the page finds the pages of the runs, as a link; absent where they lie beside it. */
function pagesAt(folder: string, htmlPath: string | undefined): string | undefined {
  if (htmlPath === undefined || htmlPath === "-") return undefined;
  const way = relative(dirname(htmlPath), folder);
  if (way === "") return undefined;
  return `${way.split(sep).map(linkSegment).join("/")}/`;
}
