// Patterns of case ids in flags, and what a wrong one probably meant.

import type { ConformanceCase } from "../../conformance/case.js";
import { matchesPattern, unmatchedPatterns } from "../../conformance/case-selection.js";
import { groupOf } from "../../metrics/case-groups.js";
import { nearestWord } from "../../nearest-word.js";
import type { Role } from "../../protocol/opcodes.js";
import type { FlagValues } from "../flags/flag-values.js";

const seeList = "See wsrig list cases.";

/** The elements of a list flag whose values may be lists with commas themselves. */
export function readCommaList(flags: FlagValues, name: string): readonly string[] {
  return flags
    .list(name)
    .flatMap((text) => text.split(","))
    .map((element) => element.trim())
    .filter((element) => element !== "");
}

/** {@link readCommaList} of ids and patterns; a flag that names none is noted in `flags`. */
export function readPatterns(flags: FlagValues, name: string): readonly string[] {
  const patterns = readCommaList(flags, name);
  if (patterns.length === 0 && flags.list(name).length > 0) flags.problem(name, `--${name} names no case`);
  return patterns;
}

/** Notes those of `patterns` that no case for peers of `role` matches; no role: for any peers. */
export function noteUnmatched(
  flags: FlagValues,
  name: string,
  {
    catalogue,
    role,
    patterns,
  }: {
    readonly catalogue: readonly ConformanceCase[];
    readonly role: Role | undefined;
    readonly patterns: readonly string[];
  },
): void {
  for (const pattern of unmatchedPatterns(catalogue, role, patterns)) {
    const { problem, hint } = mistakeOf(catalogue, pattern);
    flags.problem(name, `--${name} has "${pattern}", ${problem}`, hint);
  }
}

/** `Did you mean 6.*?`: the group that was meant, or an id of it that is near; else which groups there are. */
export function nearestCases(catalogue: readonly ConformanceCase[], pattern: string): string {
  const ids = catalogue.map(({ id }) => id);
  const family = `${pattern.replace(/\.?\*?$/, "")}.*`;
  if (!pattern.endsWith("*") && ids.some((id) => matchesPattern(id, family))) {
    return `Did you mean ${family}? ${seeList}`;
  }
  const groups = [...new Set(ids.map(groupOf))];
  const group = groups.find((one) => one.toLowerCase() === groupOf(pattern).toLowerCase());
  if (group === undefined) return `There are the groups ${groups.join(", ")}. ${seeList}`;
  const inGroup = ids.filter((id) => groupOf(id) === group);
  return `Did you mean ${nearestWord(pattern, inGroup) ?? `${group}.*`}? ${seeList}`;
}

/** Why `pattern` matches nothing: its cases are for peers of the other role, or there are none. */
function mistakeOf(
  catalogue: readonly ConformanceCase[],
  pattern: string,
): { readonly problem: string; readonly hint: string } {
  const [other] = catalogue.filter(({ id }) => matchesPattern(id, pattern));
  if (other === undefined) {
    return { problem: "which no case matches", hint: nearestCases(catalogue, pattern) };
  }
  const isServers = other.peers.includes("server");
  return {
    problem: `which is for ${isServers ? "servers" : "clients"} only`,
    hint: isServers ? "A server is tested by wsrig conform." : "A client is tested by wsrig conform-client.",
  };
}
