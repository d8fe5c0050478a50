// A plain inflater of raw DEFLATE data (RFC 1951) that tells how far back the data refer: a check on zlib by other means.

/** What {@link inflateAndMeasure} saw. */
export interface MeasuredInflation {
  readonly output: Uint8Array;
  /** The longest distance of a back reference, in bytes; 0 when there is none. */
  readonly longestDistance: number;
}

/** Inflates whole blocks up to a final one or to the end of `bytes`, at which no block may be unfinished. */
export function inflateAndMeasure(bytes: Uint8Array): MeasuredInflation {
  const bits = new BitReader(bytes);
  const output: number[] = [];
  let longestDistance = 0;
  let isFinal = false;
  while (!isFinal && bits.bytesLeft > 0) {
    isFinal = bits.take(1) === 1;
    const blockType = bits.take(2);
    if (blockType === 0) copyStored(bits, output);
    else longestDistance = Math.max(longestDistance, inflateBlock(bits, output, readTables(bits, blockType)));
  }
  return { output: Uint8Array.from(output), longestDistance };
}

interface Tables {
  readonly lengths: HuffmanTable;
  readonly distances: HuffmanTable;
}

// RFC 1951 §3.2.5.
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
];
const codeLengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function copyStored(bits: BitReader, output: number[]): void {
  bits.alignToByte();
  const length = bits.take(16);
  if (length !== (bits.take(16) ^ 0xffff)) throw new Error("stored length is not its complement");
  for (let i = 0; i < length; i++) output.push(bits.take(8));
}

function inflateBlock(bits: BitReader, output: number[], tables: Tables): number {
  let longestDistance = 0;
  for (;;) {
    const symbol = tables.lengths.decode(bits);
    if (symbol === 256) return longestDistance;
    if (symbol < 256) {
      output.push(symbol);
      continue;
    }
    const length = at(lengthBase, symbol - 257) + bits.take(at(lengthExtra, symbol - 257));
    const code = tables.distances.decode(bits);
    const distance = at(distanceBase, code) + bits.take(code < 4 ? 0 : (code >> 1) - 1);
    if (distance > output.length) throw new Error(`distance ${distance} after ${output.length} bytes`);
    longestDistance = Math.max(longestDistance, distance);
    for (let i = 0; i < length; i++) output.push(at(output, output.length - distance));
  }
}

function readTables(bits: BitReader, blockType: number): Tables {
  if (blockType === 1) {
    const lengths = Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    return { lengths: new HuffmanTable(lengths), distances: new HuffmanTable(Array(30).fill(5)) };
  }
  if (blockType !== 2) throw new Error("block type 3");
  const lengthCount = bits.take(5) + 257;
  const distanceCount = bits.take(5) + 1;
  const codeCount = bits.take(4) + 4;
  const codeLengths: number[] = Array(19).fill(0);
  for (let i = 0; i < codeCount; i++) codeLengths[at(codeLengthOrder, i)] = bits.take(3);
  const all = readCodeLengths(bits, new HuffmanTable(codeLengths), lengthCount + distanceCount);
  return {
    lengths: new HuffmanTable(all.slice(0, lengthCount)),
    distances: new HuffmanTable(all.slice(lengthCount)),
  };
}

function readCodeLengths(bits: BitReader, table: HuffmanTable, count: number): number[] {
  const all: number[] = [];
  while (all.length < count) {
    const symbol = table.decode(bits);
    if (symbol < 16) all.push(symbol);
    else if (symbol === 16) all.push(...Array(3 + bits.take(2)).fill(all.at(-1)));
    else all.push(...Array(symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)).fill(0));
  }
  return all;
}

/** Canonical Huffman codes (RFC 1951 §3.2.2), decoded bit by bit. */
class HuffmanTable {
  readonly #symbols = new Map<number, number>();

  constructor(lengths: readonly number[]) {
    let code = 0;
    for (let length = 1; length <= 15; length++) {
      for (const [symbol, own] of lengths.entries()) {
        if (own === length) this.#symbols.set((1 << length) | code++, symbol);
      }
      code <<= 1;
    }
  }

  decode(bits: BitReader): number {
    // The leading 1 keeps codes of different lengths apart.
    for (let code = 1; code < 1 << 16; ) {
      code = (code << 1) | bits.take(1);
      const symbol = this.#symbols.get(code);
      if (symbol !== undefined) return symbol;
    }
    throw new Error("no such Huffman code");
  }
}

class BitReader {
  readonly #bytes: Uint8Array;
  #bitPosition = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Bytes of which no bit was read. */
  get bytesLeft(): number {
    return this.#bytes.length - Math.ceil(this.#bitPosition / 8);
  }

  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const byte = at(this.#bytes, this.#bitPosition >> 3);
      value |= ((byte >> (this.#bitPosition & 7)) & 1) << i;
      this.#bitPosition++;
    }
    return value;
  }

  alignToByte(): void {
    this.#bitPosition = (this.#bitPosition + 7) & ~7;
  }
}

function at(list: ArrayLike<number>, index: number): number {
  const value = list[index];
  if (value === undefined) throw new Error(`index ${index} of ${list.length}`);
  return value;
}
