// What a single case ended with, in words for people.

import type { ReportCase, ReportedVerdict } from "../metrics/conformance-report.js";

/** How the verdicts are called in tables. */
export const verdictNames: Readonly<Record<ReportedVerdict, string>> = {
  pass: "pass",
  nonStrict: "non-strict",
  informational: "info",
  unimplemented: "unimplemented",
  fail: "fail",
};

/** What `FAILED / OK` means. */
export const twoVerdicts =
  "FAILED / OK and the like are behavior / close: the two verdicts of the Autobahn test suite";

/** A case as it stands, with what a baseline has of it. */
export type JudgedReportCase = Pick<
  ReportCase,
  "verdict" | "behavior" | "behaviorClose" | "reason" | "section" | "change" | "expected"
>;

/** What a person reads of a case. */
export interface CaseFacts {
  /** `better` and `worse` are against a baseline. */
  readonly mark: "red" | "better" | "worse";
  readonly sentence: string;
  /** Both verdicts of the reference suite, the rule, and what a baseline expected; may be empty. */
  readonly facts: string;
}

/** The facts of a case that failed, changed, or is neither. */
export function caseFacts(reportCase: JudgedReportCase): CaseFacts {
  const { verdict, behavior, behaviorClose, reason, section, change, expected = "" } = reportCase;
  const known = `the baseline has: ${outcomeWords(expected)}`;
  if (change === "better") {
    const now = verdict === "pass" ? "passes now" : `is ${verdictNames[verdict]} now`;
    const why = verdict === "pass" ? "" : `. ${reason}`;
    return { mark: "better", sentence: `${now}; ${known}${why}`, facts: "" };
  }
  const judged = verdict === "fail" ? `${behavior} / ${behaviorClose}` : verdictNames[verdict];
  const changed = change === "worse" || change === "other" ? known : undefined;
  const facts = [judged, section, changed].filter((fact) => fact !== undefined);
  return { mark: change === "worse" ? "worse" : "red", sentence: reason, facts: facts.join("; ") };
}

/** An outcome of a baseline with its verdict as tables spell it. */
export function outcomeWords(outcome: string): string {
  return outcome === "nonStrict" ? "non-strict" : outcome;
}
