// A small inflater that tells how far back the data refer, which zlib does not: RFC 1951, for messages of RFC 7692 §7.2.2.

import { WsrigError } from "../errors.js";
import {
  type CodeRange,
  codeLengthOrder,
  distanceRanges,
  fixedLiteralBits,
  lengthRanges,
} from "./deflate-tables.js";
import { BitReader, HuffmanCode } from "./huffman-code.js";

/** How a block holds its bytes (RFC 1951 §3.2.3). */
export type BlockType = "stored" | "fixed" | "dynamic";

/** One message, inflated. */
export interface InflatedMessage {
  readonly payload: Uint8Array;
  /** Bytes from the furthest reference back to what it refers to; 0 without references. */
  readonly largestDistance: number;
  /** The blocks in order, that of the tail which the receiver puts back included. */
  readonly blocks: readonly BlockType[];
  /** Whether a block is marked as final. */
  readonly hasFinalBlock: boolean;
}

/** How a {@link WindowInflater} inflates. */
export interface WindowInflaterOptions {
  /** Whether messages may refer to those before. */
  readonly contextTakeover: boolean;
  /** Bytes of one inflated message. Default 64 MiB. */
  readonly maxMessageBytes?: number | undefined;
}

const windowBytes = 32_768;
const tail = Uint8Array.of(0x00, 0x00, 0xff, 0xff);
const fixedLiterals = new HuffmanCode(fixedLiteralBits);
const fixedDistances = new HuffmanCode(Array.from({ length: 30 }, () => 5));

/** Inflates the messages of one direction of one connection, in order. Slow, and plain to check. */
export class WindowInflater {
  readonly #contextTakeover: boolean;
  readonly #maxMessageBytes: number;
  /** What earlier messages left: at most 32 KiB. */
  #window: Uint8Array = new Uint8Array(0);

