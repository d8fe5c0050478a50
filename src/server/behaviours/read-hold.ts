// Backpressure: stop reading from a peer for as long as what it causes cannot be sent.

import type { Connection } from "../../connection/connection.js";

/**
 * Bytes that may wait for one peer before we stop reading from whoever causes them. With one batch of messages that was
 * read already, this bounds what a peer that does not read can make the server hold.
 */
export const highWaterBytes = 1024 * 1024;

/** Pauses a connection's reading while at least one reason holds. */
export class ReadHold {
  readonly #connection: Connection;
  readonly #full = new Set<Connection>();
  #reasons = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get isHolding(): boolean {
    return this.#reasons > 0;
  }

  /** Adds a reason; call the result to take it back. Further calls of the result do nothing. */
  hold(): () => void {
    this.#reasons += 1;
    if (this.#reasons === 1) this.#connection.pauseReading();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#reasons -= 1;
      if (this.#reasons === 0 && this.#connection.state !== "closed") this.#connection.resumeReading();
    };
  }

  /** Stops reading until `recipient` has drained or closed, if more than {@link highWaterBytes} wait for it. */
  holdWhileFull(recipient: Connection): void {
    // Messages that were read already may still come by the thousand: one reason per recipient is enough.
    if (recipient.bufferedBytes <= highWaterBytes || this.#full.has(recipient)) return;
    this.#full.add(recipient);
    const release = this.hold();
    void recipient.waitForDrain().then(() => {
      this.#full.delete(recipient);
      release();
    });
  }
}
