// Which checks are shown, grouped by their scenario.

import type { ReportCheck } from "../../metrics/run-report.js";

/** What the reader wants to see. */
export interface CheckFilter {
  readonly status: "all" | "fail" | "notApplicable";
  /** Words that title, scenario, reason or tags must all contain; empty for everything. */
  readonly search: string;
}

/** The checks of one scenario, failed ones first, else as they ran. */
export interface CheckGroup {
  readonly scenario: string;
  readonly checks: readonly ReportCheck[];
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
}

/** Groups in the order of the report; empty ones are left out. */
export function groupChecks(checks: readonly ReportCheck[], filter: CheckFilter): readonly CheckGroup[] {
  const wanted = checks.filter((check) => isWanted(check, filter));
  const scenarios = [...new Set(wanted.map((check) => check.scenario))];
  return scenarios.map((scenario) => {
    const own = wanted.filter((check) => check.scenario === scenario);
    const of = (status: ReportCheck["status"]): ReportCheck[] =>
      own.filter((check) => check.status === status);
    const failed = of("fail");
    return {
      scenario,
      checks: [...failed, ...own.filter((check) => check.status !== "fail")],
      passed: of("pass").length,
      failed: failed.length,
      notApplicable: of("notApplicable").length,
    };
  });
}

function isWanted(check: ReportCheck, { status, search }: CheckFilter): boolean {
  if (status !== "all" && check.status !== status) return false;
  const text = [check.title, check.scenario, check.reason ?? "", ...Object.values(check.tags)]
    .join(" ")
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
