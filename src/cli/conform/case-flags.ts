// Flags of the commands that run conformance cases.

import type { ReportedVerdict } from "../../metrics/conformance-report.js";
import type { FlagTable } from "../flags/flag-spec.js";

const cases = "Cases:";

/** Verdicts that `--fail-on` can name, and what they are called in reports. */
export const lenientVerdicts: ReadonlyMap<string, ReportedVerdict> = new Map([
  ["non-strict", "nonStrict"],
  ["informational", "informational"],
  ["unimplemented", "unimplemented"],
] as const);

/** What a case is about, without running it. */
export const explainFlags: FlagTable = {
  explain: {
    kind: "list",
    group: "Other:",
    summary:
      "Tell what cases are about, and what a failing peer must change, and run nothing; ids and patterns as --cases",
    example: "5.15",
  },
};

/** Which cases are run, how long they wait, and what makes the run fail. */
export const caseFlags: FlagTable = {
  cases: {
    kind: "list",
    group: cases,
    summary: "Run only these ids, where * is any characters; a list with commas, or repeat",
    example: "'6.*,7.1.1'",
  },
  exclude: { kind: "list", group: cases, summary: "Do not run these; as --cases", example: "'9.*'" },
  hostile: {
    kind: "switch",
    group: cases,
    summary: "Run also the cases that may hurt the peer: floods, bombs, limits",
  },
  wait: {
    kind: "text",
    group: cases,
    summary: "Time after which an absence counts as proved",
    example: "500ms",
    fallback: "1s",
  },
  "case-timeout": {
    kind: "text",
    group: cases,
    summary: "Longest time of a case that has no limit of its own; at least 15 times --wait",
    example: "60s",
    fallback: "30s, or 15 times --wait",
  },
  messages: {
    kind: "text",
    group: cases,
    summary: "Messages of each case of groups 12 and 13",
    example: "100",
    fallback: "1000",
  },
  "fail-on": {
    kind: "list",
    group: cases,
    summary: `Verdict that fails the run as well: ${[...lenientVerdicts.keys()].join(", ")}; a list with commas, or repeat`,
    example: "non-strict",
  },
  baseline: {
    kind: "text",
    group: cases,
    summary: "File of known outcomes: fail only where one changed, for better (exit code 1) or worse (4)",
  },
  "update-baseline": {
    kind: "switch",
    group: cases,
    summary: "Write the outcomes of this run to the file of --baseline",
  },
};
