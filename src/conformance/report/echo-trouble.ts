// Whether a peer is no echo at all: then hundreds of cases fail for one reason, which no single case can tell.

import type { AgentRun } from "../agent-run.js";
import type { ConformanceCase } from "../case.js";
import { type CaseResult, type ReportedEvent, reportedEvent } from "../case-result.js";

/** What (nearly) all plain echo cases fail by. */
export type EchoTrouble =
  /** A message comes first that nobody asked for; the echo comes behind it. */
  | "greets"
  /** No message comes back. */
  | "silent"
  /** Messages come, and others than were sent. */
  | "other";

/** Groups with cases that only ask for their messages back. */
const echoGroups = /^(?:1|5|6)\./;
/** Fewer prove nothing. */
const fewestCases = 3;
/** Some may differ by chance, as when a message is cut short on purpose. */
const nearlyAll = 0.9;

/** Judges by the cases whose connection was open. `undefined`: an echo, or too few cases to say. */
export function echoTroubleOf({ selection, results }: AgentRun): EchoTrouble | undefined {
  const expected = new Map(selection.selected.filter(isPlainEcho).map((one) => [one.id, echoesOf(one)]));
  const troubles = results.flatMap((result) => {
    const echoes = expected.get(result.id);
    return echoes === undefined || !result.isOpened ? [] : [troubleIn(result, echoes)];
  });
  if (troubles.length < fewestCases) return undefined;
  const kinds: readonly EchoTrouble[] = ["greets", "silent", "other"];
  return kinds.find((kind) => troubles.filter((one) => one === kind).length >= nearlyAll * troubles.length);
}

function isPlainEcho({ id, outcomes, close }: ConformanceCase): boolean {
  if (!echoGroups.test(id) || outcomes === undefined || outcomes.nonStrict !== undefined) return false;
  if (typeof close === "string" || !close.closedByDriver) return false;
  return outcomes.ok.length > 0 && outcomes.ok.every(({ kind }) => kind === "message");
}

function echoesOf({ outcomes }: ConformanceCase): readonly ReportedEvent[] {
  return (outcomes?.ok ?? []).map(reportedEvent);
}

function troubleIn(
  { received, verdict }: CaseResult,
  echoes: readonly ReportedEvent[],
): EchoTrouble | undefined {
  if (verdict !== "fail") return undefined;
  const messages = received.filter(({ kind }) => kind === "message");
  const [first, ...others] = messages;
  if (first === undefined) return "silent";
  if (isSame([first], echoes.slice(0, 1))) return undefined;
  return others.length > 0 && isSame(others, echoes) ? "greets" : "other";
}

function isSame(a: readonly ReportedEvent[], b: readonly ReportedEvent[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
