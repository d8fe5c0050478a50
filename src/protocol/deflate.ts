// Compressing and inflating the messages of permessage-deflate: RFC 7692 §7.2. Synchronous, on pako's port of zlib.

import {
  Z_BUF_ERROR,
  Z_DEFAULT_STRATEGY,
  Z_OK,
  Z_STREAM_END,
  Z_SYNC_FLUSH,
  ZStream,
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateResetKeep,
} from "pako";
import { WsrigError } from "../errors.js";
import type { Violation } from "./violation.js";

/** What both ends agreed on for a connection (RFC 7692 §7.1). */
export interface DeflateParameters {
  /** The server compresses each message on its own. */
  readonly serverNoContextTakeover: boolean;
  /** The client compresses each message on its own. */
  readonly clientNoContextTakeover: boolean;
  /** Base-two logarithm of the window in which the server compresses, 8-15. */
  readonly serverMaxWindowBits: number;
  /** Base-two logarithm of the window in which the client compresses, 8-15. */
  readonly clientMaxWindowBits: number;
}

/** How a {@link MessageDeflater} compresses. */
export interface MessageDeflaterOptions {
  /** Base-two logarithm of the window, 8-15: no back reference reaches further. */
  readonly windowBits: number;
  /** Whether a message may refer to earlier ones (§7.1.1). */
  readonly contextTakeover: boolean;
  /** zlib's level, 0 (stored) to 9 (smallest). Default 6. */
  readonly level?: number | undefined;
  /** zlib's memory level, 1 to 9. Default 8. */
  readonly memLevel?: number | undefined;
}

/** How a {@link MessageInflater} inflates. */
export interface MessageInflaterOptions {
  /** Base-two logarithm of the window, 8-15. Data that refer further back are invalid. */
  readonly windowBits: number;
  /** Whether a message may refer to earlier ones (§7.1.1). */
  readonly contextTakeover: boolean;
  /** Bytes of one inflated message; one more is a violation. */
  readonly maxMessageBytes: number;
}

/** What a {@link MessageInflater} does with a piece of the message: a view, valid only during the call. */
export type EmitPiece = (piece: Uint8Array) => void;

const noBytes = new Uint8Array(0);
const deflateMethod = 8;
const deflatePieceBytes = 65_536;
/** A call of `deflate` runs to its end before another begins, and copies out: one buffer serves all connections. */
const deflateBuffer = new Uint8Array(deflatePieceBytes);
const inflatePieceBytes = 16_384;
/** Lent to one call at a time: an `emit` may lead to another connection's inflater, which then takes a new one. */
let spareInflateBuffer: Uint8Array<ArrayBuffer> | undefined;
/** §7.2.1: an empty stored block less its three header bits; each message leaves it out, the receiver puts it back. */
const tail = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/** Compresses the messages of one direction of one connection. Memory (up to 300 KiB) is taken with the first message. */
export class MessageDeflater {
  readonly #options: MessageDeflaterOptions;
  #stream: ZStream | undefined;

  /** @throws WsrigError `deflate-options-invalid` */
  constructor(options: MessageDeflaterOptions) {
    checkRange("windowBits", options.windowBits, 8, 15);
    checkRange("level", options.level ?? 6, 0, 9);
    checkRange("memLevel", options.memLevel ?? 8, 1, 9);
    this.#options = options;
  }

  /** The payload of one compressed message, in a new array: §7.2.1, with the tail 00 00 ff ff taken off. */
  deflate(payload: Uint8Array): Uint8Array {
    // §7.2.3.6: an empty message is one zero byte. zlib would flush nothing at all after an earlier flush.
    if (payload.length === 0) return Uint8Array.of(0);
    const stream = this.#stream ?? this.#open();
    this.#stream = stream;
    const compressed = syncFlush(stream, payload);
    if (!this.#options.contextTakeover) zlibDeflateReset(stream);
    return compressed.subarray(0, compressed.length - tail.length);
  }

  #open(): ZStream {
    const { windowBits, level = 6, memLevel = 8 } = this.#options;
    const stream = new ZStream();
    // zlib cannot deflate raw data with 8 bits (its match finder needs 262 bytes of look-ahead within the window).
    // With 9 bits it refers back at most 512 - 262 = 250 bytes, which a window of 256 bytes holds; a test keeps watch.
    const zlibBits = Math.max(windowBits, 9);
    const status = zlibDeflateInit2(stream, level, deflateMethod, -zlibBits, memLevel, Z_DEFAULT_STRATEGY);
    if (status !== Z_OK) {
      throw new WsrigError("deflate-failed", `zlib cannot open a compressor: status ${status}`);
    }
    return stream;
  }
}

/**
 * Inflates the messages of one direction of one connection, however their bytes are cut.
 *
 * After a violation it is of no more use: every later call returns that violation.
 */
export class MessageInflater {
  readonly #options: MessageInflaterOptions;
  #maxMessageBytes: number;
  readonly #stream = new ZStream();
  #messageBytes = 0;
  /** The last byte read was the last of a final block (BFINAL): another may follow, or the message ends here. */
  #afterFinalBlock = false;
  /** Between two blocks, at a byte boundary: what a message must end with. */
  #atBlockEnd = false;
  #violation: Violation | undefined;

