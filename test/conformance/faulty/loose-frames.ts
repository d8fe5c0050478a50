// Frames as the loose peer reads and writes them: RFC 6455 §5.2, written anew so that no bug is shared with src/.

/** A frame's header, broken or not. */
export interface LooseHeader {
  readonly fin: boolean;
  /** RSV1-3 as one number; 4 is RSV1. */
  readonly rsv: number;
  readonly opcode: number;
  readonly isMasked: boolean;
  /** 7, 16 or 64: the width of the length field. */
  readonly lengthBits: 7 | 16 | 64;
  readonly hasTopBit: boolean;
  readonly payloadBytes: number;
}

/** Told of each part of each frame, in order. */
export interface FrameSink {
  headerRead(header: LooseHeader): void;
  /** Unmasked. */
  payloadRead(piece: Buffer): void;
  frameEnded(): void;
}

/** Cuts bytes into frames as they come. */
export class LooseFrameParser {
  readonly #sink: FrameSink;
  #head: Buffer = Buffer.alloc(0);
  #header: LooseHeader | undefined;
  #key: Buffer | undefined;
  #missing = 0;
  #at = 0;
  #isStopped = false;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Whether the bytes so far end with a whole frame. */
  get isBetweenFrames(): boolean {
    return this.#header === undefined && this.#head.length === 0;
  }

  /** Reads nothing more. */
  stop(): void {
    this.#isStopped = true;
  }

  push(bytes: Uint8Array): void {
    let rest: Buffer = Buffer.from(bytes);
    while (rest.length > 0 && !this.#isStopped) {
      rest = this.#header === undefined ? this.#pushHead(rest) : this.#pushPayload(rest);
    }
  }

  #pushHead(bytes: Buffer): Buffer {
    const before = this.#head.length;
    const head = Buffer.concat([this.#head, bytes.subarray(0, 14 - before)]);
    const needed = headBytes(head);
    if (needed === undefined || head.length < needed) {
      this.#head = head;
      return bytes.subarray(head.length - before);
    }
    this.#head = Buffer.alloc(0);
    this.#header = readHeader(head);
    this.#key = this.#header.isMasked ? Buffer.from(head.subarray(needed - 4, needed)) : undefined;
    this.#missing = this.#header.payloadBytes;
    this.#at = 0;
    this.#sink.headerRead(this.#header);
    if (this.#missing === 0) this.#end();
    return bytes.subarray(needed - before);
  }

  #pushPayload(bytes: Buffer): Buffer {
    const piece = bytes.subarray(0, this.#missing);
    if (this.#key !== undefined) {
      for (let i = 0; i < piece.length; i++) {
        piece[i] = (piece[i] as number) ^ (this.#key[(this.#at + i) % 4] as number);
      }
    }
    this.#at += piece.length;
    this.#missing -= piece.length;
    this.#sink.payloadRead(piece);
    if (this.#missing === 0) this.#end();
    return bytes.subarray(piece.length);
  }

  #end(): void {
    this.#header = undefined;
    if (!this.#isStopped) this.#sink.frameEnded();
  }
}

function headBytes(head: Buffer): number | undefined {
  if (head.length < 2) return undefined;
  const second = head[1] as number;
  const code = second % 128;
  return 2 + (code === 126 ? 2 : code === 127 ? 8 : 0) + (second >= 128 ? 4 : 0);
}

function readHeader(head: Buffer): LooseHeader {
  const first = head[0] as number;
  const second = head[1] as number;
  const code = second % 128;
  const hasTopBit = code === 127 && (head[2] as number) >= 128;
  const long = code === 127 ? Number(head.readBigUInt64BE(2) & 0x7fffffffffffffffn) : 0;
  return {
    fin: first >= 128,
    rsv: Math.floor(first / 16) % 8,
    opcode: first % 16,
    isMasked: second >= 128,
    lengthBits: code === 126 ? 16 : code === 127 ? 64 : 7,
    hasTopBit,
    payloadBytes: code === 126 ? head.readUInt16BE(2) : code === 127 ? long : code,
  };
}

/** A frame to write. */
export interface LooseFrame {
  readonly opcode: number;
  readonly payload: Uint8Array;
  readonly fin?: boolean;
  readonly rsv?: number;
  readonly isMasked: boolean;
  /** Wider than it need be. */
  readonly isLongForm?: boolean;
}

/** The bytes of a frame. Masked with a fixed key: nothing here depends on it. */
export function writeLooseFrame(frame: LooseFrame): Buffer {
  const { opcode, payload, fin = true, rsv = 0, isMasked, isLongForm = false } = frame;
  const size = payload.length;
  const bits = size > 65_535 ? 64 : size > 125 ? 16 : 7;
  const width = isLongForm ? (bits === 7 ? 16 : 64) : bits;
  const length = Buffer.alloc(width === 64 ? 9 : width === 16 ? 3 : 1);
  length[0] = (isMasked ? 128 : 0) + (width === 64 ? 127 : width === 16 ? 126 : size);
  if (width === 16) length.writeUInt16BE(size, 1);
  if (width === 64) length.writeBigUInt64BE(BigInt(size), 1);
  const first = Buffer.from([(fin ? 128 : 0) + rsv * 16 + opcode]);
  if (!isMasked) return Buffer.concat([first, length, payload]);
  const key = Buffer.from("5ee5f00d", "hex");
  const masked = Buffer.from(payload);
  for (let i = 0; i < masked.length; i++) masked[i] = (masked[i] as number) ^ (key[i % 4] as number);
  return Buffer.concat([first, length, key, masked]);
}
