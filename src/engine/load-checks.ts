// What must be true of a load whatever its speed: connections open and held, every message answered, with its own bytes.

import type { ReportCheck, Tags } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import type { WorkPlan } from "./plan/run-plan.js";
import { inFlightOf } from "./record/message-counts.js";
import { summarise, totalOf } from "./record/text-counts.js";
import { type LoadFacts, measuredCounts, totalCounts } from "./run/load-facts.js";

/** What the checks of a load are made from. */
export interface LoadCheckFacts {
  readonly facts: LoadFacts;
  readonly work: WorkPlan["kind"];
  readonly durationMs: number;
  readonly tags: Tags;
}

/** The checks of a load: of a script its own, of a traffic those that its kind can promise. */
export function loadChecks(load: LoadCheckFacts): readonly ReportCheck[] {
  const { work, facts } = load;
  if (work === "script") return facts.checks;
  const expectsAnswers = work === "echo" || work === "broadcast";
  return [
    ...connectionChecks(load),
    ...(expectsAnswers ? messageChecks(load) : []),
    ...(expectsAnswers || work === "sink" ? [sentInTime(load)] : []),
  ];
}

function connectionChecks(load: LoadCheckFacts): readonly ReportCheck[] {
  const { handshakes, droppedBecause } = load.facts;
  const { attempted, opened, failures } = handshakes;
  const dropped = totalOf(droppedBecause);
  return [
    check(load, "connections-opened", "every connection opens", {
      // A run that was stopped before this load began has not asked for any.
      applies: attempted > 0,
      ok: opened === attempted && opened > 0,
      expected: `${formatCount(attempted)} open`,
      received: `${formatCount(opened)} open`,
      reason: summarise(failures),
    }),
    check(load, "connections-held", "every connection stays open", {
      applies: opened > 0,
      ok: dropped === 0,
      expected: "0 ended by the target",
      received: `${formatCount(dropped)} ended`,
      reason: summarise(droppedBecause),
    }),
  ];
}

function messageChecks(load: LoadCheckFacts): readonly ReportCheck[] {
  const counts = totalCounts(load.facts);
  const { sent, answered, late, lost, wrong, duplicated } = counts;
  const inFlight = inFlightOf(counts);
  const applies = load.facts.handshakes.opened > 0;
  return [
    check(load, "messages-answered", "every message is answered in time", {
      applies,
      ok: answered === sent && sent > 0,
      expected: `${formatCount(sent)} answered`,
      received: `${formatCount(answered)} answered, ${formatCount(late)} late, ${formatCount(lost)} lost${inFlight === 0 ? "" : `, ${formatCount(inFlight)} in flight at the end`}`,
    }),
    check(load, "messages-equal", "every answer is the message that was sent", {
      applies: applies && answered + late + duplicated > 0,
      ok: wrong === 0 && duplicated === 0,
      expected: "0 wrong, 0 without a question",
      received: `${formatCount(wrong)} wrong, ${formatCount(duplicated)} without a question`,
    }),
  ];
}

/** Where messages have due times, none may be left out because its connection was not there; once the warm-up is over. */
function sentInTime(load: LoadCheckFacts): ReportCheck {
  const { sent, dropped } = measuredCounts(load.facts);
  return check(load, "messages-sent", "every message that is due is sent", {
    applies: load.facts.handshakes.opened > 0 && sent + dropped > 0,
    ok: dropped === 0,
    expected: "0 dropped",
    received: `${formatCount(dropped)} of ${formatCount(sent + dropped)} dropped, as their connection was not open`,
  });
}

interface Finding {
  readonly applies?: boolean;
  readonly ok: boolean;
  readonly expected: string;
  readonly received: string;
  readonly reason?: string | undefined;
}

function check(
  { tags, durationMs }: LoadCheckFacts,
  id: string,
  title: string,
  finding: Finding,
): ReportCheck {
  const tagText = Object.values(tags).join("/");
  const base = {
    id: tagText === "" ? `load/${id}` : `load/${tagText}/${id}`,
    title,
    durationMs,
    scenario: "load",
    tags: { ...tags },
  };
  if (finding.applies === false) {
    return { ...base, status: "notApplicable", reason: "nothing was exchanged" };
  }
  if (finding.ok) return { ...base, status: "pass", received: finding.received };
  const { expected, received, reason } = finding;
  return { ...base, status: "fail", expected, received, ...(reason === undefined ? {} : { reason }) };
}
