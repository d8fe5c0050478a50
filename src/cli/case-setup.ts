// The flags of conformance cases as what a run needs.

import type { ConformanceCase } from "../conformance/case.js";
import {
  type CaseSelection,
  matchesPattern,
  selectCases,
  unmatchedPatterns,
} from "../conformance/case-selection.js";
import { defaultCaseTimeoutMs, fewestWaitsPerCase } from "../conformance/case-timeout.js";
import { makeCatalogue } from "../conformance/catalogue.js";
import { ZlibShare } from "../conformance/deflate/zlib-share.js";
import { groupOf } from "../metrics/case-groups.js";
import type { ReportedVerdict } from "../metrics/conformance-report.js";
import { nearestWord } from "../nearest-word.js";
import type { Role } from "../protocol/opcodes.js";
import { formatMs } from "../units.js";
import { lenientVerdicts } from "./case-flags.js";
import type { FlagValues } from "./flag-values.js";

const seeList = "See wsrig list cases.";

/** What is run and how. */
export interface CaseSetup {
  /** All cases there are, for peers of either role. */
  readonly catalogue: readonly ConformanceCase[];
  readonly selection: CaseSelection;
  readonly waitMs: number;
  readonly caseTimeoutMs: number;
  /** Verdicts that make the run red beside `fail`. */
  readonly failOn: readonly ReportedVerdict[];
  /** What the cases did with zlib. */
  readonly zlibShare: ZlibShare;
  /** The same as data for the report's plan. */
  readonly plan: Readonly<Record<string, unknown>>;
}

/** Reads `caseFlags`; problems are noted in `flags`. @param role - Of the peers. */
export function readCaseSetup(flags: FlagValues, role: Role): CaseSetup {
  const messages = flags.integer("messages", { min: 1, max: 1_000_000 }) ?? 1_000;
  const zlibShare = new ZlibShare();
  const catalogue = makeCatalogue({ deflateMessages: messages, zlibShare });
  const [cases, exclude] = [readPatterns(flags, "cases"), readPatterns(flags, "exclude")];
  const hostile = flags.switch("hostile") ?? false;
  const selection = selectCases(catalogue, role, { cases, exclude, hostile });
  const unmatched = unmatchedPatterns(catalogue, role, [...cases, ...exclude]);
  if (selection.selected.length === 0 && unmatched.length === 0) noteNothingLeft(flags, selection);
  for (const [flag, patterns] of [
    ["cases", cases],
    ["exclude", exclude],
  ] as const) {
    for (const pattern of unmatchedPatterns(catalogue, role, patterns)) {
      flags.problem(
        flag,
        `--${flag} has "${pattern}", which no case matches`,
        nearestCases(catalogue, pattern),
      );
    }
  }
  const waitMs = flags.durationMs("wait") ?? 1_000;
  const caseTimeoutMs = readCaseTimeout(flags, waitMs);
  const failOn = flags
    .list("fail-on")
    .flatMap((name) => lenientVerdicts[name as keyof typeof lenientVerdicts] ?? []);
  const plan = { cases, exclude, hostile, waitMs, caseTimeoutMs, deflateMessages: messages, failOn };
  return { catalogue, selection, waitMs, caseTimeoutMs, failOn, zlibShare, plan };
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
  return `Did you mean ${nearestId(catalogue, pattern) ?? `${group}.*`}? ${seeList}`;
}

/** The id that was meant: the nearest of its group. */
export function nearestId(catalogue: readonly ConformanceCase[], id: string): string | undefined {
  const group = groupOf(id).toLowerCase();
  const family = catalogue.map((one) => one.id).filter((one) => groupOf(one).toLowerCase() === group);
  return nearestWord(id, family);
}

function readCaseTimeout(flags: FlagValues, waitMs: number): number {
  const timeoutMs = flags.durationMs("case-timeout");
  if (timeoutMs === undefined) return defaultCaseTimeoutMs(waitMs);
  const leastMs = fewestWaitsPerCase * waitMs;
  if (timeoutMs < leastMs) {
    const limit = `must be at least ${fewestWaitsPerCase} waits, ${formatMs(leastMs)}`;
    flags.problem(
      "case-timeout",
      `--case-timeout is ${formatMs(timeoutMs)} and --wait is ${formatMs(waitMs)}; ${limit}`,
      "Give a case more time, or shorten the waits.",
    );
  }
  return timeoutMs;
}

function readPatterns(flags: FlagValues, name: string): readonly string[] {
  const patterns = flags
    .list(name)
    .flatMap((text) => text.split(","))
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== "");
  if (patterns.length === 0 && flags.list(name).length > 0) flags.problem(name, `--${name} names no case`);
  return patterns;
}

function noteNothingLeft(flags: FlagValues, { excluded }: CaseSelection): void {
  if (excluded.some(({ why }) => why === "hostile")) {
    flags.problem("cases", "all cases that are left may hurt the peer", "Add --hostile if it may be hurt.");
  } else if (flags.list("exclude").length > 0) {
    flags.problem("exclude", "--exclude leaves no case to run");
  }
}
