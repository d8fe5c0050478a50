// Incremental UTF-8 validation (RFC 6455 §8.1), by the well-formed byte sequences of Unicode table 3-7.

import { isUtf8 } from "node:buffer";

// The native validator takes some 40 ns at any common length (Node 20), less than a loop over 32 bytes, but it cannot tell
// an unfinished code point from a wrong one: the ends of a cut piece are walked by hand.
const WALK_BELOW_BYTES = 64;

/** Validates a text that arrives in pieces cut anywhere, code points included. */
export class Utf8Validator {
  /** Continuation bytes that the current code point still needs; 0-3. */
  #missing = 0;
  /** Bounds of the next continuation byte: tighter than 80-BF only for the second byte after E0, ED, F0 and F4. */
  #low = 0x80;
  #high = 0xbf;

  /** Takes the next bytes; `false` at the earliest one that no text can continue with. Then only `reset` makes sense. */
  push(bytes: Uint8Array): boolean {
    const end = bytes.length;
    if (this.#missing === 0 && isUtf8(bytes)) return true;
    return end < WALK_BELOW_BYTES ? this.#walk(bytes, 0, end) : this.#pushLarge(bytes, end);
  }

  /** Ends the text; `false` when its last code point is unfinished. */
  end(): boolean {
    return this.#missing === 0;
  }

  /** Begins a new text. */
  reset(): void {
    this.#missing = 0;
    this.#low = 0x80;
    this.#high = 0xbf;
  }

  /** Only the code points that cross the ends of the piece are walked; the rest is left to native code. */
  #pushLarge(bytes: Uint8Array, end: number): boolean {
    const whole = this.#missing;
    if (!this.#walk(bytes, 0, whole)) return false;
    const last = lastCodePointStart(bytes, end);
    return isUtf8(bytes.subarray(whole, last)) && this.#walk(bytes, last, end);
  }

  #walk(bytes: Uint8Array, start: number, end: number): boolean {
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      if (this.#missing > 0) {
        if (byte < this.#low || byte > this.#high) return false;
        this.#low = 0x80;
        this.#high = 0xbf;
        this.#missing--;
      } else if (byte >= 0x80 && !this.#lead(byte)) return false;
    }
    return true;
  }

  /** The rows of table 3-7 that begin above 7F. */
  #lead(byte: number): boolean {
    if (byte < 0xc2 || byte > 0xf4) return false; // C0, C1: overlong; F5-FF: beyond U+10FFFF
    if (byte < 0xe0) this.#missing = 1;
    else if (byte < 0xf0) {
      this.#missing = 2;
      if (byte === 0xe0) this.#low = 0xa0; // shorter forms exist
      if (byte === 0xed) this.#high = 0x9f; // surrogates
    } else {
      this.#missing = 3;
      if (byte === 0xf0) this.#low = 0x90;
      if (byte === 0xf4) this.#high = 0x8f;
    }
    return true;
  }
}

/** Where the last code point begins, looking back at most as far as one can reach. */
function lastCodePointStart(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= end - 4; at--) {
    if (((bytes[at] as number) & 0xc0) !== 0x80) return at;
  }
  return end; // four continuation bytes: the native validator refuses them
}
