// What must be true of a load whatever its speed: connections open and held, every message answered, with its own bytes.

import type { DialFailure } from "../client/dial.js";
import type { ReportCheck, Tags } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import type { PhaseCounts } from "./load-tally.js";

/** What a load counted. */
export interface LoadFacts {
  readonly connections: number;
  readonly opened: number;
  readonly failures: readonly DialFailure[];
  /** Why connections ended that the load did not end, one text each. */
  readonly droppedBecause: readonly string[];
  /** Warm-up and steady phase together. */
  readonly counts: PhaseCounts;
  readonly unexpected: number;
  readonly durationMs: number;
  readonly tags: Tags;
}

/** The checks of a load. Those about messages do not apply when no connection opened. */
export function loadChecks(facts: LoadFacts): readonly ReportCheck[] {
  const { counts } = facts;
  const unanswered = counts.late + counts.lost;
  return [
    check(facts, "connections-opened", "every connection opens", {
      ok: facts.opened === facts.connections,
      expected: `${facts.connections} open`,
      received: `${facts.opened} open`,
      reason: summarise(facts.failures.map((failure) => failure.message)),
    }),
    check(facts, "connections-held", "every connection stays open", {
      applies: facts.opened > 0,
      ok: facts.droppedBecause.length === 0,
      expected: "0 ended by the target",
      received: `${facts.droppedBecause.length} ended`,
      reason: summarise(facts.droppedBecause),
    }),
    check(facts, "messages-answered", "every message is answered in time", {
      applies: facts.opened > 0,
      ok: unanswered === 0 && counts.sent > 0,
      expected: `${formatCount(counts.sent)} answered`,
      received: `${formatCount(counts.answered)} answered, ${formatCount(counts.late)} late, ${formatCount(counts.lost)} lost`,
    }),
    check(facts, "messages-equal", "every answer is the message that was sent", {
      applies: counts.answered + counts.late + facts.unexpected > 0,
      ok: counts.wrong === 0 && facts.unexpected === 0,
      expected: "0 wrong, 0 without a question",
      received: `${formatCount(counts.wrong)} wrong, ${formatCount(facts.unexpected)} without a question`,
    }),
  ];
}

interface Finding {
  readonly applies?: boolean;
  readonly ok: boolean;
  readonly expected: string;
  readonly received: string;
  readonly reason?: string | undefined;
}

function check(facts: LoadFacts, id: string, title: string, finding: Finding): ReportCheck {
  const tagText = Object.values(facts.tags).join("/");
  const base = {
    id: tagText === "" ? `load/${id}` : `load/${tagText}/${id}`,
    title,
    durationMs: facts.durationMs,
    scenario: "load",
    tags: { ...facts.tags },
  };
  if (finding.applies === false) {
    return { ...base, status: "notApplicable", reason: "nothing was exchanged" };
  }
  if (finding.ok) return { ...base, status: "pass", received: finding.received };
  const { expected, received, reason } = finding;
  return { ...base, status: "fail", expected, received, ...(reason === undefined ? {} : { reason }) };
}

/** `3 x connection reset; 1 x timeout`, the most frequent first, at most three kinds. */
function summarise(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const kinds = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = kinds.slice(0, 3).map(([text, times]) => (times === 1 ? text : `${times} x ${text}`));
  return kinds.length > 3 ? `${shown.join("; ")}; and ${kinds.length - 3} more kinds` : shown.join("; ");
}
