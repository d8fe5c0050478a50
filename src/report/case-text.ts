// A conformance run in words for a terminal.

import type { ReportAgent } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import {
  type AlikeCases,
  alikeRedCases,
  type LenientCases,
  lenientCases,
  lenientVerdicts,
} from "./alike-cases.js";
import { twoVerdicts, verdictNames } from "./case-facts.js";
import { baselineLine, exclusionLines, groupTable, redCases, redTitle } from "./case-tables.js";
import type { Colours } from "./colours.js";
import { firstOf } from "./summary.js";
import { pad, table, visible } from "./text-table.js";

const maxLines = 50;
const maxIds = 8;
/** Of each verdict that is neither good nor bad. */
const maxLenientLines = 3;

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
  return [heading, ...cases, ...lenientLines(agent, colour), ...notes].join("\n");
}

/** `  non-strict  6.4.1, 6.4.2  The peer ...`: the most frequent sentences of each verdict, and the ids of the others. */
function lenientLines(agent: ReportAgent, colour: Colours): readonly string[] {
  const all = lenientCases(agent);
  const width = Math.max(0, ...all.map(({ verdict }) => verdictNames[verdict].length));
  return lenientVerdicts.flatMap((wanted) => {
    const ours = all.filter(({ verdict }) => verdict === wanted);
    // One more line would tell no less than the line that says that there is one.
    const shown = ours.length > maxLenientLines + 1 ? ours.slice(0, maxLenientLines) : ours;
    const texts = [...shown.map(lenientText), ...restText(ours.slice(shown.length))];
    return texts.map((text, index) => {
      const label = pad(index === 0 ? verdictNames[wanted] : "", width);
      return `  ${colour.yellow(label)}  ${text}`;
    });
  });
}

function lenientText({ ids, sentence }: LenientCases): string {
  return `${visible(someIds(ids))}  ${visible(sentence)}`;
}

function restText(rest: readonly LenientCases[]): readonly string[] {
  if (rest.length === 0) return [];
  const ids = rest.flatMap((one) => one.ids);
  return [`${visible(someIds(ids))}  in ${rest.length} other ways: see --markdown or the HTML report`];
}

function redText(report: RunReport, colour: Colours): string {
  const red = alikeRedCases(report);
  const [first] = red;
  if (first === undefined) return "";
  const lines = firstOf(red, maxLines, (alike) => alikeText(alike, colour));
  const hasBothVerdicts = redCases(report).some(
    ({ reportCase: { verdict, expected = "" } }) => verdict === "fail" || expected.startsWith("fail"),
  );
  const notes = [
    ...(hasBothVerdicts ? [`  ${twoVerdicts}`] : []),
    `  More on a case: wsrig conform --explain ${first.ids[0]}`,
  ];
  return [colour.bold(redTitle(report)), ...lines, ...notes.map((note) => colour.dim(note))].join("\n");
}

function alikeText({ agent, ids, mark, sentence, facts }: AlikeCases, colour: Colours): string {
  const name = agent === undefined ? someIds(ids) : `${agent}: ${someIds(ids)}`;
  const aside = facts === "" ? "" : ` ${colour.dim(`(${visible(facts)})`)}`;
  return `  ${markOf(mark, colour)} ${visible(name)}  ${visible(sentence)}${aside}`;
}

function someIds(ids: readonly string[]): string {
  const shown = ids.slice(0, maxIds).join(", ");
  return ids.length > maxIds ? `${shown} and ${formatCount(ids.length - maxIds)} more` : shown;
}

/** The sign before a case. */
export function markOf(mark: AlikeCases["mark"], colour: Pick<Colours, "red" | "green">): string {
  switch (mark) {
    case "better":
      return colour.green("↑");
    case "worse":
      return colour.red("↓");
    case "red":
      return colour.red("✗");
    default:
      return mark satisfies never;
  }
}
