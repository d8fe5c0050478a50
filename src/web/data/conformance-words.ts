// The verdict on a conformance run as a person would say it.

import type { ReportAgent } from "../../metrics/conformance-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount, formatMs } from "../../units.js";
import { counted } from "../words/counted.js";
import { cellVerdicts, countsInWords, type VerdictCounts } from "./case-verdicts.js";

/** `3 of 517 cases failed.` */
export function conformanceHeadline({ verdict, agents = [] }: RunReport): string {
  const cases = agents.flatMap((agent) => agent.cases);
  const sums = summed(agents);
  switch (verdict) {
    case "pass":
      if (cases.length === 0) return "No case was run.";
      if (sums.fail > 0) return "Every case ended as the baseline has it.";
      return sums.pass === cases.length
        ? `${cases.length === 1 ? "The case" : `All ${formatCount(cases.length)} cases`} passed.`
        : `None of ${counted(cases.length, "case")} failed.`;
    case "fail":
      return failHeadline(agents);
    case "invalid":
      return "These results are not valid evidence.";
    case "interrupted":
      return "The run was stopped before its end.";
    default:
      return verdict satisfies never;
  }
}

/** What was run on whom, and how the cases ended. */
export function conformanceSentences(report: RunReport): readonly string[] {
  const { agents = [], durationMs, baseline } = report;
  const [only] = agents;
  const cases = agents.reduce((sum, agent) => sum + agent.cases.length, 0);
  const peers =
    only !== undefined && agents.length === 1
      ? `the ${only.role} ${only.agent}`
      : counted(agents.length, "peer");
  const excluded = summed(agents).excluded;
  return [
    `${counted(cases, "case")} ${cases === 1 ? "was" : "were"} run on ${peers} in ${formatMs(durationMs)}: ${countsInWords({ ...summed(agents), missing: 0, excluded: 0 })}.`,
    excluded === 0 ? "" : `${counted(excluded, "case")} ${excluded === 1 ? "was" : "were"} left out.`,
    baseline === undefined ? "" : `The results were held against ${baseline.file}.`,
  ].filter((sentence) => sentence !== "");
}

/** The counts of all peers together. */
function summed(agents: readonly ReportAgent[]): VerdictCounts {
  const entries = cellVerdicts.map((verdict) => [
    verdict,
    agents.reduce((sum, { summary }) => sum + summary[verdict], 0),
  ]);
  return Object.fromEntries(entries) as VerdictCounts;
}

function failHeadline(agents: readonly ReportAgent[]): string {
  const cases = agents.flatMap((agent) => agent.cases);
  const red = cases.filter(({ isRed }) => isRed === true);
  const changed = red.filter(({ change }) => change !== undefined && change !== "new").length;
  const failed = red.length - changed;
  const missing = summed(agents).missing;
  const all = counted(cases.length, "case");
  const parts = [
    failed > 0 ? `${formatCount(failed)} of ${all} failed` : "",
    changed > 0 ? `${counted(changed, "case")} changed against the baseline` : "",
    missing > 0 ? `${counted(missing, "case")} ${missing === 1 ? "is" : "are"} missing` : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? "The run failed." : `${joined(parts)}.`;
}

/** `a`, `a and b`, `a, b and c`. */
function joined(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
