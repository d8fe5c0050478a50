// Results in the shape of the reference suite's files, so that scripts made for these go on working.

import type { Role } from "../../protocol/opcodes.js";
import type { AgentRun } from "../agent-run.js";
import type { ConformanceCase } from "../case.js";
import { type CaseResult, type ReportedEvent, reportedEvent } from "../case-result.js";
import { handshakeText } from "./handshake-text.js";
import { shortWire } from "./short-wire.js";
import { toldReason } from "./told-reason.js";

/** A case of `index.json`. */
export interface ReferenceEntry {
  readonly behavior: CaseResult["behavior"];
  readonly behaviorClose: CaseResult["behaviorClose"];
  /** Milliseconds from the open connection to the loss of TCP. */
  readonly duration: number;
  readonly remoteCloseCode: number | null;
  /** The case's own file, in the same folder. */
  readonly reportfile: string;
}

/** `index.json`: by peer, then by case. */
export type ReferenceIndex = Readonly<Record<string, Readonly<Record<string, ReferenceEntry>>>>;

/** @param fileOf - The file of a case. */
export function referenceIndex(
  runs: readonly AgentRun[],
  fileOf: (agent: string, caseId: string) => string,
): ReferenceIndex {
  const agents = runs.map(({ agent, results }) => {
    const entries = results.map(
      ({ id, behavior, behaviorClose, durationMs, remoteClose }): [string, ReferenceEntry] => [
        id,
        {
          behavior,
          behaviorClose,
          duration: durationMs,
          remoteCloseCode: remoteClose?.code ?? null,
          reportfile: fileOf(agent, id),
        },
      ],
    );
    return [agent, Object.fromEntries(entries)] as const;
  });
  return Object.fromEntries(agents);
}

/** A result and where it belongs. */
export interface PlacedResult {
  readonly agent: string;
  readonly role: Role;
  readonly url: string;
  readonly testCase: ConformanceCase;
  /** Counted from 1 among the selected cases. */
  readonly caseNumber: number;
  readonly result: CaseResult;
}

/**
 * The file of one case. Keys are those of the reference suite; `verdict`, `reason`, `section`, `fix` and `complaints` are ours, and the
 * lines of `wirelog` are too: they have times. Of a case that passed `wirelog` has the beginning only.
 */
export function referenceCase(placed: PlacedResult): Readonly<Record<string, unknown>> {
  const { agent, role, url, testCase, caseNumber, result } = placed;
  const { id, description, expectation, section, fix, close, outcomes } = testCase;
  const { request = null, response = null } = handshakeText(result, role);
  return {
    agent,
    case: caseNumber,
    id,
    description,
    expectation,
    section,
    fix,
    verdict: result.verdict,
    reason: toldReason(testCase, result),
    behavior: result.behavior,
    behaviorClose: result.behaviorClose,
    result: result.behaviorReason,
    resultClose: result.closeReason,
    complaints: result.complaints,
    expected: expectedEvents(outcomes),
    expectedClose: typeof close === "string" ? close : expectedClose(close),
    received: result.received.map(referenceEvent),
    // Whether the peer is a client, to which we are the server.
    isServer: role === "client",
    url,
    started: result.startedAt,
    duration: result.durationMs,
    httpRequest: request,
    httpResponse: response,
    closedByMe: result.closedByDriver,
    droppedByMe: result.droppedByDriver,
    localCloseCode: result.localClose?.code ?? null,
    localCloseReason: result.localClose?.reason ?? null,
    remoteCloseCode: result.remoteClose?.code ?? null,
    remoteCloseReason: result.remoteClose?.reason ?? null,
    wasClean: result.wasClean,
    wasOpenHandshakeTimeout: !result.isOpened,
    wasCloseHandshakeTimeout: result.closeTimedOut,
    wasServerConnectionDropTimeout: result.serverDropTimedOut,
    // The logs of the cases that passed would be nine tenths of the folder.
    wirelog: hasPassed(result) ? shortWire(result.wire) : result.wire,
  };
}

function hasPassed({ verdict }: CaseResult): boolean {
  return verdict === "pass" || verdict === "informational";
}

function expectedEvents(outcomes: ConformanceCase["outcomes"]): Readonly<Record<string, unknown>> {
  if (outcomes === undefined) return {};
  const { ok, nonStrict = [] } = outcomes;
  const listOf = (events: typeof ok): unknown => events.map((event) => referenceEvent(reportedEvent(event)));
  const [first] = nonStrict;
  return { OK: listOf(ok), ...(first !== undefined && { "NON-STRICT": listOf(first) }) };
}

function expectedClose(close: Exclude<ConformanceCase["close"], string>): Readonly<Record<string, unknown>> {
  return { closedByMe: close.closedByDriver, closeCode: close.codes, requireClean: close.requireClean };
}

/** `["message", text, isBinary]`, `["pong", text]`, `["timeout", tag]`; what is no text is in hexadecimal. */
function referenceEvent(event: ReportedEvent): readonly unknown[] {
  if (event.kind === "waited") return ["timeout", event.tag];
  const bytes = Buffer.from(event.payloadHex, "hex");
  if (event.kind === "pong")
    return ["pong", /^[\x20-\x7e]*$/.test(bytes.toString("latin1")) ? bytes.toString() : hex(event)];
  return ["message", event.type === "text" ? bytes.toString("utf8") : hex(event), event.type === "binary"];
}

function hex({ payloadHex }: { readonly payloadHex: string }): string {
  return `0x${payloadHex}`;
}
