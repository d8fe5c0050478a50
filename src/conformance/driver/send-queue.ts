// Writes in order: whole, or in pieces of which each is a write of its own.

import { chop } from "../../protocol/frame-encoder.js";
import type { Wire } from "./wire.js";

/** How bytes are written. */
export interface WriteOptions {
  /** Each piece of so many bytes by a write of its own, the next only when the system has taken it. */
  readonly pieceBytes?: number | undefined;
  /** Waits in the same queue as pieces do, but goes whole: frame by frame. */
  readonly isQueued?: boolean | undefined;
  /** All frames of the call by one write: for messages of many small frames. Without the two others. */
  readonly inOneWrite?: boolean | undefined;
}

/** What a driver sends. Once something waits, all that is sent later waits behind it. */
export class SendQueue {
  readonly #wire: Wire;
  #waiting: Uint8Array[] = [];
  #next = 0;
  #isWriting = false;
  #idle: (() => void)[] = [];
  #ends = false;
  /** What is to leave by one write. */
  #together: Uint8Array[] | undefined;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** What `act` sends leaves by one write. */
  together(act: () => void): void {
    const bytes: Uint8Array[] = [];
    this.#together = bytes;
    try {
      act();
    } finally {
      this.#together = undefined;
    }
    this.send(Buffer.concat(bytes));
  }

  send(bytes: Uint8Array, { pieceBytes, isQueued = false }: WriteOptions = {}): void {
    if (this.#together !== undefined) {
      this.#together.push(bytes);
      return;
    }
    if (pieceBytes !== undefined) for (const piece of chop(bytes, pieceBytes)) this.#waiting.push(piece);
    else if (isQueued || this.#isBusy) this.#waiting.push(bytes);
    else {
      this.#wire.write(bytes);
      return;
    }
    this.#writeNext();
  }

  /** Sends FIN after all that waits. */
  end(): void {
    this.#ends = true;
    if (!this.#isBusy) this.#wire.end();
  }

  /** Whether the system has taken all that was sent. */
  get isIdle(): boolean {
    return !this.#isBusy && this.#wire.bufferedBytes === 0;
  }

  /** Resolves when nothing waits and the system has taken all that was written. */
  async flushed(): Promise<void> {
    while (this.#isBusy) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await new Promise<void>((resolve) => this.#wire.write(new Uint8Array(0), resolve));
  }

  /** Forgets what waits: nothing can be sent any more. */
  clear(): void {
    this.#waiting = [];
    this.#next = 0;
    this.#tellIdle();
  }

  get #isBusy(): boolean {
    return this.#isWriting || this.#next < this.#waiting.length;
  }

  #writeNext(): void {
    if (this.#isWriting) return;
    const bytes = this.#waiting[this.#next];
    if (bytes === undefined) {
      this.#waiting = [];
      this.#next = 0;
      this.#tellIdle();
      if (this.#ends) this.#wire.end();
      return;
    }
    this.#next++;
    this.#isWriting = true;
    this.#wire.write(bytes, () => {
      this.#isWriting = false;
      this.#writeNext();
    });
  }

  #tellIdle(): void {
    for (const tell of this.#idle.splice(0)) tell();
  }
}
