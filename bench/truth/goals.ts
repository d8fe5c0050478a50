// What the figures of `npm run bench:truth` have to reach, and whether they do.

/** `equal`: to what the server counted. */
export type Bound =
  | { readonly kind: "at most"; readonly limit: number }
  | { readonly kind: "equal"; readonly value: number };

/** The unit of a goal's numbers. */
export type GoalUnit = "µs" | "%" | "messages";

/** A goal with its figure. */
export interface Goal {
  readonly goal: string;
  readonly measured: number;
  readonly bound: Bound;
  readonly unit: GoalUnit;
  readonly verdict: "met" | "missed";
}

/** A goal to judge. */
export interface GoalQuestion {
  readonly goal: string;
  /** Under `at most` its size counts, not its sign. */
  readonly measured: number;
  readonly bound: Bound;
  readonly unit: GoalUnit;
}

/** Judges one goal. What is not a number has missed. */
export function judge(question: GoalQuestion): Goal {
  const { measured, bound } = question;
  const isMet = bound.kind === "equal" ? measured === bound.value : Math.abs(round(measured)) <= bound.limit;
  return { ...question, measured: round(measured), verdict: isMet ? "met" : "missed" };
}

/** How far apart two ranges lie; 0 when they overlap. */
export function gapBetween(a: readonly number[], b: readonly number[]): number {
  return Math.max(0, Math.min(...a) - Math.max(...b), Math.min(...b) - Math.max(...a));
}

/** What is printed, recorded and judged is one and the same number; 0 is added so that none is printed as -0. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
