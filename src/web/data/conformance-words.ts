// The verdict on a conformance run as a person would say it.

import type { ReportAgent } from "../../metrics/conformance-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatMs } from "../../units.js";
import { says } from "../words/report-words.js";
import { cellVerdicts, countsInWords, type VerdictCounts } from "./case-verdicts.js";

/** `3 of 517 cases failed.` */
export function conformanceHeadline({ verdict, agents = [] }: RunReport): string {
  const cases = agents.flatMap((agent) => agent.cases);
  const sums = summed(agents);
  switch (verdict) {
    case "pass":
      if (cases.length === 0) return says.cases.noneRun;
      if (sums.fail > 0) return says.cases.asBaseline;
      return sums.pass === cases.length
        ? says.cases.passed(cases.length)
        : says.cases.noneFailed(cases.length);
    case "fail":
      return failHeadline(agents);
    case "invalid":
      return says.cases.notValid;
    case "interrupted":
      return says.cases.stopped;
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
      ? says.cases.peer(says.cases.roles[only.role], only.agent)
      : says.cases.peers(agents.length);
  const excluded = summed(agents).excluded;
  return [
    says.cases.ran(
      cases,
      peers,
      formatMs(durationMs),
      countsInWords({ ...summed(agents), missing: 0, excluded: 0 }),
    ),
    excluded === 0 ? "" : says.cases.leftOut(excluded),
    baseline === undefined ? "" : says.cases.heldAgainst(baseline.file),
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
  const parts = [
    failed > 0 ? says.cases.failed(failed, cases.length) : "",
    changed > 0 ? says.cases.changed(changed) : "",
    missing > 0 ? says.cases.missing(missing) : "",
  ].filter((part) => part !== "");
  return parts.length === 0 ? says.cases.runFailed : says.cases.sentence(says.listed(parts));
}
