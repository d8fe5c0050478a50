// What was seen in a case, as a short text that is the same for cases that failed in the same way.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult, ReportedEvent } from "../../../src/conformance/case-result.js";
import { toldReason } from "../../../src/conformance/report/told-reason.js";
import { groupOf } from "../../../src/metrics/case-groups.js";

/** The sentence about one case, with the bytes of its messages: `Expected pong "a"; received nothing. Seen: close 1002.` */
export function seenIn(result: CaseResult, testCase: ConformanceCase): string {
  return withSeen([toldReason(testCase, result), ...furtherComplaints(result)], endOf(result));
}

/** The same text for cases that failed in the same way: `... Seen: 1 text message, close 1000.` */
export function wayOf(result: CaseResult): string {
  const told = [result.reason, ...furtherComplaints(result)];
  return withSeen(told, [...eventsOf(result.received), ...endOf(result)]);
}

/** Ids as a list. Whole groups and families are `12.*`, three and more that follow each other in `order` a range: `3.1 to 3.4, 3.6`. */
export function idsInShort(ids: readonly string[], order: readonly string[]): string {
  const wanted = new Set(ids);
  const found: string[] = [];
  for (let place = 0; place < order.length; ) {
    const id = order[place] ?? "";
    const run = wanted.has(id) ? runFrom(place, wanted, order) : { told: [], length: 1 };
    found.push(...run.told);
    place += run.length;
  }
  return found.join(", ");
}

interface Run {
  readonly told: readonly string[];
  readonly length: number;
}

function runFrom(place: number, wanted: ReadonlySet<string>, order: readonly string[]): Run {
  const id = order[place] ?? "";
  for (const family of [groupOf(id), familyOf(id)]) {
    const members = order.filter((other) => other.startsWith(`${family}.`));
    if (members[0] === id && members.length >= 3 && members.every((member) => wanted.has(member))) {
      return { told: [`${family}.*`], length: members.length };
    }
  }
  let end = place + 1;
  while (wanted.has(order[end] ?? "") && familyOf(order[end] ?? "") === familyOf(id)) end++;
  const run = order.slice(place, end);
  const told = run.length < 3 ? run : [`${id} to ${run.at(-1)}`];
  return { told, length: run.length };
}

function withSeen(told: readonly string[], seen: readonly string[]): string {
  return seen.length === 0 ? told.join(" ") : `${told.join(" ")} Seen: ${seen.join(", ")}.`;
}

function furtherComplaints({ complaints, reason }: CaseResult): readonly string[] {
  return complaints.filter((complaint) => complaint !== reason).slice(0, 2);
}

function familyOf(id: string): string {
  return id.slice(0, id.lastIndexOf("."));
}

function eventsOf(events: readonly ReportedEvent[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.kind === "waited") continue;
    const name = event.kind === "pong" ? "pong" : `${event.type ?? ""} message`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} ${name}${count === 1 ? "" : "s"}`);
}

/** Nothing where the connection never opened, or where it was the driver who ended it. */
function endOf({ isOpened, remoteClose, droppedByDriver }: CaseResult): readonly string[] {
  if (!isOpened) return [];
  if (remoteClose !== undefined) {
    return [remoteClose.code === undefined ? "a close frame without a code" : `close ${remoteClose.code}`];
  }
  return droppedByDriver ? [] : ["TCP dropped without a close frame"];
}
