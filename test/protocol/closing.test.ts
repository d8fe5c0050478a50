import { describe, expect, it } from "vitest";
import {
  type ClosingEvent,
  type ClosingPhase,
  closingStep,
  connectionState,
  initiatorOf,
  shouldEndTransport,
} from "../../src/protocol/closing.js";

describe("closing handshake, RFC 6455 §7", () => {
  const rows: [ClosingPhase, ClosingEvent, ClosingPhase, string][] = [
    ["open", "localClose", "closeSent", "own"],
    ["open", "peerClose", "exchanged", "answer"],
    ["open", "violation", "failed", "failure"],
    ["open", "eof", "lost", "nothing"],
    ["closeSent", "localClose", "closeSent", "nothing"],
    ["closeSent", "peerClose", "exchanged", "nothing"],
    ["closeSent", "violation", "failed", "nothing"],
    ["closeSent", "eof", "lost", "nothing"],
    ["exchanged", "localClose", "exchanged", "nothing"],
    ["exchanged", "peerClose", "exchanged", "nothing"],
    ["exchanged", "violation", "exchanged", "nothing"],
    ["exchanged", "eof", "finished", "nothing"],
  ];
  it.each(rows)("when %s, %s leads to %s and sends %s", (phase, event, next, send) => {
    const step = closingStep(phase, event);
    expect([step.phase, step.send ?? "nothing"]).toEqual([next, send]);
  });

  const events: ClosingEvent[] = ["localClose", "peerClose", "violation", "eof"];
  it.each(["finished", "failed", "lost"] as const)("nothing leads out of %s", (phase) => {
    for (const event of events) expect(closingStep(phase, event)).toEqual({ phase });
  });

  it.each([
    ["open", "open", false, false],
    ["closeSent", "closing", false, false],
    ["exchanged", "closed", false, true],
    ["finished", "closed", true, true],
    ["failed", "closed", true, true],
    ["lost", "closed", true, true],
  ] as const)(
    "§7.1.1 %s is seen as %s; TCP is ended by a client: %s, by a server: %s",
    (phase, state, client, server) => {
      expect(connectionState(phase)).toBe(state);
      expect(shouldEndTransport(phase, "client")).toBe(client);
      expect(shouldEndTransport(phase, "server")).toBe(server);
    },
  );

  it.each([
    ["localClose", "local"],
    ["violation", "local"],
    ["peerClose", "peer"],
    ["eof", "none"],
  ] as const)("a closing begun by %s is initiated by %s", (event, initiator) => {
    expect(initiatorOf(event)).toBe(initiator);
  });
});
