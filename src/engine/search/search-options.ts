// What a search is asked to do, checked with all problems at once and with every default resolved.

import { WsrigError } from "../../errors.js";

/** Where and how closely to look for the highest value that holds. */
export interface SearchRange {
  /** Lowest value to try, a whole number >= 1. */
  readonly low: number;
  /** Highest value to try, a whole number >= `low`. */
  readonly high: number;
  /** Where to begin. Default `low`. */
  readonly start?: number | undefined;
  /** Factor from one value to the next while all hold, > 1. Default 2. */
  readonly growth?: number | undefined;
  /** How far the lowest failing value may lie above the answer, relative to it: > 0 and < 1. Default 0.05. */
  readonly precision?: number | undefined;
  /** Probes at most, those that confirm included, >= 1. Default 40. */
  readonly maxProbes?: number | undefined;
}

/** {@link SearchRange} with nothing left open. */
export type SearchPlan = { readonly [Key in keyof SearchRange]-?: number };

/**
 * Resolves the defaults.
 *
 * @throws WsrigError `usage-invalid-search` that names every option out of range.
 */
export function planSearch(range: SearchRange): SearchPlan {
  const plan: SearchPlan = {
    low: range.low,
    high: range.high,
    start: range.start ?? range.low,
    growth: range.growth ?? 2,
    precision: range.precision ?? 0.05,
    maxProbes: range.maxProbes ?? 40,
  };
  const problems = problemsOf(plan);
  const [first] = problems;
  if (first === undefined) return plan;
  throw new WsrigError("usage-invalid-search", problems.map(({ message }) => message).join("\n"), {
    path: first.path,
  });
}

interface Problem {
  readonly path: keyof SearchPlan;
  readonly message: string;
}

function problemsOf({ low, high, start, growth, precision, maxProbes }: SearchPlan): readonly Problem[] {
  const isWhole = Number.isSafeInteger;
  const lowIsRight = isWhole(low) && low >= 1;
  const highIsRight = isWhole(high) && high >= (lowIsRight ? low : 1);
  const problems: (Problem | false)[] = [
    !lowIsRight && problem("low", low, "a whole number of at least 1"),
    !highIsRight && problem("high", high, `a whole number of at least ${lowIsRight ? `low, ${low}` : 1}`),
    lowIsRight &&
      highIsRight &&
      !(isWhole(start) && start >= low && start <= high) &&
      problem("start", start, `a whole number from ${low} to ${high}`),
    !(growth > 1 && Number.isFinite(growth)) && problem("growth", growth, "a finite number above 1"),
    !(precision > 0 && precision < 1) && problem("precision", precision, "above 0 and below 1"),
    !(isWhole(maxProbes) && maxProbes >= 1) &&
      problem("maxProbes", maxProbes, "a whole number of at least 1"),
  ];
  return problems.filter((each) => each !== false);
}

function problem(path: keyof SearchPlan, value: number, limit: string): Problem {
  return { path, message: `${path} is ${value}; must be ${limit}` };
}
