// The goals of a run as the table of bench/README.md.

import { goalsInMarkdown } from "../harness/goal-words.js";
import { goalsOf, type TruthResults } from "./results.js";

/** The run and its goals in Markdown. */
export function renderSummary(results: TruthResults): string {
  const { date, commit, machine, kernel, node, loadAverage } = results;
  const made = `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; load average ${loadAverage} at the start.`;
  return `${made}\n\n${goalsInMarkdown(goalsOf(results.parts))}`;
}