  /** @throws WsrigError `deflate-options-invalid` */
  constructor(options: MessageInflaterOptions) {
    checkRange("windowBits", options.windowBits, 8, 15);
    this.#options = options;
    this.#maxMessageBytes = options.maxMessageBytes;
    zlibInflateInit2(this.#stream, -options.windowBits);
    this.#restrictDistance();
  }

  /** From the next bytes on. */
  setMaxMessageBytes(bytes: number): void {
    this.#maxMessageBytes = bytes;
  }

  /**
   * Feeds compressed bytes of the current message; `emit` gets the pieces, 16 KiB at most and together never more
   * than `maxMessageBytes`.
   *
   * @returns The violation `deflate-data-invalid` or `message-too-big`; `undefined` when all is well.
   */
  push(bytes: Uint8Array, emit: EmitPiece): Violation | undefined {
    if (this.#violation !== undefined || bytes.length === 0) return this.#violation;
    const buffer = spareInflateBuffer ?? new Uint8Array(inflatePieceBytes);
    spareInflateBuffer = undefined;
    try {
      this.#violation = this.#inflate(bytes, buffer, emit);
    } finally {
      spareInflateBuffer = buffer;
      this.#stream.input = noBytes;
    }
    return this.#violation;
  }

  /** The message is complete: feeds the tail that §7.2.2 puts back, and forgets the window without context takeover. */
  end(emit: EmitPiece): Violation | undefined {
    // A peer may flush with a final block. §7.2.3.4 has it add 00, to which the tail fits; zlib's users forget that.
    if (!this.#afterFinalBlock) this.push(tail, emit);
    if (this.#violation === undefined && !this.#afterFinalBlock && !this.#atBlockEnd) {
      this.#violation = invalidData("the message ends within a block");
    }
    this.#messageBytes = 0;
    this.#afterFinalBlock = false;
    this.#atBlockEnd = false;
    if (!this.#options.contextTakeover) {
      zlibInflateReset(this.#stream);
      this.#restrictDistance();
    }
    return this.#violation;
  }

  #inflate(bytes: Uint8Array, buffer: Uint8Array<ArrayBuffer>, emit: EmitPiece): Violation | undefined {
    const stream = this.#stream;
    stream.input = bytes;
    stream.next_in = 0;
    stream.avail_in = bytes.length;
    do {
      stream.output = buffer;
      stream.next_out = 0;
      // One byte more than is allowed, to see whether there is one.
      const roomBytes = this.#maxMessageBytes - this.#messageBytes + 1;
      // A limit that was lowered inside a message may leave less than none.
      stream.avail_out = Math.min(inflatePieceBytes, Math.max(1, roomBytes));
      const status = zlibInflate(stream, Z_SYNC_FLUSH);
      const violation = this.#emitPiece(buffer.subarray(0, stream.next_out), emit);
      if (violation !== undefined) return violation;
      if (status === Z_BUF_ERROR) break; // Nothing left to read, nothing left to write.
      if (status !== Z_OK && status !== Z_STREAM_END) return invalidData(stream.msg);
      // zlib's data_type: bit 7 says "between blocks", the bits below 6 count those read and not yet used.
      this.#atBlockEnd = (stream.data_type & 0b1011_1111) === 0b1000_0000;
      this.#afterFinalBlock = status === Z_STREAM_END;
      if (this.#afterFinalBlock) {
        // What follows is a new DEFLATE stream over the same window.
        zlibInflateResetKeep(stream);
        this.#restrictDistance();
      }
    } while (stream.avail_in > 0 || stream.avail_out === 0);
    return undefined;
  }

  #emitPiece(piece: Uint8Array, emit: EmitPiece): Violation | undefined {
    this.#messageBytes += piece.length;
    if (this.#messageBytes > this.#maxMessageBytes) return tooBig(this.#maxMessageBytes);
    if (piece.length > 0) emit(piece);
    return undefined;
  }

  /**
   * zlib refuses only what its window has not: whether a reference that reaches too far is noticed would depend on how
   * the bytes were cut. Its limit for the zlib format, `dmax`, holds for raw data once it is set; each reset undoes that.
   */
  #restrictDistance(): void {
    this.#stream.state.dmax = 1 << this.#options.windowBits;
  }
}

function syncFlush(stream: ZStream, payload: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  stream.input = payload;
  stream.next_in = 0;
  stream.avail_in = payload.length;
  do {
    stream.output = deflateBuffer;
    stream.next_out = 0;
    stream.avail_out = deflatePieceBytes;
    const status = zlibDeflate(stream, Z_SYNC_FLUSH);
    // Z_BUF_ERROR: the flush ended exactly with the last piece.
    if (status !== Z_OK && status !== Z_BUF_ERROR) {
      throw new WsrigError("deflate-failed", `zlib cannot compress: status ${status}`);
    }
    pieces.push(deflateBuffer.slice(0, stream.next_out));
  } while (stream.avail_out === 0);
  stream.input = noBytes;
  const [only, ...more] = pieces;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(pieces);
}

function checkRange(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new WsrigError(
    "deflate-options-invalid",
    `${name} is ${value}; must be an integer from ${min} to ${max}`,
  );
}

function invalidData(reason: string): Violation {
  return {
    code: "deflate-data-invalid",
    section: "RFC 7692 §7.2.2",
    closeCode: 1007,
    message: `the compressed data are invalid: ${reason}`,
  };
}

function tooBig(maxMessageBytes: number): Violation {
  return {
    code: "message-too-big",
    section: "RFC 6455 §7.4.1",
    closeCode: 1009,
    message: `a compressed message inflates to more than the limit of ${maxMessageBytes} bytes`,
  };
}
