// permessage-deflate as the loose peer has it: on Node's zlib, with earlier messages as the dictionary of the next.

import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import type { DeflateFaults } from "./fault-switches.js";
import type { LooseParams } from "./loose-deflate-params.js";

/** What became of a compressed message. */
export type Inflated =
  | { readonly kind: "message"; readonly payload: Buffer }
  | { readonly kind: "broken" }
  | { readonly kind: "too-big" };

const noBytes: Buffer = Buffer.alloc(0);
/** RFC 7692 §7.2.2: what the sender cut off. */
const cutTail = Buffer.from("0000ffff", "hex");
/** An empty final block: zlib ends well only if the message did, at a block's end. */
const finalBlock = Buffer.from("010000ffff", "hex");

/** Both directions of one connection. */
export class LooseDeflate {
  readonly #faults: DeflateFaults;
  readonly #sendBits: number;
  readonly #receiveBits: number;
  readonly #sendKeeps: boolean;
  readonly #receiveKeeps: boolean;
  readonly #maxBytes: number;
  #sent: Buffer = noBytes;
  #received: Buffer = noBytes;
  #hasEnded = false;

  constructor(
    role: "server" | "client",
    params: LooseParams,
    options: { readonly faults: DeflateFaults; readonly maxBytes: number },
  ) {
    const { faults, maxBytes } = options;
    const isServer = role === "server";
    this.#faults = faults;
    this.#maxBytes = maxBytes;
    const sendBits = isServer ? params.serverBits : params.clientBits;
    const receiveBits = isServer ? params.clientBits : params.serverBits;
    this.#sendBits = faults.compressesWiderThanAgreed ? 15 : sendBits;
    this.#receiveBits = faults.inflatesInSmallWindow ? 9 : receiveBits;
    const sendKeeps = isServer ? params.serverKeeps : params.clientKeeps;
    this.#sendKeeps = sendKeeps || faults.keepsForbiddenContext === true;
    this.#receiveKeeps = (isServer ? params.clientKeeps : params.serverKeeps) && !faults.forgetsContext;
  }

  /** Whether it can compress at all: zlib has no raw window of 8 bits. */
  get compresses(): boolean {
    return this.#sendBits > 8 && !this.#faults.neverCompresses;
  }

  deflate(payload: Buffer): Buffer {
    const bytes = deflateRawSync(payload, {
      windowBits: this.#sendBits,
      finishFlush: constants.Z_SYNC_FLUSH,
      ...(this.#sent.length > 0 ? { dictionary: this.#sent } : {}),
    });
    if (this.#sendKeeps) this.#sent = lastOf(this.#sent, payload, this.#sendBits);
    return bytes.subarray(0, bytes.length - cutTail.length);
  }

  inflate(compressed: Buffer): Inflated {
    if (this.#hasEnded) return { kind: "message", payload: noBytes };
    const inflated = this.#inflate(compressed);
    if (!this.#receiveKeeps) this.#received = noBytes;
    return inflated;
  }

  #inflate(compressed: Buffer): Inflated {
    const { takesBrokenDeflate, endsAtBfinal, refusesBfinal, inflatesOneBlock } = this.#faults;
    const pieces: Buffer[] = [];
    let rest = Buffer.concat([compressed, cutTail, finalBlock]);
    let bytes = 0;
    try {
      while (rest.length > cutTail.length + finalBlock.length || pieces.length === 0) {
        const { piece, usedBytes } = this.#inflateStream(rest, this.#maxBytes - bytes);
        pieces.push(piece);
        bytes += piece.length;
        this.#received = lastOf(this.#received, piece, this.#receiveBits);
        rest = rest.subarray(usedBytes);
        if (rest.length === 0 || inflatesOneBlock) break;
        if (refusesBfinal) return { kind: "broken" };
        if (endsAtBfinal) {
          this.#hasEnded = true;
          break;
        }
      }
    } catch (error) {
      if (isTooBig(error)) return { kind: "too-big" };
      if (!takesBrokenDeflate) return { kind: "broken" };
    }
    return { kind: "message", payload: Buffer.concat(pieces) };
  }

  /** Up to a final block: the last one, or one of the peer's. */
  #inflateStream(bytes: Buffer, maxBytes: number): { readonly piece: Buffer; readonly usedBytes: number } {
    const { inflatesWithoutLimit, inflatesOneBlock, takesBrokenDeflate } = this.#faults;
    const { Z_BLOCK, Z_SYNC_FLUSH, Z_FINISH } = constants;
    const result: unknown = inflateRawSync(bytes, {
      info: true,
      windowBits: Math.max(9, this.#receiveBits),
      // Z_BLOCK stops behind the first block, Z_SYNC_FLUSH wherever the data stop.
      finishFlush: inflatesOneBlock ? Z_BLOCK : takesBrokenDeflate ? Z_SYNC_FLUSH : Z_FINISH,
      ...(inflatesWithoutLimit ? {} : { maxOutputLength: Math.max(1, maxBytes) }),
      ...(this.#received.length > 0 ? { dictionary: this.#received } : {}),
    });
    const { buffer, engine } = result as { buffer: Buffer; engine: { bytesWritten: number } };
    return { piece: buffer, usedBytes: engine.bytesWritten };
  }
}

function lastOf(before: Buffer, added: Buffer, windowBits: number): Buffer {
  const size = 2 ** windowBits;
  if (added.length >= size) return Buffer.from(added.subarray(added.length - size));
  return Buffer.concat([before, added]).subarray(-size);
}

function isTooBig(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
