// Checks that never ran for one and the same reason, told once.

import type { ReportCheck } from "../metrics/run-report.js";

/** A check, and how many of its scenario it stands for. */
export interface FoldedCheck {
  readonly check: ReportCheck;
  readonly count: number;
}

/** Whether a failed check says only that an earlier failure kept it from running. */
export function isNotRun({ status, reason }: ReportCheck): boolean {
  return status === "fail" && reason?.startsWith("not run: ") === true;
}

/** Those not run of one scenario and for one reason as one, where the first of them stood; all others as they are. */
export function foldNotRun(failed: readonly ReportCheck[]): readonly FoldedCheck[] {
  const groups = new Map<unknown, FoldedCheck>();
  for (const check of failed) {
    const key = isNotRun(check) ? JSON.stringify([check.scenario, check.reason]) : check;
    const first = groups.get(key);
    groups.set(key, { check: first?.check ?? check, count: (first?.count ?? 0) + 1 });
  }
  return [...groups.values()];
}
