// Compresses the messages of a permessage-deflate case with Node's zlib: RFC 7692 §7.2.1.

import { constants, createDeflateRaw } from "node:zlib";
import { NativeStream } from "./native-stream.js";
import type { ZlibShare } from "./zlib-share.js";

/** How one direction of a connection is compressed. */
export interface Compression {
  /** Base-two logarithm of the window, 8-15: no back reference reaches further. */
  readonly windowBits: number;
  /** Whether a message may refer to earlier ones. */
  readonly contextTakeover: boolean;
}

/** An empty stored block: each message leaves its last four bytes out. */
const tailBytes = 4;

/** The compressor of one direction. Level 6 and memory level 8, as zlib has them by default. */
export class CaseDeflater {
  readonly #stream: NativeStream;
  readonly #compression: Compression;
  readonly #share: ZlibShare;

  /** @param history - What was sent before: the window begins with its end. */
  constructor(compression: Compression, share: ZlibShare, history?: Uint8Array) {
    this.#compression = compression;
    this.#share = share;
    const stream = createDeflateRaw({
      // As in protocol/deflate.ts: zlib has no raw window of 256 bytes, but in one of 512 it reaches back 250 at most.
      windowBits: Math.max(compression.windowBits, 9),
      flush: constants.Z_SYNC_FLUSH,
      chunkSize: 65_536,
      ...(history === undefined || history.length === 0 ? {} : { dictionary: history }),
    });
    this.#stream = new NativeStream(stream, Number.POSITIVE_INFINITY);
  }

  /** The payload of one compressed message, which is not empty, in an array of its own. One call at a time. */
  async deflate(payload: Uint8Array): Promise<Uint8Array> {
    const flushed = await this.#share.measure("deflated", payload.length, () => this.#stream.feed(payload));
    if (!this.#compression.contextTakeover) this.#stream.reset();
    return Uint8Array.prototype.slice.call(flushed, 0, flushed.length - tailBytes);
  }

  close(): void {
    this.#stream.close();
  }
}
