// Reads the frames of a peer as they are, broken rules and all: RFC 6455 §5.2. Judging them is left to others.

import { applyMask } from "../../protocol/mask.js";

/** A frame as it came. */
export interface SeenFrame {
  readonly fin: boolean;
  /** RSV1-3 as one number: 4 is RSV1. */
  readonly rsv: number;
  readonly opcode: number;
  /** Unsigned 32 bit; `undefined`: not masked. */
  readonly maskKey: number | undefined;
  /** The low seven bits of the second byte: 126 and 127 say that a longer field follows. */
  readonly lengthCode: number;
  /** Whether a 64-bit length has its highest bit set. */
  readonly hasTopBit: boolean;
  readonly headerBytes: number;
  /** Unmasked; an array of its own. */
  readonly payload: Uint8Array;
}

/** What {@link FrameReader.next} gives when the frame is larger than the reader may hold. */
export type ReadFrame =
  | { readonly kind: "frame"; readonly frame: SeenFrame }
  | { readonly kind: "too-big"; readonly announcedBytes: number };

const noBytes: Uint8Array = new Uint8Array(0);

/** Cuts a stream of bytes into frames, one at a time, so that the receiver of one may stop before the next. */
export class FrameReader {
  readonly #maxFrameBytes: number;
  #chunks: Uint8Array[] = [];
  #bytes = 0;

  /** @param maxFrameBytes - A frame that announces more is not read: memory stays bounded. */
  constructor(maxFrameBytes: number) {
    this.#maxFrameBytes = maxFrameBytes;
  }

  /** Bytes that belong to no complete frame yet. */
  get bufferedBytes(): number {
    return this.#bytes;
  }

  /** Takes the next bytes, which from then on are the reader's. */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#chunks.push(bytes);
    this.#bytes += bytes.length;
  }

  /** The next frame, once it is complete. */
  next(): ReadFrame | undefined {
    const header = this.#header();
    if (header === undefined) return undefined;
    const { payloadBytes, headerBytes, ...rest } = header;
    if (payloadBytes > this.#maxFrameBytes) return { kind: "too-big", announcedBytes: payloadBytes };
    if (this.#bytes < headerBytes + payloadBytes) return undefined;
    this.#take(headerBytes);
    const payload = this.#take(payloadBytes);
    if (rest.maskKey !== undefined) applyMask(payload, rest.maskKey);
    return { kind: "frame", frame: { ...rest, headerBytes, payload } };
  }

  #header(): (Omit<SeenFrame, "payload"> & { readonly payloadBytes: number }) | undefined {
    if (this.#bytes < 2) return undefined;
    const start = this.#peek(14);
    const first = start[0] as number;
    const second = start[1] as number;
    const lengthCode = second & 0x7f;
    const lengthBytes = lengthCode === 126 ? 2 : lengthCode === 127 ? 8 : 0;
    const isMasked = (second & 0x80) !== 0;
    const headerBytes = 2 + lengthBytes + (isMasked ? 4 : 0);
    if (start.length < headerBytes) return undefined;
    return {
      fin: (first & 0x80) !== 0,
      rsv: (first >>> 4) & 0x7,
      opcode: first & 0x0f,
      maskKey: isMasked ? start.readUInt32BE(headerBytes - 4) : undefined,
      lengthCode,
      hasTopBit: lengthCode === 127 && (start[2] as number) >= 0x80,
      headerBytes,
      payloadBytes:
        lengthBytes === 0
          ? lengthCode
          : lengthBytes === 2
            ? start.readUInt16BE(2)
            : Number(start.readBigUInt64BE(2)),
    };
  }

  /** Up to `count` bytes, left where they are. */
  #peek(count: number): Buffer {
    const first = this.#chunks[0] ?? noBytes;
    if (first.length >= count || this.#chunks.length === 1) return viewOf(first.subarray(0, count));
    let bytes = 0;
    let chunks = 0;
    while (bytes < count && chunks < this.#chunks.length)
      bytes += (this.#chunks[chunks++] as Uint8Array).length;
    return Buffer.concat(this.#chunks.slice(0, chunks)).subarray(0, count);
  }

  /** The first `count` bytes, which are there, in an array of their own. */
  #take(count: number): Uint8Array {
    const taken = Buffer.allocUnsafe(count);
    let at = 0;
    let used = 0;
    while (at < count) {
      const chunk = this.#chunks[used] as Uint8Array;
      const part = chunk.subarray(0, count - at);
      taken.set(part, at);
      at += part.length;
      if (part.length === chunk.length) used++;
      else this.#chunks[used] = chunk.subarray(part.length);
    }
    if (used > 0) this.#chunks = this.#chunks.slice(used);
    this.#bytes -= count;
    return taken;
  }
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
