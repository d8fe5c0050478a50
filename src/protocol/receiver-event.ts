// What the receiving half of an endpoint reports because it changes the connection or asks for an answer.

import type { CloseFrame } from "./received.js";
import type { Violation } from "./violation.js";

/** Rare next to messages and pongs, which go to the sink directly. */
export type ReceiverEvent =
  | { readonly kind: "pinged"; readonly payload: Uint8Array; readonly atUs: number }
  | {
      readonly kind: "peerClosed";
      readonly close: CloseFrame;
      /** The payload's first two bytes, or none: what an answer echoes. */
      readonly codeBytes: Uint8Array;
      readonly atUs: number;
    }
  /** The peer broke a rule; nothing more is received. */
  | { readonly kind: "violated"; readonly violation: Violation }
  /** A data frame came after the peer's close frame; once. */
  | { readonly kind: "dataCameAfterClose"; readonly violation: Violation };
