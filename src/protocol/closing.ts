// The closing handshake as a table, RFC 6455 §7: who sent a close frame, what that makes us send, when TCP may end.
//
//   open --localClose--> closeSent --peerClose--> exchanged --eof--> finished
//     |---peerClose (answered at once)---------------^
//     |---violation--> failed        |---eof--> lost        (both also from closeSent)

import type { Role } from "./opcodes.js";

/**
 * Where the closing handshake stands: `exchanged` when close frames went both ways, `finished` when TCP ended after that,
 * `failed` when the peer broke a rule (§7.1.7), `lost` when TCP ended without the peer's close frame.
 */
export type ClosingPhase = "open" | "closeSent" | "exchanged" | "finished" | "failed" | "lost";

/** What may happen to a connection: our own close, the peer's close frame, a rule broken by the peer, the end of TCP. */
export type ClosingEvent = "localClose" | "peerClose" | "violation" | "eof";

/** A close frame to send: our own, the answer to the peer's, or the one that fails the connection. */
export type CloseToSend = "own" | "answer" | "failure";

/** Where an event leads. */
export interface ClosingStep {
  readonly phase: ClosingPhase;
  readonly send?: CloseToSend;
}

const stay = (phase: ClosingPhase): Readonly<Record<ClosingEvent, ClosingStep>> => ({
  localClose: { phase },
  peerClose: { phase },
  violation: { phase },
  eof: { phase },
});

const steps: Readonly<Record<ClosingPhase, Readonly<Record<ClosingEvent, ClosingStep>>>> = {
  open: {
    localClose: { phase: "closeSent", send: "own" },
    // §5.5.1: an endpoint that has not sent a close frame must answer with one.
    peerClose: { phase: "exchanged", send: "answer" },
    violation: { phase: "failed", send: "failure" },
    eof: { phase: "lost" },
  },
  closeSent: {
    localClose: { phase: "closeSent" },
    peerClose: { phase: "exchanged" },
    // A second close frame is never sent.
    violation: { phase: "failed" },
    eof: { phase: "lost" },
  },
  exchanged: { ...stay("exchanged"), eof: { phase: "finished" } },
  finished: stay("finished"),
  failed: stay("failed"),
  lost: stay("lost"),
};

/** The step that `event` takes from `phase`. What cannot matter any more changes nothing. */
export function closingStep(phase: ClosingPhase, event: ClosingEvent): ClosingStep {
  return steps[phase][event];
}

/** Who sent the first close frame, when `event` comes while the connection is open. */
export function initiatorOf(event: ClosingEvent): "local" | "peer" | "none" {
  if (event === "eof") return "none";
  return event === "peerClose" ? "peer" : "local";
}

/** What users see of `phase`. */
export function connectionState(phase: ClosingPhase): "open" | "closing" | "closed" {
  if (phase === "open") return "open";
  return phase === "closeSent" ? "closing" : "closed";
}

/**
 * Whether we should end TCP now.
 *
 * §7.1.1: after close frames went both ways the server ends TCP first and the client waits for that, so that the
 * TIME_WAIT state stays with the server. Whoever fails the connection ends it (§7.1.7).
 */
export function shouldEndTransport(phase: ClosingPhase, role: Role): boolean {
  if (phase === "exchanged") return role === "server";
  return phase === "failed" || phase === "lost" || phase === "finished";
}
