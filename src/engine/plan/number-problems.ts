// Checks the numbers of a plan; every message says the value and the limit.

import type { PlanProblem } from "./plan-problem.js";

/** Numbers by their places in the plan. */
export type NamedNumbers = Readonly<Record<string, number>>;

/** Those that may be left out and were not. */
export function givenNumbers(values: Readonly<Record<string, number | undefined>>): NamedNumbers {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(given);
}

/** What a number must be. */
export interface NumberRule {
  readonly isRight: (value: number) => boolean;
  /** The rest of a sentence that begins with "must be". */
  readonly rule: string;
  readonly hint?: string | undefined;
}

/** The numbers that break `rule`. */
export function numberProblems(
  values: NamedNumbers,
  { isRight, rule, hint }: NumberRule,
): readonly PlanProblem[] {
  return Object.entries(values)
    .filter(([, value]) => !isRight(value))
    .map(([path, value]) => ({
      path,
      message: `${path.split(".").at(-1)} is ${value}; must be ${rule}`,
      ...(hint === undefined ? {} : { hint }),
    }));
}

/** Both ends are within it. */
export interface NumberRange {
  readonly least: number;
  readonly most?: number | undefined;
}

/** Whole numbers within a range. */
export function wholeNumberProblems(
  values: NamedNumbers,
  { least, most = Number.MAX_SAFE_INTEGER }: NumberRange,
): readonly PlanProblem[] {
  const isBounded = most < Number.MAX_SAFE_INTEGER;
  const range = isBounded ? `from ${least} to ${most.toLocaleString("en-US")}` : `of at least ${least}`;
  const isRight = (value: number): boolean => Number.isSafeInteger(value) && value >= least && value <= most;
  return numberProblems(values, { isRight, rule: `a whole number ${range}` });
}

/** Finite numbers above 0. */
export function positiveProblems(values: NamedNumbers, most = Number.MAX_VALUE): readonly PlanProblem[] {
  const limit = most < Number.MAX_VALUE ? ` and at most ${most.toLocaleString("en-US")}` : "";
  const isRight = (value: number): boolean => value > 0 && value <= most;
  return numberProblems(values, { isRight, rule: `greater than 0${limit}` });
}
