// What was seen in a case, as a short text that is the same for cases that failed in the same way.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult, ReportedEvent } from "../../../src/conformance/case-result.js";
import { toldReason } from "../../../src/conformance/report/told-reason.js";

/** The sentence about one case, with the bytes of its messages: `Expected pong "a"; received nothing. Seen: close 1002.` */
export function seenIn(result: CaseResult, testCase: ConformanceCase): string {
  const told = [toldReason(testCase, result), ...furtherComplaints(result)].join(" ");
  return result.isOpened ? `${told} Seen: ${endOf(result)}.` : told;
}

/** The same text for cases that failed in the same way: `... Seen: 1 text message, close 1000.` */
export function wayOf(result: CaseResult): string {
  const told = [result.reason, ...furtherComplaints(result)].join(" ");
  return result.isOpened
    ? `${told} Seen: ${[...eventsOf(result.received), endOf(result)].join(", ")}.`
    : told;
}

/** Ids as a list, three and more that follow each other in `order` as a range: `3.1 to 3.4, 3.6`. */
export function idsInShort(ids: readonly string[], order: readonly string[]): string {
  const places = ids.map((id) => order.indexOf(id)).sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const place of places) {
    const run = runs.at(-1);
    if (
      run !== undefined &&
      run.at(-1) === place - 1 &&
      familyOf(order[place]) === familyOf(order[place - 1])
    ) {
      run.push(place);
    } else runs.push([place]);
  }
  return runs
    .flatMap((run) =>
      run.length < 3
        ? run.map((place) => order[place])
        : [`${order[run[0] ?? 0]} to ${order[run.at(-1) ?? 0]}`],
    )
    .join(", ");
}

function furtherComplaints({ complaints, reason }: CaseResult): readonly string[] {
  return complaints.filter((complaint) => complaint !== reason).slice(0, 2);
}

function familyOf(id: string | undefined): string {
  return id?.slice(0, id.lastIndexOf(".")) ?? "";
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

function endOf({ remoteClose, droppedByDriver }: CaseResult): string {
  if (remoteClose === undefined)
    return droppedByDriver ? "no close frame, no end" : "TCP dropped without a close frame";
  return remoteClose.code === undefined ? "a close frame without a code" : `close ${remoteClose.code}`;
}
