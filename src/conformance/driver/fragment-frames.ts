// A message as frames, cut as the reference suite cuts it.

import { chop } from "../../protocol/frame-encoder.js";
import { type MessageKind, Opcode } from "../../protocol/opcodes.js";
import type { RawFrame } from "../../protocol/raw-frame.js";

/**
 * The frames of a message: `fragmentBytes` each, FIN on the last.
 *
 * A quirk of the reference suite that peers have been found by: where the length is a multiple of `fragmentBytes`,
 * and more than one, an additional empty frame carries FIN.
 *
 * @param fragmentBytes - Default: one frame.
 * @param rsv - Of the first frame; 4 for a compressed payload (RFC 7692 §6.1).
 */
export function fragmentFrames(
  type: MessageKind,
  payload: Uint8Array,
  fragmentBytes = payload.length,
  rsv = 0,
): RawFrame[] {
  if (payload.length <= fragmentBytes) return [{ opcode: Opcode[type], payload, rsv }];
  const pieces = chop(payload, fragmentBytes);
  if (payload.length % fragmentBytes === 0) pieces.push(new Uint8Array(0));
  return pieces.map((piece, index) => ({
    opcode: index === 0 ? Opcode[type] : Opcode.continuation,
    payload: piece,
    fin: index === pieces.length - 1,
    rsv: index === 0 ? rsv : 0,
  }));
}
