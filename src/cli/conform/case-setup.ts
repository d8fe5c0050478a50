// The flags of conformance cases as what a run needs.

import type { ConformanceCase } from "../../conformance/case.js";
import { type CaseSelection, selectCases, unmatchedPatterns } from "../../conformance/case-selection.js";
import { defaultCaseTimeoutMs, fewestWaitsPerCase } from "../../conformance/case-timeout.js";
import { makeCatalogue } from "../../conformance/catalogue.js";
import { ZlibShare } from "../../conformance/deflate/zlib-share.js";
import type { ReportedVerdict } from "../../metrics/conformance-report.js";
import type { Role } from "../../protocol/opcodes.js";
import { formatMs } from "../../units.js";
import type { FlagValues } from "../flags/flag-values.js";
import { lenientVerdicts } from "./case-flags.js";
import { noteUnmatched, readCommaList, readPatterns } from "./case-patterns.js";

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
  noteUnmatched(flags, "cases", { catalogue, role, patterns: cases });
  noteUnmatched(flags, "exclude", { catalogue, role, patterns: exclude });
  const waitMs = flags.durationMs("wait") ?? 1_000;
  const caseTimeoutMs = readCaseTimeout(flags, waitMs);
  const failOn = readFailOn(flags);
  const plan = { cases, exclude, hostile, waitMs, caseTimeoutMs, deflateMessages: messages, failOn };
  return { catalogue, selection, waitMs, caseTimeoutMs, failOn, zlibShare, plan };
}

function readFailOn(flags: FlagValues): readonly ReportedVerdict[] {
  const names = readCommaList(flags, "fail-on");
  if (names.length === 0 && flags.list("fail-on").length > 0) {
    flags.problem("fail-on", "--fail-on names no verdict");
  }
  return names.flatMap((name) => {
    const verdict = lenientVerdicts.get(name);
    if (verdict !== undefined) return verdict;
    const known = [...lenientVerdicts.keys()].join(", ");
    flags.problem("fail-on", `--fail-on is "${name}"; must be one of ${known}`);
    return [];
  });
}

function noteNothingLeft(flags: FlagValues, { excluded }: CaseSelection): void {
  if (excluded.some(({ why }) => why === "hostile")) {
    flags.problem("cases", "all cases that are left may hurt the peer", "Add --hostile if it may be hurt.");
  } else if (flags.list("exclude").length > 0) {
    flags.problem("exclude", "--exclude leaves no case to run");
  }
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
