// Inflates the echoes of a permessage-deflate case: exactly at first, then with Node's zlib, which is many times faster.
//
// Node's zlib does not notice every reference that reaches further than the agreed window; our own inflater does.
// So the first bytes of each connection go through ours. Whatever Node's cannot read is given to ours as well, which
// says what is wrong with it, or reads it: a message may end with a final block, and Node's streams end there.

import { constants, createInflateRaw } from "node:zlib";
import { MessageInflater } from "../../protocol/deflate.js";
import type { Inflate } from "../driver/frame-inbox.js";
import type { Compression } from "./case-deflater.js";
import { NativeStream } from "./native-stream.js";
import { storedBlocks, WindowHistory } from "./window-history.js";
import type { ZlibShare } from "./zlib-share.js";

/** Options of {@link openCaseInflater}. */
export interface CaseInflaterOptions extends Compression {
  readonly share: ZlibShare;
  /** Aborted when the connection is gone. */
  readonly signal: AbortSignal;
  /** Bytes of messages, inflated, that are inflated exactly before Node's zlib takes over. Default 64 KiB. */
  readonly exactBytes?: number | undefined;
  /** Bytes that a message may inflate to. Default 1 MiB: eight times the longest message of a case. */
  readonly maxMessageBytes?: number | undefined;
}

const tail = Buffer.of(0x00, 0x00, 0xff, 0xff);
const defaultExactBytes = 65_536;
/** Node's buffer for what comes out. A message that lies within one is not copied; eight of the longest fit into it. */
const chunkSize = 1_048_576;
const defaultMaxMessageBytes = 1_048_576;

/** Inflates the messages of one direction of one connection, in order. */
export function openCaseInflater(options: CaseInflaterOptions): Inflate {
  const inflater = new CaseInflater(options);
  options.signal.addEventListener("abort", () => inflater.close(), { once: true });
  return (payload) => inflater.inflate(payload);
}

class CaseInflater {
  readonly #options: CaseInflaterOptions;
  readonly #maxMessageBytes: number;
  readonly #history: WindowHistory;
  #exactBytesLeft: number;
  #exact: MessageInflater | undefined;
  #native: NativeStream | undefined;

  constructor(options: CaseInflaterOptions) {
    this.#options = options;
    this.#maxMessageBytes = options.maxMessageBytes ?? defaultMaxMessageBytes;
    this.#exactBytesLeft = options.exactBytes ?? defaultExactBytes;
    this.#history = new WindowHistory(options.contextTakeover ? 2 ** options.windowBits : 0);
  }

  inflate(payload: Uint8Array): Uint8Array | Promise<Uint8Array> {
    if (this.#exactBytesLeft <= 0) return this.#inflateNatively(payload);
    const inflated = this.#inflateExactly(payload);
    this.#exactBytesLeft -= inflated.length + 1;
    if (this.#exactBytesLeft <= 0) this.#exact = undefined;
    return inflated;
  }

  close(): void {
    this.#native?.close();
    this.#native = undefined;
    this.#exact = undefined;
  }

  async #inflateNatively(payload: Uint8Array): Promise<Uint8Array> {
    const { share, signal } = this.#options;
    try {
      const inflated = await share.measure("inflated", payload.length, async () => {
        this.#native ??= await this.#openNative();
        return this.#native.feed(Buffer.concat([payload, tail]));
      });
      if (!this.#options.contextTakeover) this.#native?.reset();
      this.#history.add(inflated);
      return inflated;
    } catch {
      // Not an answer yet: the exact inflater reads the same message, and the rest of the connection.
      signal.throwIfAborted();
      this.close();
      this.#exactBytesLeft = Number.POSITIVE_INFINITY;
      return this.#inflateExactly(payload);
    }
  }

  async #openNative(): Promise<NativeStream> {
    const { windowBits, contextTakeover } = this.#options;
    const stream = createInflateRaw({ windowBits, flush: constants.Z_SYNC_FLUSH, chunkSize });
    const native = new NativeStream(stream, this.#maxMessageBytes);
    this.#options.signal.throwIfAborted();
    if (contextTakeover) await native.feed(storedBlocks(this.#history.bytes()));
    return native;
  }

  #inflateExactly(payload: Uint8Array): Uint8Array {
    const inflated = this.#options.share.measureNow("inflated", payload.length, () => {
      this.#exact ??= this.#openExact();
      return inflateWith(this.#exact, payload);
    });
    this.#history.add(inflated);
    return inflated;
  }

  #openExact(): MessageInflater {
    const { windowBits, contextTakeover } = this.#options;
    const exact = new MessageInflater({
      windowBits,
      contextTakeover,
      maxMessageBytes: this.#maxMessageBytes,
    });
    const history = this.#history.bytes();
    if (history.length > 0) inflateWith(exact, storedBlocks(history));
    return exact;
  }
}

/** @throws Error for data that are invalid */
function inflateWith(inflater: MessageInflater, payload: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  const emit = (piece: Uint8Array): void => {
    pieces.push(piece.slice());
  };
  const violation = inflater.push(payload, emit) ?? inflater.end(emit);
  if (violation !== undefined) throw new Error(violation.message);
  return Buffer.concat(pieces);
}
