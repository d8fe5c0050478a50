// Bits and canonical Huffman codes as DEFLATE has them: RFC 1951 §3.1.1 and §3.2.2.

import { WsrigError } from "../errors.js";

/** Takes bits from bytes, the lowest of each byte first. */
export class BitReader {
  readonly #data: Uint8Array;
  #at = 0;
  #bit = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** Bytes of which no bit was taken. */
  get bytesLeft(): number {
    return this.#data.length - this.#at - (this.#bit > 0 ? 1 : 0);
  }

  /** The next `count` bits, at most 16, as a number: the first is the lowest. @throws WsrigError `deflate-data-invalid` at the end */
  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = this.#data[this.#at];
      if (byte === undefined) throw new WsrigError("deflate-data-invalid", "the data end within a block");
      value |= ((byte >>> this.#bit) & 1) << i;
      this.#bit = (this.#bit + 1) & 7;
      if (this.#bit === 0) this.#at++;
    }
    return value;
  }

  /** Skips to the next whole byte. */
  align(): void {
    if (this.#bit === 0) return;
    this.#bit = 0;
    this.#at++;
  }
}

/** A code by the number of bits of each symbol, 0 for those that are not used. */
export class HuffmanCode {
  /** How many codes there are of each number of bits. */
  readonly #counts = new Array<number>(16).fill(0);
  /** Symbols by the number of their bits, then by themselves. */
  readonly #symbols: number[] = [];

  /** @throws WsrigError `deflate-data-invalid` for more codes than there can be */
  constructor(bitsOfSymbols: readonly number[]) {
    for (const bits of bitsOfSymbols) if (bits > 0) this.#counts[bits] = (this.#counts[bits] as number) + 1;
    let left = 1;
    for (let bits = 1; bits <= 15; bits++) {
      left = left * 2 - (this.#counts[bits] as number);
      if (left < 0) throw new WsrigError("deflate-data-invalid", `there are too many codes of ${bits} bits`);
      bitsOfSymbols.forEach((of, symbol) => {
        if (of === bits) this.#symbols.push(symbol);
      });
    }
  }

  /** The next symbol. @throws WsrigError `deflate-data-invalid` for bits that are no code */
  decode(reader: BitReader): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let bits = 1; bits <= 15; bits++) {
      code |= reader.take(1);
      const count = this.#counts[bits] as number;
      if (code - first < count) return this.#symbols[index + code - first] as number;
      index += count;
      first = (first + count) * 2;
      code *= 2;
    }
    throw new WsrigError("deflate-data-invalid", "15 bits are no code of the block");
  }
}
