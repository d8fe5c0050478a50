// The flags of `wsrig history`.

import { jsonFlags, quietFlags } from "../flags/flag-groups.js";
import type { FlagTable } from "../flags/flag-spec.js";

const what = "What to show:";
const output = "Output:";

/** All of them. The figures are those of `historyFigures`, whose file is not loaded for the help. */
export const historyFlags: FlagTable = {
  metric: {
    kind: "list",
    group: what,
    summary:
      "Only this figure; repeat for more: p50, p90, p99, p999, throughput, errorRate, handshake, cpuPerMessage, bytesPerMessage, searchAnswer, failedChecks, failedCases",
    fallback: "all",
  },
  by: {
    kind: "text",
    group: what,
    summary: "Tag of the runs that names the build, as --tag version=1.4.2 gave it",
    fallback: "version, commit, build or release, the first that a run has",
  },
  name: { kind: "text", group: what, summary: "Only runs with this in their name, case ignored" },
  since: {
    kind: "text",
    group: what,
    summary: "Only runs from this day on, or not older than this",
    example: "2026-01-31 or 30d",
  },
  "fail-on": {
    kind: "text",
    group: what,
    summary:
      "Exit with 4 when the last change of a gating figure (p50, p99, throughput, searchAnswer, failedCases; or those of --metric) is for the worse and at most 10 runs old",
    choices: ["worse"],
    fallback: "never",
  },
  html: {
    kind: "text",
    group: output,
    summary: "File for the page, - for stdout",
    fallback: "history.html in the folder; none with --json",
  },
  markdown: { kind: "text", group: output, summary: "File for a summary in Markdown, - for stdout" },
  ...jsonFlags,
  ...quietFlags,
};
