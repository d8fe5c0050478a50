// Incremental frame decoder, RFC 6455 §5.2: bytes cut anywhere in, headers and unmasked payload pieces out.

import { bigEndian16, bigEndian32, bigEndian64 } from "./big-endian.js";
import { chunkView } from "./chunk-view.js";
import { judgeFirstByte, judgeLength, judgeSecondByte } from "./frame-rules.js";
import type { ProtocolLimits } from "./limits.js";
import { maskRange } from "./mask.js";
import type { Role } from "./opcodes.js";
import type { Violation } from "./violation.js";

/** A frame's header. The decoder uses one object for all frames: valid until the next `header` call. */
export interface FrameHeader {
  readonly fin: boolean;
  /** RSV1-3 as one number: 4 is RSV1. */
  readonly rsv: number;
  readonly opcode: number;
  readonly masked: boolean;
  /** Unsigned 32 bit; 0 when not masked. */
  readonly maskKey: number;
  readonly payloadBytes: number;
  readonly headerBytes: number;
}

/** Options of {@link FrameDecoder}. */
export interface FrameDecoderOptions {
  /** Our own role: a server demands masks, a client forbids them. */
  readonly role: Role;
  readonly limits: Pick<ProtocolLimits, "maxFrameBytes">;
  /** Whether permessage-deflate was agreed. */
  readonly allowRsv1: boolean;
}

/** Where a decoder delivers. */
export interface FrameDecoderSink {
  header(header: FrameHeader): void;
  /** At least once per frame, with an empty piece when there is no payload. The piece is a view, valid during the call. */
  payload(header: FrameHeader, piece: Uint8Array, isLast: boolean): void;
  /** Once; nothing comes after it. */
  violation(violation: Violation): void;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const MAX_HEADER_BYTES = 14;
const noBytes = Buffer.alloc(0);

/** Decodes the frames of one connection. Judges headers only; the order of frames is the message assembler's. */
export class FrameDecoder {
  readonly #sink: FrameDecoderSink;
  readonly #role: Role;
  readonly #allowRsv1: boolean;
  #maxFrameBytes: number;
  readonly #legalFirstBytes: Uint8Array;
  readonly #maskBit: number;
  readonly #header: Mutable<FrameHeader> = {
    fin: false,
    rsv: 0,
    opcode: 0,
    masked: false,
    maskKey: 0,
    payloadBytes: 0,
    headerBytes: 0,
  };
  /** Start of a header that the last chunk cut. */
  readonly #partial = Buffer.alloc(MAX_HEADER_BYTES);
  #partialBytes = 0;
  /** Payload bytes of the current frame still to come. */
  #payloadLeft = 0;
  #stopped = false;

  constructor(options: FrameDecoderOptions, sink: FrameDecoderSink) {
    this.#sink = sink;
    this.#role = options.role;
    this.#allowRsv1 = options.allowRsv1;
    this.#maxFrameBytes = options.limits.maxFrameBytes;
    this.#legalFirstBytes = options.allowRsv1 ? legalWithRsv1 : legalWithoutRsv1;
    this.#maskBit = options.role === "server" ? 0x80 : 0;
  }

  /** From the next header on. */
  setMaxFrameBytes(bytes: number): void {
    this.#maxFrameBytes = bytes;
  }

  /** Whether the last byte received was not the last of a frame. */
  get isInsideFrame(): boolean {
    return this.#payloadLeft > 0 || this.#partialBytes > 0;
  }

  /** Ignores everything from here on, the rest of the current chunk included. */
  stop(): void {
    this.#stopped = true;
  }

