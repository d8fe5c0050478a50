// Violations that only the whole connection can see: how TCP ended, and what it owes to the peer.

import { CloseCode } from "./close-codes.js";
import type { Violation } from "./violation.js";

/** TCP ended without a close frame, perhaps inside something. */
export function connectionLost(unfinished: "frame" | "message" | undefined): Violation {
  const where = unfinished === undefined ? "without a close frame" : `inside a ${unfinished}`;
  return {
    code: "connection-lost",
    section: "RFC 6455 §7.1.5",
    closeCode: CloseCode.abnormal,
    message: `TCP ended ${where}; must end after the closing handshake`,
  };
}

/** A ping came while as many pongs as allowed wait for a peer that does not read. */
export function tooManyControlFrames(max: number): Violation {
  return {
    code: "too-many-control-frames",
    section: "RFC 6455 §10.4",
    closeCode: CloseCode.policyViolation,
    message: `more than ${max} pongs are owed to the peer; at most ${max} are allowed`,
  };
}
