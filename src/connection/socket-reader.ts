// Input of one socket: held back until somebody listens.

import type { Socket } from "node:net";
import type { SocketReads } from "./socket-reads.js";

/** What {@link SocketReader} needs. */
export interface SocketReaderOptions {
  readonly socket: Socket;
  /** Of a socket made with `onread`; otherwise its `data` events are taken. */
  readonly reads: SocketReads | undefined;
  /** Bytes that were read before. */
  readonly head: Uint8Array | undefined;
  /** Gets each read; the bytes are valid only during the call and may be changed. */
  readonly receive: (bytes: Uint8Array) => void;
}

/** Reads a socket from the call of {@link SocketReader.start} on. */
export class SocketReader {
  readonly #socket: Socket;
  readonly #reads: SocketReads | undefined;
  readonly #receive: (bytes: Uint8Array) => void;
  /** What came before the start. */
  #early: Uint8Array[] | undefined;
  #hasStarted = false;
  #isPaused = false;

  constructor({ socket, reads, head, receive }: SocketReaderOptions) {
    this.#socket = socket;
    this.#reads = reads;
    this.#receive = receive;
    const early: Uint8Array[] = head !== undefined && head.length > 0 ? [head] : [];
    this.#early = early;
    socket.pause();
    // A TLS socket may still give what it had decrypted before it was paused.
    if (reads !== undefined) reads.receive = (bytes) => early.push(bytes.slice());
  }

  /** Begins to read, but not before the caller has returned: a listener is never called from inside `setListener`. */
  start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    process.nextTick(() => this.#begin());
  }

  pause(): void {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#hasStarted) this.#socket.resume();
  }

  #begin(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const bytes of early) this.#receive(bytes);
    if (this.#reads === undefined) this.#socket.on("data", this.#receive);
    else this.#reads.receive = this.#receive;
    if (!this.#isPaused) this.#socket.resume();
  }
}
