// The socket's side of a FrameConnection: what is read, what leaves, and how TCP ends.

import type { Socket } from "node:net";
import type { Clock } from "../clock.js";
import { WsrigError } from "../errors.js";
import type { Endpoint } from "../protocol/endpoint.js";
import { CloseRecord } from "./close-record.js";
import type { ConnectionListener, TerminateOptions } from "./connection.js";
import { DrainWatch } from "./drain-watch.js";
import { dropTcp } from "./drop-tcp.js";
import { FrameOutput } from "./frame-output.js";
import { socketError } from "./socket-error.js";
import { ownSocket, type SocketOwner } from "./socket-owner.js";
import { SocketReader } from "./socket-reader.js";
import type { SocketReads } from "./socket-reads.js";
import { TransportEnd } from "./transport-end.js";

/** What {@link FrameTransport} needs. */
export interface FrameTransportOptions {
  readonly socket: Socket;
  readonly endpoint: Endpoint;
  readonly reads: SocketReads | undefined;
  readonly head: Uint8Array | undefined;
  readonly clock: Clock;
  readonly closeTimeoutMs: number;
}

/** Moves bytes between one socket and one endpoint, and ends the socket when the endpoint says so or the peer does. */
export class FrameTransport implements SocketOwner {
  readonly output: FrameOutput;
  readonly reader: SocketReader;
  readonly closed = new CloseRecord();
  listener: ConnectionListener | undefined;
  bytesReceived = 0;
  /** Whether our side has dropped TCP. */
  wasTerminated = false;
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  readonly #clock: Clock;
  readonly #closeTimeoutMs: number;
  /** Made when somebody sees a full buffer. */
  #drain: DrainWatch | undefined;
  /** Made when the connection begins to end. */
  #end: TransportEnd | undefined;
  #error: WsrigError | undefined;

  constructor({ socket, endpoint, reads, head, clock, closeTimeoutMs }: FrameTransportOptions) {
    this.#socket = socket;
    this.#endpoint = endpoint;
    this.#clock = clock;
    this.#closeTimeoutMs = closeTimeoutMs;
    this.output = new FrameOutput({ socket, endpoint, owner: this, gathers: reads !== undefined });
    this.reader = new SocketReader({ socket, reads, head, receive: (bytes) => this.#receive(bytes) });
    socket.setNoDelay(true);
    ownSocket(socket, this);
    // A socket may have closed before it was handed over, and does not tell again.
    if (socket.closed) process.nextTick(() => this.socketClosed());
  }

  /** Bytes accepted from the caller and not yet taken by the operating system. */
  get bufferedBytes(): number {
    const bytes = this.output.waitingBytes;
    const isFull = bytes >= this.#socket.writableHighWaterMark;
    return isFull ? this.#drainWatch().seen(bytes) : bytes;
  }

  /** Resolves when the buffer is not full, or the connection has closed. */
  async waitForDrain(signal?: AbortSignal): Promise<void> {
    if (this.closed.outcome === undefined) await this.#drainWatch().wait(this.output.waitingBytes, signal);
  }

  /** Shows what is given to the socket from now on, just before, to `seen`, which must not change it. */
  watchOutput(seen: (bytes: Uint8Array, atUs: number) => void): void {
    this.output.tap = (bytes) => seen(bytes, this.#clock.nowUs());
  }

  terminate(options: TerminateOptions): void {
    this.wasTerminated = true;
    dropTcp(this.#socket, options);
  }

  /** A batch has gone to the socket, or waits because it is full. */
  flushed(): void {
    if (this.#endpoint.state !== "open") this.#advanceClosing();
    if (this.#drain?.isDue === true) this.#drain.check(this.output.waitingBytes, this.listener);
  }

  socketFailed(error: Error): void {
    this.#error ??= socketError(error);
  }

  socketDrained(): void {
    this.output.drained();
  }

  peerEnded(): void {
    this.#endpoint.receiveEof();
    this.output.abandonPieces();
    this.output.flush();
    this.flushed();
    this.#transportEnd().endOutput();
  }

  socketClosed(): void {
    if (this.closed.outcome !== undefined) return;
    this.output.end();
    this.#end?.stopDeadline();
    this.#endpoint.receiveEof();
    const { violation, ...outcome } = this.#endpoint.outcome;
    // That TCP ended is no fault of the peer when we ended it.
    const isOurs = this.wasTerminated || this.#error?.code === "close-timeout";
    const kept = isOurs && violation?.code === "connection-lost" ? undefined : violation;
    this.#drain?.release();
    this.closed.set({ ...outcome, violation: kept, error: this.#error });
    this.closed.tell(this.listener);
  }

  #receive(bytes: Uint8Array): void {
    this.bytesReceived += bytes.length;
    const { output } = this;
    output.beginBatch();
    try {
      this.#endpoint.receive(bytes, this.#clock.nowUs());
    } finally {
      output.endBatch();
    }
  }

  #advanceClosing(): void {
    if (this.closed.outcome !== undefined) return;
    const end = this.#transportEnd();
    end.startDeadline();
    // The peer must not be blamed for an answer that a pause of ours kept from being read.
    this.reader.resume();
    if (!this.#endpoint.shouldEndTransport || !this.output.isHandedOver) return;
    end.endOutput();
  }

  #drainWatch(): DrainWatch {
    this.#drain ??= new DrainWatch(this.#socket.writableHighWaterMark);
    return this.#drain;
  }

  #transportEnd(): TransportEnd {
    this.#end ??= new TransportEnd({
      socket: this.#socket,
      clock: this.#clock,
      timeoutMs: this.#closeTimeoutMs,
      timedOut: () => this.#closeTimedOut(),
    });
    return this.#end;
  }

  #closeTimedOut(): void {
    const what = this.#endpoint.state === "closing" ? "answer the close frame" : "end TCP";
    const limit = `within ${this.#closeTimeoutMs} ms`;
    this.#error ??= new WsrigError("close-timeout", `the peer did not ${what} ${limit}`);
  }
}
