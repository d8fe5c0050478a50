// What the figures of a bench run have to reach, and whether they do.

/** `equal`: to what a server counted. */
export type Bound =
  | { readonly kind: "at most"; readonly limit: number }
  | { readonly kind: "at least"; readonly limit: number }
  | { readonly kind: "equal"; readonly value: number };

/** The unit of a goal's numbers. */
export type GoalUnit = "µs" | "%" | "messages" | "comparisons" | "experiments";

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
  const measured = round(question.measured);
  return { ...question, measured, verdict: isMet({ ...question, measured }) ? "met" : "missed" };
}

function isMet({ measured, bound }: GoalQuestion): boolean {
  switch (bound.kind) {
    case "at most":
      return Math.abs(measured) <= bound.limit;
    case "at least":
      return measured >= bound.limit;
    case "equal":
      return measured === bound.value;
    default:
      return bound satisfies never;
  }
}

/** How far apart two ranges lie; 0 when they overlap. */
export function gapBetween(a: readonly number[], b: readonly number[]): number {
  return Math.max(0, Math.min(...a) - Math.max(...b), Math.min(...b) - Math.max(...a));
}

/** What is printed, recorded and judged is one and the same number; 0 is added so that none is printed as -0. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
