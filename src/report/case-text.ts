// A conformance run in words for a terminal.

import type { ReportAgent } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import {
  type AgentCase,
  baselineLine,
  caseFacts,
  exclusionLines,
  groupTable,
  redCases,
} from "./case-tables.js";
import type { Colours } from "./colours.js";
import { firstOf } from "./summary.js";
import { table, visible } from "./text-table.js";

const maxCases = 50;

/** A table of verdicts by group for each peer, then the cases that make the run red; nothing for other runs. */
export function conformanceText(report: RunReport, colour: Colours): readonly string[] {
  const { agents = [] } = report;
  const baseline = baselineLine(report);
  return [
    ...agents.map((agent) => agentText(agent, colour)),
    baseline === undefined ? "" : `${colour.bold("Baseline")}  ${visible(baseline)}`,
    redText(redCases(report), colour),
  ];
}

function agentText(agent: ReportAgent, colour: Colours): string {
  const heading = `${colour.bold("Peer")}  ${visible(agent.agent)} (${agent.role})`;
  const notes = exclusionLines(agent).map((line) => `  ${colour.dim(line)}`);
  const cases = agent.cases.length + agent.missing.length === 0 ? [] : [table(groupTable(agent), colour)];
  return [heading, ...cases, ...notes].join("\n");
}

function redText(red: readonly AgentCase[], colour: Colours): string {
  const [first] = red;
  if (first === undefined) return "";
  const lines = firstOf(red, maxCases, (one) => caseText(one, colour));
  const more = `  More on a case: wsrig conform --explain ${first.reportCase.id}`;
  return [colour.bold("Failed cases"), ...lines, colour.dim(more)].join("\n");
}

function caseText({ agent, reportCase }: AgentCase, colour: Colours): string {
  const { sentence, facts } = caseFacts(reportCase);
  const name = [agent ?? [], reportCase.id].flat().map(visible).join(": ");
  const sign = reportCase.change === "better" ? colour.yellow("~") : colour.red("✗");
  return `  ${sign} ${name}  ${visible(sentence)} ${colour.dim(`(${visible(facts)})`)}`;
}
