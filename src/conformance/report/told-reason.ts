// The sentence that a person reads first about a case.

import type { ConformanceCase } from "../case.js";
import { type CaseResult, reportedEvent } from "../case-result.js";
import { eventWords } from "../event-words.js";
import { eventsDiffer } from "../verdict.js";

/** The result's reason; where other events came than expected, both in words: `Expected pong "a"; received nothing.` */
export function toldReason(
  { outcomes }: Pick<ConformanceCase, "outcomes">,
  { reason, received }: Pick<CaseResult, "reason" | "received">,
): string {
  if (reason !== eventsDiffer || outcomes === undefined) return reason;
  const { ok, nonStrict = [] } = outcomes;
  const allowed = [ok, ...nonStrict].map((events) => eventWords(events.map(reportedEvent)));
  return `Expected ${[...new Set(allowed)].join(", or leniently ")}; received ${eventWords(received)}.`;
}
