// What went over the wire in one case, with times, in bounded memory.

import type { RawFrame } from "../../protocol/raw-frame.js";
import type { SeenFrame } from "./frame-reader.js";

/** Who sent it. */
export type Sender = "driver" | "peer";

/** One line of the log. Times are µs after the case began. */
export type WireEntry =
  | {
      readonly kind: "frame";
      readonly atUs: number;
      readonly sender: Sender;
      readonly opcode: number;
      readonly fin: boolean;
      readonly rsv: number;
      readonly isMasked: boolean;
      readonly payloadBytes: number;
      /** The first bytes of the payload in hexadecimal, unmasked. */
      readonly payloadHex: string;
      /** Written in pieces of this many bytes, each by a write of its own. */
      readonly pieceBytes?: number | undefined;
    }
  /** HTTP, bytes that are no frame, or a part of a frame's payload, unmasked. */
  | {
      readonly kind: "bytes";
      readonly atUs: number;
      readonly sender: Sender;
      readonly bytes: number;
      readonly hex: string;
    }
  /** What happened beside the bytes: `the peer closed TCP`. */
  | { readonly kind: "note"; readonly atUs: number; readonly text: string };

/** The log of a case: its beginning and its end, as the middle of a flood tells nothing new. */
export interface WireLogRecord {
  readonly first: readonly WireEntry[];
  /** Entries between `first` and `last` that were not kept. */
  readonly omitted: number;
  readonly last: readonly WireEntry[];
}

const keptFirst = 120;
const keptLast = 60;
/** Payload bytes kept of a frame. */
const keptBytes = 256;
/** Bytes kept of what is no frame: the head of a handshake should be there whole. */
const keptHttpBytes = 1_024;

/** Collects the entries of one case. */
export class WireLog {
  readonly #sinceStartUs: () => number;
  readonly #first: WireEntry[] = [];
  readonly #last: WireEntry[] = [];
  #omitted = 0;

  constructor(sinceStartUs: () => number) {
    this.#sinceStartUs = sinceStartUs;
  }

  sent(frame: RawFrame, isMasked: boolean, pieceBytes?: number): void {
    const { opcode, fin = true, rsv = 0, payload = new Uint8Array(0) } = frame;
    this.#addFrame("driver", { opcode, fin, rsv, isMasked, payload, pieceBytes });
  }

  received(frame: SeenFrame): void {
    const { opcode, fin, rsv, maskKey, payload } = frame;
    this.#addFrame("peer", { opcode, fin, rsv, isMasked: maskKey !== undefined, payload });
  }

  bytes(sender: Sender, bytes: Uint8Array): void {
    this.#add({
      kind: "bytes",
      atUs: this.#sinceStartUs(),
      sender,
      bytes: bytes.length,
      hex: hexOf(bytes, keptHttpBytes),
    });
  }

  note(text: string): void {
    this.#add({ kind: "note", atUs: this.#sinceStartUs(), text });
  }

  record(): WireLogRecord {
    return { first: [...this.#first], omitted: this.#omitted, last: [...this.#last] };
  }

  #addFrame(
    sender: Sender,
    frame: {
      readonly opcode: number;
      readonly fin: boolean;
      readonly rsv: number;
      readonly isMasked: boolean;
      readonly payload: Uint8Array;
      readonly pieceBytes?: number | undefined;
    },
  ): void {
    const { payload, ...rest } = frame;
    const sizes = { payloadBytes: payload.length, payloadHex: hexOf(payload, keptBytes) };
    this.#add({ kind: "frame", atUs: this.#sinceStartUs(), sender, ...rest, ...sizes });
  }

  #add(entry: WireEntry): void {
    if (this.#first.length < keptFirst) {
      this.#first.push(entry);
      return;
    }
    this.#last.push(entry);
    if (this.#last.length <= keptLast) return;
    this.#last.shift();
    this.#omitted++;
  }
}

function hexOf(bytes: Uint8Array, most: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, most)).toString("hex");
}
