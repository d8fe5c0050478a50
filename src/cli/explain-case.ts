// `wsrig conform --explain ID`: a case in words.

import type { ConformanceCase } from "../conformance/case.js";
import { allCases } from "../conformance/catalogue.js";
import { eventWords } from "../conformance/event-words.js";
import { caseText } from "../conformance/report/conformance-details.js";
import { WsrigError } from "../errors.js";
import { groupOf, groupTitle } from "../metrics/case-groups.js";
import type { Colours } from "../report/colours.js";
import { nearestId } from "./case-setup.js";
import { alignColumns } from "./text-columns.js";

/** @throws WsrigError `usage-unknown-case`, with the nearest id */
export function explainCase(
  id: string,
  { json, colour }: { readonly json: boolean; readonly colour: Colours },
): string {
  const found = allCases.find((testCase) => testCase.id.toLowerCase() === id.trim().toLowerCase());
  if (found === undefined) {
    const nearest = nearestId(allCases, id);
    const guess = nearest === undefined ? "" : `Did you mean ${nearest}? `;
    const hint = `${guess}See wsrig list cases.`;
    throw new WsrigError("usage-unknown-case", `there is no case "${id}"`, { path: "--explain", hint });
  }
  if (json) return JSON.stringify({ ...caseText(found), peers: found.peers }, undefined, 2);
  return inWords(found, colour);
}

function inWords(testCase: ConformanceCase, colour: Colours): string {
  const { id, description, expectation, section, fix, peers, isHostile, close } = testCase;
  const { outcomes } = caseText(testCase);
  const lenient = outcomes?.nonStrict ?? [];
  const rows = [
    ["Sent", description],
    ["Expected", expectation],
    ...(outcomes === undefined ? [] : [["Must come", eventWords(outcomes.ok)]]),
    ...lenient.map((events) => ["Or, leniently", eventWords(events)]),
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