  constructor({ contextTakeover, maxMessageBytes = 64 * 1024 * 1024 }: WindowInflaterOptions) {
    this.#contextTakeover = contextTakeover;
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** @throws WsrigError `deflate-data-invalid`, `message-too-big` */
  inflate(message: Uint8Array): InflatedMessage {
    const run = new InflateRun(Buffer.concat([message, tail]), this.#window, this.#maxMessageBytes);
    const inflated = run.inflate();
    if (this.#contextTakeover) {
      this.#window = Buffer.concat([this.#window, inflated.payload]).subarray(-windowBytes);
    }
    return inflated;
  }
}

class InflateRun {
  readonly #bits: BitReader;
  readonly #startBytes: number;
  readonly #maxBytes: number;
  #output: Buffer;
  #outputBytes: number;
  #largestDistance = 0;

  constructor(data: Uint8Array, window: Uint8Array, maxMessageBytes: number) {
    this.#bits = new BitReader(data);
    this.#startBytes = window.length;
    this.#maxBytes = window.length + maxMessageBytes;
    this.#output = Buffer.alloc(window.length + 1_024);
    this.#output.set(window);
    this.#outputBytes = window.length;
  }

  inflate(): InflatedMessage {
    const blocks: BlockType[] = [];
    let hasFinalBlock = false;
    while (this.#bits.bytesLeft > 0) {
      const isFinal = this.#bits.take(1) === 1;
      blocks.push(this.#block(this.#bits.take(2)));
      hasFinalBlock ||= isFinal;
      if (isFinal) {
        this.#bits.align();
        // §7.2.3.4 has the sender add 00 after a final block; without it the tail fits nothing.
        if (this.#bits.bytesLeft === tail.length) break;
      }
    }
    return {
      payload: this.#output.subarray(this.#startBytes, this.#outputBytes),
      largestDistance: this.#largestDistance,
      blocks,
      hasFinalBlock,
    };
  }

  #block(type: number): BlockType {
    if (type === 0) {
      this.#stored();
      return "stored";
    }
    if (type === 1) {
      this.#compressed(fixedLiterals, fixedDistances);
      return "fixed";
    }
    if (type === 2) {
      this.#dynamic();
      return "dynamic";
    }
    throw invalid("a block has type 3; must be 0, 1 or 2");
  }

  #stored(): void {
    this.#bits.align();
    const length = this.#bits.take(16);
    const complement = this.#bits.take(16);
    if ((length ^ complement) !== 0xffff) {
      throw invalid(`a stored block has length ${length} and its complement ${complement}, which do not fit`);
    }
    for (let i = 0; i < length; i++) this.#put(this.#bits.take(8));
  }

  /** RFC 1951 §3.2.7: the codes of the block stand before it, compressed themselves. */
  #dynamic(): void {
    const literalCount = this.#bits.take(5) + 257;
    const distanceCount = this.#bits.take(5) + 1;
    const lengthCount = this.#bits.take(4) + 4;
    if (literalCount > 286)
      throw invalid(`a block has ${literalCount} literal codes; at most 286 are allowed`);
    const bitsOfLengths = new Array<number>(19).fill(0);
    for (const symbol of codeLengthOrder.slice(0, lengthCount)) bitsOfLengths[symbol] = this.#bits.take(3);
    const all = this.#codeLengths(new HuffmanCode(bitsOfLengths), literalCount + distanceCount);
    if (all[256] === 0) throw invalid("a block has no code for its end");
    this.#compressed(new HuffmanCode(all.slice(0, literalCount)), new HuffmanCode(all.slice(literalCount)));
  }

  #codeLengths(code: HuffmanCode, count: number): number[] {
    const lengths: number[] = [];
    while (lengths.length < count) {
      const symbol = code.decode(this.#bits);
      if (symbol < 16) lengths.push(symbol);
      else {
        const previous = lengths.at(-1);
        if (symbol === 16 && previous === undefined)
          throw invalid("the first code length repeats one before it");
        const repeated = symbol === 16 ? (previous ?? 0) : 0;
        const [base, bits] = symbol === 16 ? [3, 2] : symbol === 17 ? [3, 3] : [11, 7];
        for (let left = base + this.#bits.take(bits); left > 0; left--) lengths.push(repeated);
      }
    }
    if (lengths.length > count) throw invalid("code lengths are repeated beyond their number");
    return lengths;
  }

  #compressed(literals: HuffmanCode, distances: HuffmanCode): void {
    for (let symbol = literals.decode(this.#bits); symbol !== 256; symbol = literals.decode(this.#bits)) {
      if (symbol < 256) this.#put(symbol);
      else {
        const length = this.#valueOf(lengthRanges, symbol - 257, "length");
        this.#copy(length, this.#valueOf(distanceRanges, distances.decode(this.#bits), "distance"));
      }
    }
  }

  #valueOf(ranges: readonly CodeRange[], code: number, name: string): number {
    const range = ranges[code];
    if (range === undefined) throw invalid(`the ${name} code ${code} stands for nothing`);
    return range.base + this.#bits.take(range.extraBits);
  }

  #copy(length: number, distance: number): void {
    if (distance > this.#outputBytes) {
      throw invalid(`a reference goes back ${distance} bytes, where only ${this.#outputBytes} are`);
    }
    this.#largestDistance = Math.max(this.#largestDistance, distance);
    for (let i = 0; i < length; i++) this.#put(this.#output[this.#outputBytes - distance] as number);
  }

  #put(byte: number): void {
    if (this.#outputBytes === this.#maxBytes) {
      throw new WsrigError(
        "message-too-big",
        `a message inflates to more than ${this.#maxBytes - this.#startBytes} bytes`,
      );
    }
    if (this.#outputBytes === this.#output.length) {
      this.#output = Buffer.concat([this.#output, Buffer.alloc(this.#output.length)]);
    }
    this.#output[this.#outputBytes++] = byte;
  }
}

function invalid(message: string): WsrigError {
  return new WsrigError("deflate-data-invalid", message);
}
