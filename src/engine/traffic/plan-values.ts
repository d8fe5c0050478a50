// Checks the numbers of a traffic's plan; every message says the value and the limit.

import type { PlanProblem } from "../plan/plan-problem.js";

/** Whole numbers within a range, by their names. */
export function wholeProblems(
  values: Readonly<Record<string, number>>,
  { least, most = Number.MAX_SAFE_INTEGER }: { readonly least: number; readonly most?: number | undefined },
): readonly PlanProblem[] {
  const isBounded = most < Number.MAX_SAFE_INTEGER;
  const range = isBounded ? `from ${least} to ${most.toLocaleString("en-US")}` : `of at least ${least}`;
  return Object.entries(values)
    .filter(([, value]) => !(Number.isSafeInteger(value) && value >= least && value <= most))
    .map(([path, value]) => ({ path, message: `${path} is ${value}; must be a whole number ${range}` }));
}

/** Finite numbers above 0, by their names. */
export function positiveProblems(
  values: Readonly<Record<string, number>>,
  most = Number.MAX_VALUE,
): readonly PlanProblem[] {
  const limit = most < Number.MAX_VALUE ? ` and at most ${most.toLocaleString("en-US")}` : "";
  return Object.entries(values)
    .filter(([, value]) => !(value > 0 && value <= most))
    .map(([path, value]) => ({ path, message: `${path} is ${value}; must be greater than 0${limit}` }));
}
