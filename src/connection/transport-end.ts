// How TCP ends after the closing handshake, and what when it does not (RFC 6455 §7.1.1).

import type { Socket } from "node:net";
import { type Clock, sleepMs } from "../clock.js";

/** What {@link TransportEnd} needs. */
export interface TransportEndOptions {
  readonly socket: Socket;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Called when time was up and the socket is about to be destroyed. */
  readonly timedOut: () => void;
}

/** Ends one socket, with patience. */
export class TransportEnd {
  readonly #options: TransportEndOptions;
  #deadline: AbortController | undefined;
  #hasEnded = false;

  constructor(options: TransportEndOptions) {
    this.#options = options;
  }

  /** The closing handshake is under way: from the first call on the whole ending may take `timeoutMs`. */
  startDeadline(): void {
    if (this.#deadline !== undefined) return;
    this.#deadline = new AbortController();
    const { socket, clock, timeoutMs, timedOut } = this.#options;
    sleepMs(clock, timeoutMs, this.#deadline.signal).then(
      () => {
        timedOut();
        socket.destroy();
      },
      () => {
        // TCP ended in time.
      },
    );
  }

  /**
   * Ends our half of TCP once what was written has left.
   *
   * The peer's half is read on and thrown away: closing with unread bytes would reset TCP, and a reset can overtake our
   * close frame.
   */
  endOutput(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#options.socket.end();
  }

  /** TCP has ended. */
  stopDeadline(): void {
    this.#deadline?.abort();
  }
}
