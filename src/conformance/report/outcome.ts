// The outcome of a case in a few words, as baselines and comparisons hold it, and which of two is better.

import type { ReportCase, ReportedVerdict } from "../../metrics/conformance-report.js";

/** What an outcome is made of. */
export type JudgedCase = Pick<ReportCase, "verdict" | "behavior" | "behaviorClose">;

/** From best to worst. */
const verdictsByRank: readonly ReportedVerdict[] = [
  "pass",
  "informational",
  "nonStrict",
  "unimplemented",
  "fail",
];

/** `pass`, `nonStrict`; of a failed case with both verdicts of the reference suite: `fail (FAILED / WRONG CODE)`. */
export function outcomeOf({ verdict, behavior, behaviorClose }: JudgedCase): string {
  return verdict === "fail" ? `fail (${behavior} / ${behaviorClose})` : verdict;
}

/** How `after` stands to `before`; `undefined` when they are the same. Both as {@link outcomeOf} gives them. */
export function changeBetween(before: string, after: string): "better" | "worse" | "other" | undefined {
  if (before === after) return undefined;
  const difference = rankOf(after) - rankOf(before);
  if (difference === 0) return "other";
  return difference < 0 ? "better" : "worse";
}

/** Whether a text is an outcome. */
export function isOutcome(text: string): boolean {
  if (text.startsWith("fail")) return /^fail \([A-Z -]+ \/ [A-Z -]+\)$/.test(text);
  return verdictsByRank.some((verdict) => verdict === text);
}

function rankOf(outcome: string): number {
  return verdictsByRank.indexOf(outcome.split(" ", 1)[0] as ReportedVerdict);
}
