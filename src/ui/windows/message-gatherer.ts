// Copies the frames of one direction until they are a message.

import { Opcode } from "../../protocol/opcodes.js";
import type { SeenFrame } from "./frame-recorder.js";

/** What a message takes beside its payload, about. */
const overheadBytes = 200;

/** A whole message in bytes of its own. */
export interface GatheredMessage {
  readonly isText: boolean;
  readonly payload: Uint8Array;
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
  #isText = false;
  #pieces: Uint8Array[] = [];

  constructor(sink: GathererSink) {
    this.#sink = sink;
  }

  /** Whether there are frames of a message that has not ended. */
  get isUnderWay(): boolean {
    return this.#pieces.length > 0;
  }

  add({ opcode, fin, payload }: SeenFrame, atUs: number): void {
    if (opcode !== Opcode.continuation) this.#isText = opcode === Opcode.text;
    if (!this.#sink.take(payload.length + overheadBytes)) {
      this.giveUp();
      this.#sink.noRoom();
      return;
    }
    // Not `slice`, which for a Buffer is a view.
    this.#pieces.push(new Uint8Array(payload));
    if (!fin) return;
    const pieces = this.#pieces;
    this.#pieces = [];
    const [only] = pieces;
    const whole = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    const frameBytes = pieces.map((piece) => piece.length);
    this.#sink.gathered({ isText: this.#isText, payload: whole, frameBytes }, atUs);
  }

  /** Drops what is there of a message. */
  giveUp(): void {
    this.#pieces = [];
  }
}
