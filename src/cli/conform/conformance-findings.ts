// What a conformance run found, for its report: the same for servers and for clients.

import type { AgentRun } from "../../conformance/agent-run.js";
import { conformanceDetails } from "../../conformance/report/conformance-details.js";
import { reportAgents } from "../../conformance/report/report-agents.js";
import type { ReportAgent, ReportBaseline } from "../../metrics/conformance-report.js";
import type { Notice } from "../../metrics/run-report.js";
import { notAnEchoNotice } from "../not-an-echo-notice.js";
import type { RunFindings } from "../reporting/reported-run.js";
import { type BaselineFile, updateBaseline } from "./baseline-file.js";
import type { CaseSetup } from "./case-setup.js";

/** How the runs of {@link conformanceFindings} are judged. */
export interface FindingsOptions {
  readonly setup: CaseSetup;
  readonly baseline?: BaselineFile | undefined;
  /** An interrupted run updates no baseline. */
  readonly isInterrupted: boolean;
}

/** Judges the runs, holds them against the baseline and updates it where that was asked for. */
export function conformanceFindings(
  runs: readonly AgentRun[],
  { setup, baseline, isInterrupted }: FindingsOptions,
): Omit<RunFindings, "reachedHttp"> {
  const judging = { failOn: setup.failOn };
  const held = reportAgents(runs, { ...judging, baseline: baseline?.before });
  const details = conformanceDetails(runs, setup.catalogue);
  const noEcho = runs.flatMap((run) => notAnEchoNotice(run, { isOneOfSeveral: runs.length > 1 }));
  if (baseline === undefined) return { checks: [], agents: held, details, warnings: noEcho };
  const isUpdated = baseline.output !== undefined && !isInterrupted;
  const agents = isUpdated
    ? reportAgents(runs, { ...judging, baseline: updateBaseline(baseline, held) })
    : held;
  const outdated = baseline.before === undefined ? [] : unknownCases(baseline, setup);
  const warnings = [...noEcho, ...outdated];
  return { checks: [], agents, details, warnings, baseline: standing(held, { baseline, isUpdated }) };
}

function standing(
  held: readonly ReportAgent[],
  { baseline, isUpdated }: { readonly baseline: BaselineFile; readonly isUpdated: boolean },
): ReportBaseline {
  const changes = held.flatMap(({ cases }) => cases.flatMap(({ change }) => change ?? []));
  const news = changes.filter((change) => change === "new").length;
  return { file: baseline.path, changed: changes.length - news, new: news, isUpdated };
}

/** Cases that a newer or older wsrig had: nothing of the peer changed, but the file is out of date. */
function unknownCases({ path, before }: BaselineFile, { catalogue }: CaseSetup): readonly Notice[] {
  const known = new Set(catalogue.map(({ id }) => id));
  const listed = Object.values(before?.agents ?? {}).flatMap((cases) => Object.keys(cases));
  const unknown = [...new Set(listed)].filter((id) => !known.has(id));
  if (unknown.length === 0) return [];
  return [
    {
      code: "baseline-unknown-cases",
      message: `${path} has ${unknown.length} that this wsrig does not know (${unknown.slice(0, 5).join(", ")}).`,
      hint: "Take them out of the file.",
    },
  ];
}
