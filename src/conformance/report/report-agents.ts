// What was run on each peer, as the report document has it.

import type { ReportAgent, ReportCase, ReportedVerdict } from "../../metrics/conformance-report.js";
import type { AgentRun } from "../agent-run.js";
import type { ConformanceCase } from "../case.js";
import type { CaseResult } from "../case-result.js";
import { type Baseline, baselineOf } from "./baseline.js";
import { changeBetween, outcomeOf } from "./outcome.js";
import { toldReason } from "./told-reason.js";

/** By what a case is red. */
export interface Judging {
  /** Verdicts that make a case red beside `fail`. */
  readonly failOn?: readonly ReportedVerdict[] | undefined;
  /** Known outcomes: a case that it has is red only when its outcome is another one, better or worse. */
  readonly baseline?: Baseline | undefined;
}

/** The `agents` of the document, in the order of `runs`. */
export function reportAgents(runs: readonly AgentRun[], judging: Judging = {}): ReportAgent[] {
  const { baseline } = judging;
  return runs.map((run) => {
    const known = baseline === undefined ? {} : baselineOf(baseline, run.agent, runs.length);
    return reportAgent(run, { ...judging, known });
  });
}

interface KnownJudging extends Judging {
  /** Expected outcomes of this peer. */
  readonly known: Readonly<Record<string, string>>;
}

function reportAgent(run: AgentRun, judging: KnownJudging): ReportAgent {
  const { agent, role, url, selection } = run;
  const results = new Map(run.results.map((result) => [result.id, result]));
  const cases = selection.selected.flatMap((testCase) => {
    const result = results.get(testCase.id);
    return result === undefined ? [] : [reportCase(testCase, result, judging)];
  });
  const missing = selection.selected.map(({ id }) => id).filter((id) => !results.has(id));
  const count = (wanted: ReportedVerdict): number => cases.filter(({ verdict }) => verdict === wanted).length;
  return {
    agent,
    role,
    url,
    summary: {
      pass: count("pass"),
      nonStrict: count("nonStrict"),
      informational: count("informational"),
      unimplemented: count("unimplemented"),
      fail: count("fail"),
      missing: missing.length,
      excluded: selection.excluded.length,
    },
    cases,
    missing,
    excluded: selection.excluded.map(({ id, why }) => ({ id, why })),
  };
}

function reportCase(testCase: ConformanceCase, result: CaseResult, judging: KnownJudging): ReportCase {
  const { id, verdict, behavior, behaviorClose, durationMs, remoteClose } = result;
  const { section, fix } = testCase;
  const code = remoteClose?.code;
  const explained = verdict === "pass" || verdict === "informational" ? { section } : { section, fix };
  const judged = { id, verdict, behavior, behaviorClose, durationMs };
  return {
    ...judged,
    ...(code !== undefined && { remoteCloseCode: code }),
    reason: toldReason(testCase, result),
    ...explained,
    ...standing(judged, judging),
  };
}

/** Whether the case is red, and how it stands to the baseline. */
function standing(
  judged: Pick<ReportCase, "id" | "verdict" | "behavior" | "behaviorClose">,
  { failOn = [], baseline, known }: KnownJudging,
): Pick<ReportCase, "isRed" | "expected" | "change"> {
  const expected = known[judged.id];
  if (expected !== undefined) {
    const change = changeBetween(expected, outcomeOf(judged));
    return change === undefined ? { expected } : { isRed: true, expected, change };
  }
  const isRed = judged.verdict === "fail" || failOn.includes(judged.verdict);
  return { ...(isRed && { isRed }), ...(baseline !== undefined && { change: "new" as const }) };
}
