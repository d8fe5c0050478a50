// One check for what several workers, or several parts of a run, have checked alike.

import type { ReportCheck } from "../metrics/run-report.js";

/** One check for each id: failed when any of them failed, with the first failure's words; passes and fails add up. */
export function mergeChecks(checks: readonly ReportCheck[]): readonly ReportCheck[] {
  const byId = new Map<string, ReportCheck[]>();
  for (const check of checks) byId.set(check.id, [...(byId.get(check.id) ?? []), check]);
  return [...byId.values()].map(mergeGroup);
}

function mergeGroup(group: readonly ReportCheck[]): ReportCheck {
  const [first] = group;
  if (first === undefined) throw new TypeError("a group of checks has at least one");
  if (group.length === 1) return first;
  const decisive =
    group.find(({ status }) => status === "fail") ?? group.find(({ status }) => status === "pass") ?? first;
  return {
    ...decisive,
    durationMs: group.reduce((sum, check) => sum + check.durationMs, 0),
    passes: group.reduce((sum, check) => sum + timesOf(check, "pass"), 0),
    fails: group.reduce((sum, check) => sum + timesOf(check, "fail"), 0),
  };
}

function timesOf(check: ReportCheck, status: "pass" | "fail"): number {
  const counted = status === "pass" ? check.passes : check.fails;
  return counted ?? (check.status === status ? 1 : 0);
}
