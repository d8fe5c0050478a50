// What a client is told of a case that it ran.

import type { ConformanceCase } from "../case.js";
import type { CaseResult } from "../case-result.js";
import { toldReason } from "../report/told-reason.js";

/**
 * The verdicts as JSON. Clients of the reference suite read `behavior` and pass over the others.
 *
 * @param result - Without one, of a case that was cut short, there are none.
 */
export function caseStatus(testCase: ConformanceCase, result: CaseResult | undefined): string {
  if (result === undefined) return "{}";
  const { behavior, verdict } = result;
  return JSON.stringify({ behavior, verdict, reason: toldReason(testCase, result) });
}
