// Which cases are run: by pattern, by the kind of the peer, and hostile ones only when asked for.

import type { Role } from "../protocol/opcodes.js";
import type { ConformanceCase } from "./case.js";

/** What a user asked for. */
export interface CaseFilter {
  /** Ids, where `*` stands for any characters; the whole id must match. Empty: all. */
  readonly cases: readonly string[];
  readonly exclude: readonly string[];
  /** Whether cases that may hurt the peer are run. */
  readonly hostile: boolean;
}

/** Why a case is not run. */
export type Exclusion = "not selected" | "excluded" | "hostile";

/** What is run, and what is not and why. */
export interface CaseSelection {
  readonly selected: readonly ConformanceCase[];
  readonly excluded: readonly { readonly id: string; readonly why: Exclusion }[];
}

/** Chooses among those of `cases` that can be run on a peer in `role`; others are not part of the selection at all. */
export function selectCases(
  cases: readonly ConformanceCase[],
  role: Role,
  filter: CaseFilter,
): CaseSelection {
  const selected: ConformanceCase[] = [];
  const excluded: { id: string; why: Exclusion }[] = [];
  for (const testCase of cases.filter(({ peers }) => peers.includes(role))) {
    const why = exclusionOf(testCase, filter);
    if (why === undefined) selected.push(testCase);
    else excluded.push({ id: testCase.id, why });
  }
  return { selected, excluded };
}

/** Those of `patterns` that match no case of `role`, where there is one: mistakes of the user. */
export function unmatchedPatterns(
  cases: readonly ConformanceCase[],
  role: Role | undefined,
  patterns: readonly string[],
): readonly string[] {
  const ids = cases.filter(({ peers }) => role === undefined || peers.includes(role)).map(({ id }) => id);
  return patterns.filter((pattern) => !ids.some((id) => matchesPattern(id, pattern)));
}

/** Whether `id` is meant by `pattern`. */
export function matchesPattern(id: string, pattern: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`, "i").test(id);
}

function exclusionOf(
  { id, isHostile }: ConformanceCase,
  { cases, exclude, hostile }: CaseFilter,
): Exclusion | undefined {
  const matches = (pattern: string): boolean => matchesPattern(id, pattern);
  if (cases.length > 0 && !cases.some(matches)) return "not selected";
  if (exclude.some(matches)) return "excluded";
  return isHostile === true && !hostile ? "hostile" : undefined;
}
