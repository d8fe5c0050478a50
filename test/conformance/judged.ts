// How a case judges a peer, as one line that a table can hold.

import type { ConformanceCase } from "../../src/conformance/case.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { playInMemory } from "./play-in-memory.js";
import type { WrongPeer } from "./wrong-peers.js";

/** `"OK / WRONG CODE / fail: The peer's close frame has code 1011; must be 1002."` */
export async function judged(testCase: ConformanceCase, peer: WrongPeer, role: Role): Promise<string> {
  const result = await playInMemory(testCase, role, peer(role));
  return `${result.behavior} / ${result.behaviorClose} / ${result.verdict}: ${result.reason}`;
}

/** Sentences of the verdicts, as they are told everywhere. */
export const sentences = {
  right: "The peer did exactly what was expected.",
  differs: "What came from the peer differs from what was expected.",
  notFailed: "The peer did not fail the connection; wsrig had to close it.",
  closedFirst: "The peer closed or dropped the connection before wsrig did.",
  noCloseAnswer: "The peer did not answer the close frame in time.",
  noCode: "The peer closed without a code; 1002 would tell what is wrong.",
  dropped: "The peer dropped TCP without a close frame.",
} as const;
