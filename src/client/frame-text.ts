// The text and bytes of a message frame by frame.

import type { ReceivedFrame } from "../connection/connection.js";
import { isControl, Opcode } from "../protocol/opcodes.js";

/** Where {@link FrameText} delivers. */
export interface FrameTextSink {
  text(frame: string, isLast: boolean): void;
  /** A view that is valid only during the call. */
  binary(frame: Uint8Array, isLast: boolean): void;
}

/** Tells text frames from binary ones, and decodes text incrementally: a code point that a fragment cuts arrives with the next frame. */
export class FrameText {
  readonly #sink: FrameTextSink;
  // A byte order mark belongs to the message (WHATWG would drop it).
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #isText = false;

  constructor(sink: FrameTextSink) {
    this.#sink = sink;
  }

  /** Control frames are passed over. */
  add({ opcode, fin, payload }: ReceivedFrame): void {
    if (isControl(opcode)) return;
    if (opcode !== Opcode.continuation) this.#isText = opcode === Opcode.text;
    if (this.#isText) this.#sink.text(this.#decoder.decode(payload, { stream: !fin }), fin);
    else this.#sink.binary(payload, fin);
  }
}
