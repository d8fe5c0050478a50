// A frame or message as the transcript shows it.

import { parseClosePayload } from "../../protocol/close-payload.js";
import { Opcode, opcodeName } from "../../protocol/opcodes.js";
import type { FrameFacts } from "./transcript.js";

/** A frame by its fields. */
export interface ShownFrame {
  readonly opcode: number;
  readonly fin?: boolean | undefined;
  readonly rsv?: number | undefined;
  readonly payload: Uint8Array;
}

const strictUtf8 = new TextDecoder("utf-8", { fatal: true });

/** What the transcript says of a frame. The payload is copied. */
export function frameFacts({ opcode, fin = true, rsv = 0, payload }: ShownFrame): FrameFacts {
  const facts = { opcode: opcodeName(opcode), fin, rsv, bytes: payload.length };
  if (opcode === Opcode.close) {
    const close = parseClosePayload(payload);
    if (close.kind === "close") return { ...facts, code: close.close.code, reason: close.close.reason };
  }
  return opcode === Opcode.binary ? { ...facts, hex: hex(payload) } : { ...facts, ...textOrHex(payload) };
}

/** The text that `--expect` looks at: of a binary message its hex digits. */
export function messageText(kind: "text" | "binary", payload: Uint8Array): string {
  return kind === "text" ? new TextDecoder().decode(payload) : hex(payload);
}

/** Lower-case digits without spaces. */
export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex");
}

/** The frames of a message sent in pieces of `fragmentBytes`. */
export function fragmentFacts(
  opcode: number,
  payload: Uint8Array,
  fragmentBytes: number,
): readonly FrameFacts[] {
  const count = Math.max(1, Math.ceil(payload.length / fragmentBytes));
  return Array.from({ length: count }, (_, index) =>
    frameFacts({
      opcode: index === 0 ? opcode : Opcode.continuation,
      fin: index === count - 1,
      payload: payload.subarray(index * fragmentBytes, (index + 1) * fragmentBytes),
    }),
  );
}

/** A fragment may end inside a code point, and then is no text. */
function textOrHex(payload: Uint8Array): { readonly text?: string; readonly hex?: string } {
  try {
    return { text: strictUtf8.decode(payload) };
  } catch {
    return { hex: hex(payload) };
  }
}
