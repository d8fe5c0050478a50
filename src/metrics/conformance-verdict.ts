// Why a conformance run is red: cases that failed, changed or are missing.

import type { ReportAgent, ReportCase } from "./conformance-report.js";
import type { Notice } from "./run-report.js";

const namesShown = 5;

/** The reasons, one each for red cases and missing ones; none when all is well. */
export function conformanceReasons(agents: readonly ReportAgent[]): Notice[] {
  return [...changedReasons(agents), ...failedReasons(agents), ...missingReasons(agents)];
}

interface NamedCase {
  readonly agent: string;
  readonly id: string;
}

function failedReasons(agents: readonly ReportAgent[]): Notice[] {
  const red = casesOf(agents, ({ isRed, change }) => isRed === true && !isChanged(change));
  if (red.length === 0) return [];
  const all = agents.reduce((sum, { cases }) => sum + cases.length, 0);
  const lenient = red.some(({ verdict }) => verdict !== "fail");
  return [
    {
      code: "cases-failed",
      message: `${red.length} of ${counted(all)} failed${lenient ? ", by --fail-on" : ""} (${names(red, agents)}).`,
      hint: `See what a case is about, and what to change: wsrig conform --explain ${red[0]?.id}.`,
    },
  ];
}

function changedReasons(agents: readonly ReportAgent[]): Notice[] {
  const changed = casesOf(agents, ({ change }) => isChanged(change));
  if (changed.length === 0) return [];
  const count = (of: ReportCase["change"]): number => changed.filter(({ change }) => change === of).length;
  const parts = [
    [count("worse"), "worse"],
    [count("better"), "better"],
    [count("other"), "failed in another way"],
  ] as const;
  const kinds = parts.flatMap(([n, word]) => (n === 0 ? [] : `${n} ${word}`)).join(", ");
  return [
    {
      code: "baseline-changed",
      message: `${counted(changed.length)} ended otherwise than the baseline has it: ${kinds} (${names(changed, agents)}).`,
      hint: "If this is as it should be, run it again with --update-baseline and commit the file.",
    },
  ];
}

function missingReasons(agents: readonly ReportAgent[]): Notice[] {
  const missing = agents.flatMap(({ agent, missing }) => missing.map((id) => ({ agent, id })));
  if (missing.length === 0) return [];
  return [
    {
      code: "cases-missing",
      message: `${counted(missing.length)} should have been run and have no result (${names(missing, agents)}).`,
      hint: "Let the run reach its end, or leave the cases out with --exclude.",
    },
  ];
}

function isChanged(change: ReportCase["change"]): boolean {
  return change !== undefined && change !== "new";
}

function casesOf(
  agents: readonly ReportAgent[],
  wanted: (reportCase: ReportCase) => boolean,
): readonly (ReportCase & NamedCase)[] {
  return agents.flatMap(({ agent, cases }) => cases.filter(wanted).map((one) => ({ ...one, agent })));
}

/** The first few ids; with the peer's name where there are several. */
function names(cases: readonly NamedCase[], agents: readonly ReportAgent[]): string {
  const shown = cases
    .slice(0, namesShown)
    .map(({ agent, id }) => (agents.length > 1 ? `${agent}: ${id}` : id))
    .join(", ");
  return cases.length > namesShown ? `${shown} and ${cases.length - namesShown} more` : shown;
}

function counted(count: number): string {
  return count === 1 ? "1 case" : `${count} cases`;
}
