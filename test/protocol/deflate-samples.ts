// Messages and ways to inflate them, for the tests of deflate.

import { MessageInflater, type MessageInflaterOptions } from "../../src/protocol/deflate.js";
import type { Violation } from "../../src/protocol/violation.js";
import { seededRandom } from "../../src/random.js";

/** What one message came to. */
export interface InflatedMessage {
  readonly bytes: Uint8Array;
  readonly violation: Violation | undefined;
}

/** An inflater with safe defaults. */
export function makeInflater(options: Partial<MessageInflaterOptions> = {}): MessageInflater {
  return new MessageInflater({
    windowBits: 15,
    contextTakeover: true,
    maxMessageBytes: 16 * 1024 * 1024,
    ...options,
  });
}

/** Inflates one message whose compressed bytes arrive in `cuts`. */
export function inflateMessage(inflater: MessageInflater, cuts: readonly Uint8Array[]): InflatedMessage {
  const pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => void pieces.push(piece.slice());
  let violation: Violation | undefined;
  for (const cut of cuts) violation ??= inflater.push(cut, emit);
  violation ??= inflater.end(emit);
  return { bytes: Uint8Array.from(Buffer.concat(pieces)), violation };
}

/** `bytes` one at a time. */
export function oneByOne(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (byte) => Uint8Array.of(byte));
}

/** Text of a small vocabulary: it repeats at every distance, so that zlib refers back as far as it may. */
export function compressibleBytes(length: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const words = Array.from({ length: 40 }, () => random.bytes(random.integer(3, 12)));
  const bytes = new Uint8Array(length);
  for (let position = 0; position < length; ) {
    const word = random.pick(words).subarray(0, length - position);
    bytes.set(word, position);
    position += word.length;
  }
  return bytes;
}
