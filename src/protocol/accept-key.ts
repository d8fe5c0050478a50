// The handshake's proof that the server speaks WebSocket: RFC 6455 §4.2.2 item 5.4.

import { createHash } from "node:crypto";
import { WsrigError } from "../errors.js";

// RFC 6455 §1.3.
const guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** The value of Sec-WebSocket-Accept that answers `key`, which is used as it stands, valid or not. */
export function acceptKeyFor(key: string): string {
  return createHash("sha1")
    .update(key + guid, "latin1")
    .digest("base64");
}

/**
 * Whether `key` is base64 of 16 bytes (§4.2.1 item 5).
 *
 * The four bits that the last character has to spare may be anything: RFC 4648 §3.5 leaves it to the decoder,
 * and the key decodes to 16 bytes all the same.
 */
export function isValidKey(key: string): boolean {
  return /^[A-Za-z0-9+/]{22}==$/.test(key);
}

/**
 * A Sec-WebSocket-Key of 16 bytes, which should be random for each connection (§4.1 item 7).
 *
 * @throws WsrigError `handshake-key-length`
 */
export function makeKey(bytes16: Uint8Array): string {
  if (bytes16.length !== 16) {
    throw new WsrigError("handshake-key-length", `the key has ${bytes16.length} bytes; must have 16`);
  }
  return Buffer.from(bytes16.buffer, bytes16.byteOffset, 16).toString("base64");
}
