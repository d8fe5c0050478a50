// Frames by their names, for the tables of cases: RFC 6455 §5.2.

import { encodeClosePayload } from "../../protocol/close-payload.js";
import { Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";

/** What a row says of a frame beside opcode and payload. */
export type FrameBits = Pick<RawFrame, "fin" | "rsv">;

/** A frame of any opcode; a string is encoded. */
export function anyFrame(opcode: number, payload: string | Uint8Array = "", bits: FrameBits = {}): RawFrame {
  return { ...bits, opcode, payload: typeof payload === "string" ? Buffer.from(payload) : payload };
}

/** A text frame. */
export function textFrame(payload: string | Uint8Array, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.text, payload, bits);
}

/** A binary frame. */
export function binaryFrame(payload: string | Uint8Array, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.binary, payload, bits);
}

/** A continuation frame. */
export function continuationFrame(payload: string | Uint8Array, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.continuation, payload, bits);
}

/** A ping. */
export function pingFrame(payload?: string | Uint8Array, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.ping, payload, bits);
}

/** A pong. */
export function pongFrame(payload?: string | Uint8Array, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.pong, payload, bits);
}

/** A close frame beside the closing handshake (`driver.close` is the handshake); without a code it is empty. */
export function closeFrame(code?: number, bits?: FrameBits): RawFrame {
  return anyFrame(Opcode.close, encodeClosePayload(code), bits);
}

/** FIN 0: more fragments follow. */
export const unfinished: FrameBits = { fin: false };
