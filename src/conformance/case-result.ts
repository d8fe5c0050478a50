// The result of one case on one peer, as reports need it: plain data.

import type { ConformanceCase } from "./case.js";
import type { CaseEvent } from "./case-event.js";
import type { CaseDriver } from "./driver/case-driver.js";
import type { SeenClose } from "./driver/facts.js";
import type { WireLogRecord } from "./driver/wire-log.js";
import { type CaseVerdict, judgeCase } from "./verdict.js";

/** An event as a report shows it. */
export type ReportedEvent =
  | {
      readonly kind: "message" | "pong";
      readonly type?: "text" | "binary" | undefined;
      readonly payloadBytes: number;
      /** The first bytes in hexadecimal. */
      readonly payloadHex: string;
    }
  | { readonly kind: "waited"; readonly tag: string };

/** One case on one peer. */
export interface CaseResult extends CaseVerdict {
  readonly id: string;
  /** From the open connection to the loss of TCP. */
  readonly durationMs: number;
  /** When the case began, ISO 8601. */
  readonly startedAt: string;
  readonly isOpened: boolean;
  readonly closedByDriver: boolean;
  readonly droppedByDriver: boolean;
  readonly wasClean: boolean;
  readonly closeTimedOut: boolean;
  readonly serverDropTimedOut: boolean;
  readonly localClose?: SeenClose | undefined;
  readonly remoteClose?: SeenClose | undefined;
  /** What came, its beginning only. */
  readonly received: readonly ReportedEvent[];
  /** Further things that are wrong, beside `reason`. */
  readonly complaints: readonly string[];
  readonly wire: WireLogRecord;
}

const keptEvents = 50;
const keptBytes = 256;

/** The result of a case that is over. */
export function resultOf(testCase: ConformanceCase, driver: CaseDriver, startedAt: string): CaseResult {
  const facts = driver.facts();
  return {
    id: testCase.id,
    ...judgeCase(testCase, facts),
    durationMs: Math.round(facts.durationUs / 1_000),
    startedAt,
    isOpened: facts.isOpened,
    closedByDriver: facts.closedByDriver,
    droppedByDriver: facts.droppedByDriver,
    wasClean: facts.wasClean,
    closeTimedOut: facts.closeTimedOut,
    serverDropTimedOut: facts.serverDropTimedOut,
    localClose: facts.localClose,
    remoteClose: facts.remoteClose,
    received: facts.events.slice(0, keptEvents).map(reportedEvent),
    complaints: [
      ...facts.violations.map(({ section, message }) => `The peer broke ${section}: ${message}.`),
      ...facts.complaints,
    ],
    wire: driver.wireLog(),
  };
}

/** An event with the beginning of its payload. */
export function reportedEvent(event: CaseEvent): ReportedEvent {
  if (event.kind === "waited") return event;
  const { payload } = event;
  return {
    kind: event.kind,
    ...(event.kind === "message" ? { type: event.type } : {}),
    payloadBytes: payload.length,
    payloadHex: Buffer.from(payload.subarray(0, keptBytes)).toString("hex"),
  };
}

/** The result of a case whose peer could not be reached at all. */
export function unreachedResult(testCase: ConformanceCase, why: string): CaseResult {
  const reason = `The connection was not opened: ${why}.`;
  return {
    id: testCase.id,
    behavior: "FAILED",
    behaviorReason: reason,
    behaviorClose: "FAILED",
    closeReason: "The connection was not opened.",
    verdict: "fail",
    reason,
    durationMs: 0,
    startedAt: new Date().toISOString(),
    isOpened: false,
    closedByDriver: false,
    droppedByDriver: false,
    wasClean: false,
    closeTimedOut: false,
    serverDropTimedOut: false,
    received: [],
    complaints: [],
    wire: { first: [], omitted: 0, last: [] },
  };
}
