// What arrives from a peer, as an endpoint and a connection tell it.

import type { MessageKind } from "./opcodes.js";

/** A frame as it came from the peer. */
export interface ReceivedFrame {
  readonly opcode: number;
  readonly fin: boolean;
  /** RSV1-3 as one number, as in `RawFrame`. */
  readonly rsv: number;
  /** Unmasked and, in a compressed message, inflated. A view that is valid only during the callback: copy what you keep. */
  readonly payload: Uint8Array;
  /** Header and payload as they were on the wire. */
  readonly wireBytes: number;
}

/** A whole data message. */
export interface ReceivedMessage {
  readonly kind: MessageKind;
  /** A view that is valid only during the callback: copy what you keep. Text is valid UTF-8. */
  readonly payload: Uint8Array;
  /** How many frames carried it; 1 with a driver that does not tell. */
  readonly fragments: number;
}

/** A close frame of the peer. */
export interface CloseFrame {
  /** 1005 when the frame had no code. */
  readonly code: number;
  readonly reason: string;
}
