// Copies the frames of one direction until they are a message.

import { Opcode } from "../../../protocol/opcodes.js";
import type { SeenFrame } from "../frame-recorder.js";

/** What a message takes beside its payload, about. */
const overheadBytes = 200;

/** A whole message in bytes of its own. */
export interface GatheredMessage {
  readonly isText: boolean;
  readonly payload: Uint8Array;
  /** Payload bytes of each of its frames on the wire, where they are deflated when the message is compressed. */
  readonly frameBytes: readonly number[];
}

/** Where a {@link MessageGatherer} delivers. */
export interface GathererSink {
  /** Whether so many bytes more may be held. */
  take(bytes: number): boolean;
  /** There was no room: the message under way is dropped. */
  noRoom(): void;
  gathered(message: GatheredMessage, atUs: number): void;
}

/** See the file's first line. Control frames are not for it. */
export class MessageGatherer {
  readonly #sink: GathererSink;
  readonly #isMasked: boolean;
  #isText = false;
  #pieces: Uint8Array[] = [];
  #frameBytes: number[] = [];

  /** @param isMasked - Whether its frames are, as those of a client. */
  constructor(sink: GathererSink, isMasked: boolean) {
    this.#sink = sink;
    this.#isMasked = isMasked;
  }

  /** Whether there are frames of a message that has not ended. */
  get isUnderWay(): boolean {
    return this.#pieces.length > 0;
  }

  add({ opcode, fin, payload, wireBytes }: SeenFrame, atUs: number): void {
    if (opcode !== Opcode.continuation) this.#isText = opcode === Opcode.text;
    if (!this.#sink.take(payload.length + overheadBytes)) {
      this.giveUp();
      this.#sink.noRoom();
      return;
    }
    // Not `slice`, which for a Buffer is a view.
    this.#pieces.push(new Uint8Array(payload));
    this.#frameBytes.push(wirePayloadBytes(wireBytes, this.#isMasked));
    if (!fin) return;
    const pieces = this.#pieces;
    const frameBytes = this.#frameBytes;
    this.giveUp();
    const [only] = pieces;
    const whole = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    this.#sink.gathered({ isText: this.#isText, payload: whole, frameBytes }, atUs);
  }

  /** Drops what is there of a message. */
  giveUp(): void {
    this.#pieces = [];
    this.#frameBytes = [];
  }
}

/** RFC 6455 §5.2: two bytes, a mask of four, and two or eight bytes more for lengths above 125 and above 65535. */
function wirePayloadBytes(wireBytes: number, isMasked: boolean): number {
  const bytes = wireBytes - (isMasked ? 6 : 2);
  if (bytes <= 125) return bytes;
  return bytes - 2 <= 0xffff ? bytes - 2 : bytes - 8;
}
