// Sends a received message on.

import type { Connection, ReceivedMessage } from "../../connection/connection.js";
import type { MessageKind } from "../../protocol/opcodes.js";

/** Sends `payload` as one message of `kind`. The bytes may be reused after the call. */
export function sendMessage(connection: Connection, kind: MessageKind, payload: Uint8Array): void {
  if (kind === "binary") connection.sendBinary(payload);
  else connection.sendText(utf8Text(payload));
}

/** The text of a text message, a leading U+FEFF kept (a TextDecoder would drop it). */
export function messageText(message: ReceivedMessage): string {
  return utf8Text(message.payload);
}

function utf8Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}
