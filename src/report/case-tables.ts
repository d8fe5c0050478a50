// What every rendering for people shows of a conformance run: verdicts by group, and the cases to look at.

import { caseGroups, groupOf, groupTitle } from "../metrics/case-groups.js";
import type { ReportAgent, ReportCase, ReportedVerdict } from "../metrics/conformance-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import { verdictNames } from "./case-facts.js";
import type { SummaryTable } from "./summary.js";

/** A case of a peer that a person must see. */
export interface AgentCase {
  /** Undefined where the run has one peer only. */
  readonly agent: string | undefined;
  readonly reportCase: ReportCase;
}

const verdicts = Object.keys(verdictNames) as readonly ReportedVerdict[];

/** A row a group with the number of cases of each verdict, and one of all; a column of missing cases only where there are any. */
export function groupTable({ cases, missing }: ReportAgent): SummaryTable {
  const row = (title: string, isOf: (id: string) => boolean): readonly string[] => {
    const ours = cases.filter(({ id }) => isOf(id));
    const counts = [
      ...verdicts.map((wanted) => ours.filter(({ verdict }) => verdict === wanted).length),
      ...(missing.length === 0 ? [] : [missing.filter(isOf).length]),
    ];
    return [title, ...counts.map((count) => (count === 0 ? "-" : formatCount(count)))];
  };
  const groups = groupsOf([...cases.map(({ id }) => id), ...missing]);
  const rows = groups.map((group) => row(`${group} ${groupTitle(group)}`, (id) => groupOf(id) === group));
  const columns = [
    "Group",
    ...verdicts.map((one) => verdictNames[one]),
    ...(missing.length === 0 ? [] : ["missing"]),
  ];
  return { columns, rows: [...rows, row("All", () => true)] };
}

/** Ids of groups that have one of `caseIds`, in the order of the catalogue; unknown ones last. */
export function groupsOf(caseIds: readonly string[]): readonly string[] {
  const found = new Set(caseIds.map(groupOf));
  const known = caseGroups.map(({ id }) => id).filter((id) => found.has(id));
  return [...known, ...[...found].filter((id) => !known.includes(id))];
}

/** The cases that make the run red. */
export function redCases({ agents = [] }: RunReport): readonly AgentCase[] {
  return agents.flatMap(({ agent, cases }) =>
    cases
      .filter(({ isRed }) => isRed === true)
      .map((reportCase) => ({ agent: agents.length > 1 ? agent : undefined, reportCase })),
  );
}

/** What {@link redCases} are: with a baseline not only failures. */
export function redTitle({ baseline }: RunReport): string {
  return baseline === undefined ? "Failed cases" : "Changed and failed cases";
}

/** What was left out and why, as lines; none where all was run. */
export function exclusionLines({ excluded }: ReportAgent): readonly string[] {
  const count = (...whys: readonly string[]): number =>
    excluded.filter(({ why }) => whys.includes(why)).length;
  const [hostile, filtered] = [count("hostile"), count("not selected", "excluded")];
  return [
    hostile === 0 ? "" : `${cases(hostile)} left out that may hurt the peer: add --hostile`,
    filtered === 0 ? "" : `${cases(filtered)} left out by --cases or --exclude`,
  ].filter((line) => line !== "");
}

/** What a baseline changed about the verdict, as a sentence. */
export function baselineLine({ baseline, agents = [] }: RunReport): string | undefined {
  if (baseline === undefined) return undefined;
  const { file, changed, new: unknown, isUpdated } = baseline;
  if (isUpdated) return `${file} holds these results from now on`;
  const failing = agents
    .flatMap((agent) => agent.cases)
    .filter(({ verdict, isRed }) => verdict === "fail" && isRed !== true).length;
  const asKnown = failing === 0 ? "" : `, ${cases(failing)} failed as it expects`;
  const news = unknown === 0 ? "" : `, ${cases(unknown)} new to it`;
  return `against ${file}: ${changed === 0 ? "no change" : `${cases(changed)} changed`}${asKnown}${news}`;
}

function cases(count: number): string {
  return count === 1 ? "1 case" : `${formatCount(count)} cases`;
}
