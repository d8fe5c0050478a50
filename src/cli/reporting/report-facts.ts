// What a report says about the exit code.

import type { RunReport } from "../../metrics/run-report.js";
import type { ExitFacts } from "../exit-code.js";

/** @param run - Whether any connection of it got an HTTP answer. */
export function exitFactsOfReport(
  report: RunReport,
  { reachedHttp }: { readonly reachedHttp: boolean },
): ExitFacts {
  const { verdict, thresholds, checks, agents = [], comparisons = [] } = report;
  const cases = agents.flatMap((agent) => agent.cases);
  const isRed = cases.some((one) => one.isRed === true) || agents.some(({ missing }) => missing.length > 0);
  const red = comparisons.filter((one) => one.isRed === true);
  return {
    interrupted: verdict === "interrupted",
    unreachable: !reachedHttp,
    invalid: verdict === "invalid",
    thresholdFailed: thresholds.some(({ ok }) => !ok) || foundNothing(report),
    regression: cases.some(({ change }) => change === "worse") || red.some((one) => one.verdict === "worse"),
    checkFailed: checks.some(({ status }) => status === "fail") || isRed || red.length > 0,
  };
}

/** A search whose bound held nowhere, for whatever reason. */
function foundNothing({ search }: RunReport): boolean {
  return search !== undefined && search.answer === undefined;
}
