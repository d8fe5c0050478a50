// What a CI service is told beside the streams of a command: annotations in the log, and the summary of the step.

import { appendFileSync } from "node:fs";
import type { RunReport } from "../../metrics/run-report.js";
import { githubAnnotations, isCompared } from "../../report/github-annotations.js";
import { renderMarkdown } from "../../report/markdown.js";
import type { Terminal } from "../terminal.js";

/** What {@link tellCi} needs. */
export interface CiPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Pick<Terminal, "err">;
}

/**
 * Tells GitHub Actions, where it is there, what a report that compares says: annotations on stderr, which GitHub reads as well as
 * stdout, and the Markdown at the end of the step's summary. A summary that cannot be written is a warning: the verdict stands.
 */
export function tellCi(report: RunReport, { env, terminal }: CiPlace): void {
  if (!isCompared(report)) return;
  if (env.GITHUB_ACTIONS === "true") {
    for (const line of githubAnnotations(report)) terminal.err(line);
  }
  const summary = env.GITHUB_STEP_SUMMARY;
  if (summary === undefined || summary === "") return;
  try {
    // Other tools of the same step write there too.
    appendFileSync(summary, `${renderMarkdown(report)}\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    terminal.err(
      `warning: the summary of the step is not written, as GITHUB_STEP_SUMMARY is no file that can be: ${reason}`,
    );
  }
}
