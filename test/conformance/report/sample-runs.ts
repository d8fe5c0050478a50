// Runs of two peers with something of everything, as fixed data: no peer is played.

import type { AgentRun } from "../../../src/conformance/agent-run.js";
import type { ConformanceCase } from "../../../src/conformance/case.js";
import { text } from "../../../src/conformance/case-event.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { normalClose } from "../../../src/conformance/close-expectation.js";

/** A case that does nothing. */
export function sampleCase(id: string, changes: Partial<ConformanceCase> = {}): ConformanceCase {
  return {
    id,
    peers: ["server", "client"],
    description: `What ${id} sends.`,
    expectation: `What ${id} expects.`,
    section: "RFC 6455 §5.4",
    fix: `Mend ${id}.`,
    outcomes: { ok: [text("hi")] },
    close: normalClose,
    run: () => {},
    ...changes,
  };
}

/** Six cases of three groups, in the order of the catalogue. */
export const sampleCases: readonly ConformanceCase[] = [
  sampleCase("1.1.1"),
  sampleCase("2.10"),
  sampleCase("6.4.1", { outcomes: { ok: [], nonStrict: [[text("hi")]] } }),
  sampleCase("12.1.1"),
  sampleCase("H.1.1"),
  sampleCase("L.1.1", { isHostile: true }),
];

/** A case that passed in 4 ms. */
export function sampleResult(id: string, changes: Partial<CaseResult> = {}): CaseResult {
  return {
    id,
    behavior: "OK",
    behaviorReason: "The peer did exactly what was expected.",
    behaviorClose: "OK",
    closeReason: "The connection ended as expected.",
    verdict: "pass",
    reason: "The peer did exactly what was expected.",
    durationMs: 4,
    startedAt: "2026-01-02T03:04:05.000Z",
    isOpened: true,
    closedByDriver: true,
    droppedByDriver: false,
    wasClean: true,
    closeTimedOut: false,
    serverDropTimedOut: false,
    localClose: { code: 1000 },
    remoteClose: { code: 1000 },
    received: [{ kind: "message", type: "text", payloadBytes: 2, payloadHex: "6869" }],
    complaints: [],
    wire: {
      first: [
        { kind: "bytes", atUs: 120, sender: "driver", bytes: 4, hex: "0d0a0d0a" },
        {
          kind: "frame",
          atUs: 900,
          sender: "driver",
          opcode: 1,
          fin: true,
          rsv: 0,
          isMasked: true,
          payloadBytes: 2,
          payloadHex: "6869",
        },
        { kind: "note", atUs: 4_000, text: "the peer closed TCP" },
      ],
      omitted: 0,
      last: [],
    },
    ...changes,
  };
}

/** 2.10 failed, as nothing came. */
export const failedResult: CaseResult = sampleResult("2.10", {
  behavior: "FAILED",
  behaviorReason: "What came from the peer differs from what was expected.",
  behaviorClose: "WRONG CODE",
  closeReason: "The peer's close frame has code 1011; must be 1000.",
  verdict: "fail",
  reason: "What came from the peer differs from what was expected.",
  durationMs: 1_003,
  remoteClose: { code: 1011, reason: "internal" },
  received: [],
});

/** A server with a case of each verdict, one missing and one excluded for being hostile. */
export function sampleRun(changes: Partial<AgentRun> = {}): AgentRun {
  return {
    agent: "ws 8",
    role: "server",
    url: "ws://127.0.0.1:4000/echo",
    selection: { selected: sampleCases.slice(0, 5), excluded: [{ id: "L.1.1", why: "hostile" }] },
    results: [
      sampleResult("1.1.1"),
      failedResult,
      sampleResult("6.4.1", {
        behavior: "NON-STRICT",
        behaviorReason: "The peer did what is allowed, but not what is best.",
        verdict: "nonStrict",
        reason: "The peer did what is allowed, but not what is best.",
      }),
      sampleResult("12.1.1", {
        behavior: "UNIMPLEMENTED",
        behaviorReason: "The peer does not speak permessage-deflate.",
        verdict: "unimplemented",
        reason: "The peer does not speak permessage-deflate.",
        remoteClose: undefined,
      }),
    ],
    ...changes,
  };
}
