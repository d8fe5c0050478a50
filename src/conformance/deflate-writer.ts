// DEFLATE data as one wishes to write them, legal or not, block by block: RFC 1951, for the payloads of RFC 7692 §7.2.

import { distanceRanges, lengthRanges } from "./deflate-tables.js";

/** A reference to bytes before: `length` 3-258 of them, from `distance` bytes back, 1-32768. */
export interface Match {
  readonly length: number;
  readonly distance: number;
}

/** What a block compressed with the fixed code holds. */
export type Token = string | Uint8Array | Match;

/** Appends bits and blocks; {@link message} gives what a message carries. */
export class DeflateWriter {
  readonly #bytes: number[] = [];
  #bits = 0;
  #bitCount = 0;

  /** A block of raw bytes, at most 65,535 (§3.2.4). */
  stored(bytes: Uint8Array, isFinal = false): this {
    this.bits(isFinal ? 1 : 0, 3).align();
    for (const word of [bytes.length, bytes.length ^ 0xffff]) this.bits(word, 16);
    for (const byte of bytes) this.bits(byte, 8);
    return this;
  }

  /** A block with the fixed code (§3.2.6), end of block included. */
  fixed(tokens: readonly Token[], isFinal = false): this {
    this.startFixed(isFinal);
    for (const token of tokens) this.token(token);
    return this.symbol(256);
  }

  /** The header of a block with the fixed code. */
  startFixed(isFinal = false): this {
    return this.bits((isFinal ? 1 : 0) | (1 << 1), 3);
  }

  token(token: Token): this {
    if (typeof token === "string" || token instanceof Uint8Array) {
      for (const byte of Buffer.from(token)) this.symbol(byte);
      return this;
    }
    const { length, distance } = token;
    // 258 has a code of its own, though the one before it could say it too.
    const lengthCode = length === 258 ? 28 : rangeOf(lengthRanges.slice(0, 28), length);
    this.symbol(257 + lengthCode).#extra(lengthRanges, lengthCode, length);
    const distanceCode = rangeOf(distanceRanges, distance);
    return this.distanceCode(distanceCode).#extra(distanceRanges, distanceCode, distance);
  }

  /** A literal or length symbol, 0-287, in the fixed code. */
  symbol(symbol: number): this {
    if (symbol < 144) return this.code(0x30 + symbol, 8);
    if (symbol < 256) return this.code(0x190 + symbol - 144, 9);
    return symbol < 280 ? this.code(symbol - 256, 7) : this.code(0xc0 + symbol - 280, 8);
  }

  /** A distance code, 0-31, in the fixed code. */
  distanceCode(code: number): this {
    return this.code(code, 5);
  }

  /** A Huffman code: its highest bit goes first (§3.1.1). */
  code(code: number, count: number): this {
    for (let bit = count - 1; bit >= 0; bit--) this.bits(code >>> bit, 1);
    return this;
  }

  /** The lowest `count` bits of `value`, at most 16, the lowest first. */
  bits(value: number, count: number): this {
    this.#bits |= (value & ((1 << count) - 1)) << this.#bitCount;
    this.#bitCount += count;
    while (this.#bitCount >= 8) {
      this.#bytes.push(this.#bits & 0xff);
      this.#bits >>>= 8;
      this.#bitCount -= 8;
    }
    return this;
  }

  /** Zero bits up to the next byte. */
  align(): this {
    return this.#bitCount === 0 ? this : this.bits(0, 8 - this.#bitCount);
  }

  /** All so far, zero bits at the end. */
  data(): Uint8Array {
    this.align();
    return Uint8Array.from(this.#bytes);
  }

  /** All so far as a message's payload: RFC 7692 §7.2.1, an empty stored block whose 00 00 ff ff is left out. */
  message(): Uint8Array {
    return this.bits(0, 3).data();
  }

  #extra(ranges: typeof lengthRanges, code: number, value: number): this {
    const range = ranges[code];
    return range === undefined ? this : this.bits(value - range.base, range.extraBits);
  }
}

function rangeOf(ranges: typeof lengthRanges, value: number): number {
  return ranges.findLastIndex(({ base }) => base <= value);
}
