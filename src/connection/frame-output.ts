// What leaves a FrameConnection: gathered into batches, one write each.

import type { Socket } from "node:net";
import type { Endpoint } from "../protocol/endpoint.js";
import { chop } from "../protocol/frame-encoder.js";
import type { PreparedFrames } from "./prepared-frames.js";
import { PreparedRun } from "./prepared-run.js";
import { SocketWriter } from "./socket-writer.js";

/** What {@link FrameOutput} needs. */
export interface FrameOutputOptions {
  readonly socket: Socket;
  readonly endpoint: Endpoint;
  /** Called after each batch, when the socket has taken it or is full. */
  readonly flushed: () => void;
}

/**
 * The output of one connection.
 *
 * Prepared messages are counted in a run beside the endpoint's queue, and a run leaves before what is queued. So a run begins
 * only while the queue is empty, and everything else that is sent puts the run into the queue first.
 */
export class FrameOutput {
  /** Told how many bytes more the operating system has taken. Set before the first send, for an exact sum. */
  onWritten: ((bytes: number) => void) | undefined;
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  readonly #flushed: () => void;
  readonly #writer: SocketWriter;
  readonly #run = new PreparedRun();
  #isInBatch = false;
  #isFlushDue = false;
  #bytesTold = 0;

  constructor(options: FrameOutputOptions) {
    this.#socket = options.socket;
    this.#endpoint = options.endpoint;
    this.#flushed = options.flushed;
    this.#writer = new SocketWriter(options.socket, this.#writerReady);
  }

  get bytesSent(): number {
    return this.#writer.bytesSent;
  }

  /** Frames and messages that left past the endpoint's counters. */
  get preparedFramesSent(): number {
    return this.#run.framesTaken;
  }

  get preparedMessagesSent(): number {
    return this.#run.messagesTaken;
  }

  /** Bytes that the operating system has not yet taken. */
  get waitingBytes(): number {
    return this.#run.bytes + this.#endpoint.outputBytes + this.#writer.bufferedBytes;
  }

  /** Whether everything has been given to the socket. */
  get isHandedOver(): boolean {
    return this.#run.isEmpty && this.#endpoint.outputBytes === 0 && this.#writer.isReady;
  }

  /** From here on sends wait for `endBatch`. */
  beginBatch(): void {
    this.#isInBatch = true;
  }

  endBatch(): void {
    this.#isInBatch = false;
    this.flush();
    this.#flushed();
  }

  /** Before something goes into the endpoint's queue. */
  beginSend(): void {
    if (!this.#run.isEmpty) this.#commitRun();
    if (!this.#isInBatch) this.#scheduleFlush();
  }

  /** Sends a message that has wire bytes. */
  sendPrepared(message: PreparedFrames): void {
    const run = this.#run;
    // A run may go on when the endpoint has answered a ping since: the order of a pong and a message means nothing.
    if (run.isEmpty ? this.#endpoint.outputBytes === 0 : run.fits(message)) run.add(message);
    else {
      this.#commitRun();
      for (const bytes of message.runs(1)) this.#endpoint.sendBytes(bytes, message.frames, 1);
    }
    if (!this.#isInBatch) this.#scheduleFlush();
  }

  /** Writes `bytes` in pieces; what was sent before leaves first, what is sent later waits for the last piece. */
  sendPieces(bytes: Uint8Array, pieceBytes: number): void {
    if (!this.flush()) this.#writer.writePieces(this.#endpoint.takeOutput());
    this.#writer.writePieces(chop(bytes, pieceBytes));
  }

  /** Writes at once what waits, if the socket takes it; whether something was written. */
  flush(): boolean {
    const writer = this.#writer;
    if (!writer.isReady) return false;
    const run = this.#run.take();
    const queued = this.#endpoint.takeOutput();
    if (run.length === 0 && queued.length === 0) return false;
    writer.onWritten = this.onWritten && this.#tellWritten;
    writer.write(queued.length === 0 ? run : run.length === 0 ? queued : [...run, ...queued]);
    return true;
  }

  /** The peer has ended: pieces that were not written are not worth a wait. */
  abandonPieces(): void {
    this.#writer.abandonPieces();
  }

  /** When the peer has closed meanwhile the run stays: it still leaves before our close frame (RFC 6455 §5.5.1). */
  #commitRun(): void {
    if (this.#endpoint.state !== "open") return;
    for (const bytes of this.#run.take()) this.#endpoint.sendBytes(bytes, 0, 0);
  }

  #scheduleFlush(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    process.nextTick(this.#flushDue);
  }

  readonly #flushDue = (): void => {
    this.#isFlushDue = false;
    this.flush();
    this.#flushed();
  };

  readonly #writerReady = (): void => {
    this.flush();
    this.#flushed();
    this.#tellWritten();
  };

  readonly #tellWritten = (): void => {
    // Node reports the writes that `destroy` dropped as done.
    if (this.onWritten === undefined || this.#socket.destroyed) return;
    const writtenBytes = this.#writer.bytesSent - this.#socket.writableLength;
    const bytes = writtenBytes - this.#bytesTold;
    this.#bytesTold = writtenBytes;
    if (bytes > 0) this.onWritten(bytes);
  };
}
