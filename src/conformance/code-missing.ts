// What it means when a peer that should say why it closes says nothing: RFC 6455 §7.1.7.

import type { Conclusion } from "./driver/facts.js";

/**
 * The judgement on a close frame without a code where one of `codes` was due.
 *
 * "An endpoint SHOULD send a Close frame with an appropriate status code": what is only a SHOULD is `INFORMATIONAL`. A
 * peer that drops TCP without a close frame may (same section), and is right.
 *
 * @param did - Whether the peer closed by itself, or answered a close frame that it had to refuse.
 */
export function codeMissing(did: "closed" | "answered", codes: readonly number[]): Conclusion {
  return {
    behavior: "INFORMATIONAL",
    reason: `The peer ${did} without a code; ${codes.join(" or ")} would tell what is wrong.`,
  };
}
