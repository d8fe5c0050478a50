// `wsrig conform --explain ID`: cases in words.

import type { ConformanceCase } from "../../conformance/case.js";
import { matchesPattern } from "../../conformance/case-selection.js";
import { allCases } from "../../conformance/catalogue.js";
import { eventWords } from "../../conformance/event-words.js";
import { caseText } from "../../conformance/report/conformance-details.js";
import { WsrigError } from "../../errors.js";
import { groupOf, groupTitle } from "../../metrics/case-groups.js";
import { twoVerdicts } from "../../report/case-facts.js";
import type { Colours } from "../../report/colours.js";
import type { CommandCall } from "../command.js";
import type { ExitFacts } from "../exit-code.js";
import { noteSurplus } from "../flags/lone-flag.js";
import { alignColumns } from "../text-columns.js";
import { nearestCases, readPatterns } from "./case-patterns.js";

/**
 * Tells what the cases of `--explain` are about. Under `--json` one id gives an object, several or a pattern an array of them.
 *
 * @throws WsrigError `usage-invalid-flag`; `usage-unknown-case`, with what was probably meant
 */
export function explainCases(call: CommandCall): ExitFacts {
  const { flags, terminal } = call;
  noteSurplus(call, "explain", "only tells of cases");
  const patterns = readPatterns(flags, "explain");
  flags.throwProblems();
  const found = [...new Set(patterns.flatMap(casesOf))];
  if (flags.switch("json") === true) {
    const isOne = patterns.length === 1 && patterns[0]?.includes("*") === false;
    const records = found.map(asRecord);
    terminal.out(JSON.stringify(isOne ? records[0] : records, undefined, 2));
  } else {
    const texts = found.map((testCase) => inWords(testCase, terminal.outColours));
    terminal.out([...texts, terminal.outColours.dim(`${twoVerdicts}.`)].join("\n\n"));
  }
  return {};
}

function casesOf(pattern: string): readonly ConformanceCase[] {
  const found = allCases.filter(({ id }) => matchesPattern(id, pattern));
  if (found.length > 0) return found;
  throw new WsrigError("usage-unknown-case", `there is no case "${pattern}"`, {
    path: "--explain",
    hint: nearestCases(allCases, pattern),
  });
}

function asRecord(testCase: ConformanceCase): Readonly<Record<string, unknown>> {
  const { peers, close, outcomes } = testCase;
  const reason = outcomes?.nonStrictReason;
  return {
    ...caseText(testCase),
    ...(reason !== undefined && { nonStrictReason: reason }),
    close,
    closeText: closeWords(close),
    peers,
  };
}

function inWords(testCase: ConformanceCase, colour: Colours): string {
  const { id, description, expectation, section, fix, peers, isHostile, close } = testCase;
  const { outcomes } = caseText(testCase);
  const lenient = outcomes?.nonStrict ?? [];
  const lenientReason = testCase.outcomes?.nonStrictReason;
  const rows = [
    ["Sent", description],
    ["Expected", expectation],
    ...(outcomes === undefined ? [] : [["Must come", eventWords(outcomes.ok)]]),
    ...lenient.map((events) => ["Or, leniently", eventWords(events)]),
    ...(lenientReason === undefined ? [] : [["Non-strict", lenientReason]]),
    ["Close", closeWords(close)],
    ["Rule", section],
    ["Peers", peers.map((role) => `${role}s`).join(" and ")],
    ...(isHostile === true ? [["Hostile", "It may hurt the peer: run only with --hostile."]] : []),
    ["To mend it", fix],
  ];
  const heading = `${colour.bold(id)}  ${groupTitle(groupOf(id))}`;
  return `${heading}\n\n${alignColumns(rows.map(([label = "", text = ""]) => [`  ${label}`, text]))}`;
}

function closeWords(close: ConformanceCase["close"]): string {
  if (close === "any") return "Not judged.";
  if (close === "informational") return "Whatever happens is allowed: the case is informational.";
  const codes = close.codes.join(" or ");
  if (!close.closedByDriver) {
    return `The peer fails the connection: by a close frame with ${codes} or without a code, or by dropping TCP.`;
  }
  const reply = `The peer answers the close frame with ${codes} or without a code`;
  return close.requireClean ? `${reply}, and the connection ends cleanly.` : `${reply}, or drops TCP.`;
}
