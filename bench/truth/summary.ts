// The goals of a run as the table of bench/README.md.

import { markdownTable } from "../harness/page.js";
import type { Bound, Goal } from "./goals.js";
import { goalsOf, type TruthResults } from "./results.js";

/** The run and its goals in Markdown. */
export function renderSummary(results: TruthResults): string {
  const { date, commit, machine, kernel, node, loadAverage } = results;
  const made = `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; load average ${loadAverage} at the start.`;
  const rows = goalsOf(results.parts).map((goal) => [
    `(${goal.part}) ${goal.goal}`,
    measuredText(goal),
    boundText(goal),
    goal.verdict === "missed" ? "**missed**" : goal.verdict,
  ]);
  return `${made}\n\n${markdownTable(["goal", "measured", "bound", "verdict"], rows)}`;
}

/** `-12.3 µs`. */
export function measuredText({ measured, unit }: Goal): string {
  return `${measured.toLocaleString("en")} ${unit}`;
}

/** `within 300 µs`, `= 100`. */
export function boundText({ bound, unit }: { readonly bound: Bound; readonly unit: string }): string {
  return bound.kind === "equal"
    ? `= ${bound.value.toLocaleString("en")}`
    : `within ${bound.limit.toLocaleString("en")} ${unit}`;
}
