// A conformance run in words for a terminal.

import type { ReportAgent } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import {
  type AlikeCases,
  alikeRedCases,
  baselineLine,
  exclusionLines,
  groupTable,
  redTitle,
} from "./case-tables.js";
import type { Colours } from "./colours.js";
import { firstOf } from "./summary.js";
import { table, visible } from "./text-table.js";

const maxLines = 50;
const maxIds = 8;

/** A table of verdicts by group for each peer, then the cases that make the run red; nothing for other runs. */
export function conformanceText(report: RunReport, colour: Colours): readonly string[] {
  const { agents = [] } = report;
  const baseline = baselineLine(report);
  return [
    ...agents.map((agent) => agentText(agent, colour)),
    baseline === undefined ? "" : `${colour.bold("Baseline")}  ${visible(baseline)}`,
    redText(report, colour),
  ];
}

function agentText(agent: ReportAgent, colour: Colours): string {
  const heading = `${colour.bold("Peer")}  ${visible(agent.agent)} (${agent.role})`;
  const notes = exclusionLines(agent).map((line) => `  ${colour.dim(line)}`);
  const cases = agent.cases.length + agent.missing.length === 0 ? [] : [table(groupTable(agent), colour)];
  return [heading, ...cases, ...notes].join("\n");
}

function redText(report: RunReport, colour: Colours): string {
  const red = alikeRedCases(report);
  const [first] = red;
  if (first === undefined) return "";
  const lines = firstOf(red, maxLines, (alike) => alikeText(alike, colour));
  const more = `  More on a case: wsrig conform --explain ${first.ids[0]}`;
  return [colour.bold(redTitle(report)), ...lines, colour.dim(more)].join("\n");
}

function alikeText({ agent, ids, sentence, facts }: AlikeCases, colour: Colours): string {
  const shown = ids.slice(0, maxIds).join(", ");
  const named = ids.length > maxIds ? `${shown} and ${formatCount(ids.length - maxIds)} more` : shown;
  const name = agent === undefined ? named : `${agent}: ${named}`;
  return `  ${colour.red("✗")} ${visible(name)}  ${visible(sentence)} ${colour.dim(`(${visible(facts)})`)}`;
}
