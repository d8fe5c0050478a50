// A conformance run in Markdown.

import type { ReportAgent } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { lenientCases } from "./alike-cases.js";
import { caseFacts, verdictNames } from "./case-facts.js";
import {
  type AgentCase,
  baselineLine,
  exclusionLines,
  groupTable,
  redCases,
  redTitle,
} from "./case-tables.js";
import { table, tableOf } from "./markdown-table.js";
import { prose } from "./markdown-text.js";
import { moreOf } from "./summary.js";

const maxCases = 100;

/** A table of verdicts by group for each peer, then one of the cases that make the run red; nothing for other runs. */
export function conformanceMarkdown(report: RunReport): readonly string[] {
  const { agents = [] } = report;
  const red = redCases(report);
  const baseline = baselineLine(report);
  return [
    ...agents.map(agentSection),
    baseline === undefined ? "" : `**Baseline** ${prose(baseline)}`,
    red.length === 0 ? "" : `### ${redTitle(report)}\n\n${redTable(red)}`,
  ];
}

function agentSection(agent: ReportAgent): string {
  const notes = exclusionLines(agent).map((line) => `- ${prose(line)}`);
  const cases = agent.cases.length + agent.missing.length === 0 ? "" : table(groupTable(agent));
  return [`### ${prose(agent.agent)} (${agent.role})`, cases, notes.join("\n"), lenientSection(agent)]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** All of them, whole: the terminal has only the first. */
function lenientSection(agent: ReportAgent): string {
  const rows = lenientCases(agent).map(({ verdict, ids, sentence }) => [
    verdictNames[verdict],
    prose(ids.join(", ")),
    prose(sentence),
  ]);
  if (rows.length === 0) return "";
  const summary = "Cases that neither passed nor failed";
  const shown = tableOf(["Verdict", "Cases", "What happened"], rows, ":--");
  return `<details><summary>${summary}</summary>\n\n${shown}\n\n</details>`;
}

function redTable(red: readonly AgentCase[]): string {
  const rows = red.slice(0, maxCases).map(({ agent, reportCase }) => {
    const { sentence, facts } = caseFacts(reportCase);
    const name = [agent ?? [], reportCase.id].flat().map(prose).join(": ");
    return [name, prose(sentence), prose(facts), prose(reportCase.fix ?? "")];
  });
  if (red.length > maxCases) rows.push([moreOf(red.length - maxCases), "", "", ""]);
  return tableOf(["Case", "What happened", "Verdict", "What to change"], rows, ":--");
}
