// Prepared messages of the driver `ws`, which frames anew at each send.

import { WsrigError } from "../errors.js";
import type { MessageKind } from "../protocol/opcodes.js";
import type { PreparedMessage } from "./connection.js";

/** The payload of a message, kept. */
export class WsPreparedMessage implements PreparedMessage {
  readonly kind: MessageKind;
  readonly payload: Buffer;
  readonly payloadBytes: number;
  readonly fragmentBytes: number | undefined;
  readonly frames: number;
  readonly wireBytes = 0;

  constructor(kind: MessageKind, payload: Uint8Array, fragmentBytes: number | undefined) {
    this.kind = kind;
    this.payload = Buffer.from(payload);
    this.payloadBytes = payload.length;
    this.fragmentBytes = fragmentBytes;
    this.frames = fragmentBytes === undefined ? 1 : Math.max(1, Math.ceil(payload.length / fragmentBytes));
  }
}

/** @throws WsrigError `prepared-message-foreign` */
export function assertWsPrepared(message: PreparedMessage): asserts message is WsPreparedMessage {
  if (message instanceof WsPreparedMessage) return;
  throw new WsrigError("prepared-message-foreign", "the prepared message belongs to another driver", {
    hint: "Prepare it on the connection that sends it.",
  });
}
