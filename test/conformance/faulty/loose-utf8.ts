// UTF-8 as the loose peer validates it: fails at the earliest byte, and takes or refuses more than it should where told to.

import type { ReadingFaults } from "./fault-switches.js";

/** Validates one text, which comes in pieces. */
export class LooseUtf8 {
  readonly #takes: ReadingFaults["utf8Takes"];
  readonly #refuses: ReadingFaults["utf8Refuses"];
  #needed = 0;
  #codePoint = 0;
  #low = 0x80;
  #high = 0xbf;

  constructor({ utf8Takes, utf8Refuses }: Pick<ReadingFaults, "utf8Takes" | "utf8Refuses"> = {}) {
    this.#takes = utf8Takes;
    this.#refuses = utf8Refuses;
  }

  /** Whether the text can go on like this. */
  push(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      if (!(this.#needed === 0 ? this.#begin(byte) : this.#continue(byte))) return false;
    }
    return true;
  }

  /** Whether the text may end here. */
  end(): boolean {
    return this.#needed === 0 || this.#takes === "cut-at-end";
  }

  #begin(byte: number): boolean {
    if (byte < 0x80) return this.#isTaken(byte);
    if (byte < 0xc0) return this.#takes === "lone-continuations";
    if (byte >= 0xfe) return this.#takes === "fe-ff";
    const takesOverlong = this.#takes === "overlong";
    const takesLong = this.#takes === "long-forms" || takesOverlong;
    const takesBeyond = this.#takes === "above-10ffff" || takesLong;
    if (byte < 0xe0) return (byte > 0xc1 || takesOverlong) && this.#expect(1, byte & 0x1f);
    if (byte < 0xf0) {
      if (byte === 0xe0 && !takesOverlong) return this.#expect(2, 0, 0xa0);
      if (byte === 0xed && this.#takes !== "surrogates") return this.#expect(2, 0xd, 0x80, 0x9f);
      return this.#expect(2, byte & 0xf);
    }
    if (byte < 0xf8) {
      if (byte > 0xf4 && !takesBeyond) return false;
      if (byte === 0xf0 && !takesOverlong) return this.#expect(3, 0, 0x90);
      if (byte === 0xf4 && !takesBeyond) return this.#expect(3, 4, 0x80, 0x8f);
      return this.#expect(3, byte & 0x7);
    }
    return takesLong && this.#expect(byte < 0xfc ? 4 : 5, byte & 0x3);
  }

  #expect(needed: number, codePoint: number, low = 0x80, high = 0xbf): true {
    this.#needed = needed;
    this.#codePoint = codePoint;
    this.#low = low;
    this.#high = high;
    return true;
  }

  #continue(byte: number): boolean {
    if (byte < this.#low || byte > this.#high) {
      if (this.#takes !== "cut-at-end") return false;
      this.#needed = 0;
      return this.#begin(byte);
    }
    this.#low = 0x80;
    this.#high = 0xbf;
    this.#codePoint = this.#codePoint * 64 + (byte & 0x3f);
    this.#needed--;
    return this.#needed > 0 || this.#isTaken(this.#codePoint);
  }

  #isTaken(codePoint: number): boolean {
    switch (this.#refuses) {
      case undefined:
        return true;
      case "non-characters":
        return codePoint % 0x10000 < 0xfffe;
      case "specials":
        return codePoint < 0xfff9 || codePoint > 0xffff;
      case "nul":
        return codePoint !== 0;
      case "four-bytes":
        return codePoint < 0x10000;
      case "non-ascii":
        return codePoint < 0x80;
    }
  }
}
