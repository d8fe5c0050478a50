// Inflates a message as strictly as RFC 7692 allows.

import type { MessageInflater } from "../../../src/protocol/deflate.js";

/** Inflates with our own inflater, which refuses a reference that reaches further than the window. */
export function exactly(inflater: MessageInflater, compressed: Uint8Array): Buffer {
  const pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => {
    pieces.push(piece.slice());
  };
  const violation = inflater.push(compressed, emit) ?? inflater.end(emit);
  if (violation !== undefined) throw new Error(violation.message);
  return Buffer.concat(pieces);
}
