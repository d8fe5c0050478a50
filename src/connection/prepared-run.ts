// Sends of one prepared message that have not left yet: a count, until they leave in one slice.

import type { PreparedFrames } from "./prepared-frames.js";

const nothing: readonly Uint8Array[] = Object.freeze([]);

/** The same prepared message `count` times. */
export class PreparedRun {
  /** Frames and messages of all runs taken. */
  framesTaken = 0;
  messagesTaken = 0;
  #message: PreparedFrames | undefined;
  #count = 0;

  /** Wire bytes of the run. */
  get bytes(): number {
    return this.#message === undefined ? 0 : this.#message.wireBytes * this.#count;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether `message` can be added to the run as it is. */
  fits(message: PreparedFrames): boolean {
    return this.#count === 0 || this.#message === message;
  }

  add(message: PreparedFrames): void {
    this.#message = message;
    this.#count++;
  }

  /** The wire bytes of the run, which is empty then. */
  take(): readonly Uint8Array[] {
    const message = this.#message;
    const count = this.#count;
    if (message === undefined || count === 0) return nothing;
    this.#count = 0;
    this.framesTaken += count * message.frames;
    this.messagesTaken += count;
    return message.runs(count);
  }
}
