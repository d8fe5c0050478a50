// Bytes of a TCP socket that somebody else reads and writes, counted from the moment it was handed over.

import type { Socket } from "node:net";

/** Counts on one socket; all 0 without a socket. */
export class TcpBytes {
  readonly #tcp: Socket | undefined;
  readonly #readBefore: number;
  readonly #writtenBefore: number;
  #told = 0;

  constructor(tcp: Socket | undefined) {
    this.#tcp = tcp;
    this.#readBefore = tcp?.bytesRead ?? 0;
    this.#writtenBefore = tcp?.bytesWritten ?? 0;
  }

  get received(): number {
    return (this.#tcp?.bytesRead ?? 0) - this.#readBefore;
  }

  /** Less what waits: the end of the socket drops that, and a count must not fall. */
  get sent(): number {
    if (this.#tcp === undefined) return 0;
    return this.#tcp.bytesWritten - this.#tcp.writableLength - this.#writtenBefore;
  }

  /** Bytes handed to the operating system since the last call. */
  takeWritten(): number {
    // Node reports the writes that `destroy` dropped as done.
    if (this.#tcp?.destroyed) return 0;
    const bytes = this.sent - this.#told;
    this.#told += bytes;
    return bytes;
  }
}
