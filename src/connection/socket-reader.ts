// Input of one socket: held back until somebody listens, stamped once per read.

import type { Socket } from "node:net";
import type { Clock } from "../clock.js";
import type { SocketReads } from "./socket-reads.js";

/** What {@link SocketReader} needs. */
export interface SocketReaderOptions {
  readonly socket: Socket;
  /** Of a socket made with `onread`; otherwise its `data` events are taken. */
  readonly reads: SocketReads | undefined;
  /** Bytes that were read before. */
  readonly head: Uint8Array | undefined;
  readonly clock: Clock;
  /** Gets each read; the bytes are valid only during the call and may be changed. */
  readonly receive: (bytes: Uint8Array) => void;
}

/** Reads a socket from the call of {@link SocketReader.start} on. */
export class SocketReader {
  /** When the bytes that are being received were read, in µs of the clock. */
  readAtUs = 0;
  bytesReceived = 0;
  readonly #options: SocketReaderOptions;
  readonly #socket: Socket;
  readonly #clock: Clock;
  #early: Uint8Array[] = [];
  #hasStarted = false;
  #isPaused = false;

  constructor(options: SocketReaderOptions) {
    const { socket, reads, head } = options;
    this.#options = options;
    this.#socket = socket;
    this.#clock = options.clock;
    if (head !== undefined && head.length > 0) this.#early.push(head);
    socket.pause();
    // A TLS socket may still give what it had decrypted before it was paused.
    if (reads !== undefined) reads.receive = (bytes) => this.#early.push(bytes.slice());
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
    const { reads } = this.#options;
    const early = this.#early;
    this.#early = [];
    for (const bytes of early) this.#receive(bytes);
    if (reads === undefined) this.#socket.on("data", this.#receive);
    else reads.receive = this.#receive;
    if (!this.#isPaused) this.#socket.resume();
  }

  readonly #receive = (bytes: Uint8Array): void => {
    this.bytesReceived += bytes.length;
    this.readAtUs = this.#clock.nowUs();
    this.#options.receive(bytes);
  };
}
