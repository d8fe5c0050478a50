// The figures of a scale run as the table of bench/README.md.

import type { Machine } from "./machine.js";
import { markdownTable } from "./page.js";
import type { ScaleFigures, ScaleGoal } from "./scale-goals.js";

/** What bench/scale.json holds. */
export interface ScaleResults extends Machine, ScaleFigures {
  readonly server: string;
  /** Workers, and as many servers. */
  readonly processes: number;
  readonly goals: readonly ScaleGoal[];
}

/** The run and its goals in Markdown. */
export function renderScale(results: ScaleResults): string {
  const { date, commit, machine, kernel, node, processes, goals } = results;
  const made = `Run of ${date}, commit ${commit}: ${machine}, Linux ${kernel}, Node ${node}; ${processes} workers, ${processes} servers.`;
  const rows = goals.map(({ goal, measured, verdict }) => [
    goal,
    measured.toLocaleString("en"),
    verdict === "missed" ? "**missed**" : verdict,
  ]);
  return `${made}\n\n${markdownTable(["goal", "measured", "verdict"], rows)}`;
}