  /** Takes the next bytes, which are the decoder's for the call: it unmasks in place and delivers views of them. */
  receive(bytes: Uint8Array): void {
    const end = bytes.length;
    let at = 0;
    while (at < end && !this.#stopped) {
      if (this.#payloadLeft > 0) {
        at = this.#deliver(bytes, at, end);
        continue;
      }
      if (this.#partialBytes === 0 && end - at >= 2 && end - at >= headerBytesOf(bytes[at + 1] as number)) {
        at += this.#parse(bytes, at);
      } else {
        at = this.#collect(bytes, at, end);
        if (this.#partialBytes > 0) return;
      }
      if (this.#stopped) return;
      this.#payloadLeft = this.#header.payloadBytes;
      this.#sink.header(this.#header);
      if (this.#payloadLeft === 0 && !this.#stopped) this.#sink.payload(this.#header, noBytes, true);
    }
  }

  /** Delivers what `bytes` hold of the payload; gives where they go on. */
  #deliver(bytes: Uint8Array, start: number, end: number): number {
    const header = this.#header;
    const left = this.#payloadLeft;
    const pieceEnd = left <= end - start ? start + left : end;
    if (header.maskKey !== 0) maskRange(bytes, start, pieceEnd, header.maskKey, header.payloadBytes - left);
    this.#payloadLeft = left - (pieceEnd - start);
    this.#sink.payload(header, chunkView(bytes, start, pieceEnd), this.#payloadLeft === 0);
    return pieceEnd;
  }

  /** Takes a cut header byte by byte, so that it is judged as early as it can be; gives where `bytes` go on. */
  #collect(bytes: Uint8Array, start: number, end: number): number {
    const partial = this.#partial;
    for (let at = start; at < end; ) {
      partial[this.#partialBytes++] = bytes[at++] as number;
      if (this.#partialBytes === 1) this.#checkFirstByte(partial[0] as number);
      else if (this.#partialBytes === 2) this.#checkSecondByte(partial[0] as number, partial[1] as number);
      if (this.#stopped) return end;
      if (this.#partialBytes > 1 && this.#partialBytes === headerBytesOf(partial[1] as number)) {
        this.#partialBytes = 0;
        this.#parse(partial, 0);
        return at;
      }
    }
    return end;
  }

  /** Reads the header that lies whole at `at`; gives its bytes. */
  #parse(bytes: Uint8Array, at: number): number {
    const first = bytes[at] as number;
    const second = bytes[at + 1] as number;
    const header = this.#header;
    if (this.#legalFirstBytes[first] === 0) this.#checkFirstByte(first);
    else if ((second & 0x80) !== this.#maskBit || ((first & 0x8) !== 0 && (second & 0x7f) > 125)) {
      this.#checkSecondByte(first, second);
    }
    header.fin = (first & 0x80) !== 0;
    header.rsv = (first >>> 4) & 0x7;
    header.opcode = first & 0x0f;
    header.masked = (second & 0x80) !== 0;
    const code = second & 0x7f;
    let end = at + 2;
    if (code < 126) header.payloadBytes = code;
    else if (code === 126) {
      header.payloadBytes = bigEndian16(bytes, end);
      end += 2;
    } else {
      header.payloadBytes = bigEndian64(bytes, end);
      end += 8;
    }
    if (code >= 126 || code > this.#maxFrameBytes) {
      this.#checkLength(code, code === 127 && (bytes[at + 2] as number) >= 0x80);
    }
    if (header.masked) {
      header.maskKey = bigEndian32(bytes, end);
      end += 4;
    } else header.maskKey = 0;
    header.headerBytes = end - at;
    return header.headerBytes;
  }

  #checkFirstByte(byte: number): void {
    this.#judge(judgeFirstByte(byte, this.#allowRsv1));
  }

  #checkSecondByte(first: number, second: number): void {
    this.#judge(judgeSecondByte(first & 0x0f, second, this.#role));
  }

  #checkLength(code: number, topBit: boolean): void {
    const length = { code, topBit, bytes: this.#header.payloadBytes };
    this.#judge(judgeLength(length, this.#maxFrameBytes));
  }

  #judge(violation: Violation | undefined): void {
    if (violation === undefined || this.#stopped) return;
    this.#stopped = true;
    this.#sink.violation(violation);
  }
}

const legalWithRsv1 = legalFirstBytes(true);
const legalWithoutRsv1 = legalFirstBytes(false);

function legalFirstBytes(allowRsv1: boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (judgeFirstByte(byte, allowRsv1) ? 0 : 1));
}

function headerBytesOf(secondByte: number): number {
  const code = secondByte & 0x7f;
  const maskBytes = (secondByte & 0x80) >>> 5;
  if (code < 126) return 2 + maskBytes;
  return (code === 126 ? 4 : 10) + maskBytes;
}
