// What leaves a FrameConnection: gathered into batches, one write each.

import type { Socket } from "node:net";
import type { Endpoint } from "../protocol/endpoint.js";
import { chop } from "../protocol/frame-encoder.js";
import { PieceQueue } from "./piece-queue.js";
import type { PreparedFrames } from "./prepared-frames.js";
import { writeTogether } from "./socket-writes.js";
import { type TurnWriter, turnWrites } from "./turn-writes.js";

/** What {@link FrameOutput} needs. */
export interface FrameOutputOptions {
  readonly socket: Socket;
  readonly endpoint: Endpoint;
  /** `flushed` is called after each batch, when the socket has taken it or is full. */
  readonly owner: { flushed(): void };
  /** Whether it is one of many whose writes may be gathered. It counts as such until `end`. */
  readonly gathers: boolean;
}

/**
 * The output of one connection.
 *
 * The same prepared message sent again and again is a run: a count, until it leaves in one slice. A run leaves before what
 * the endpoint has queued. So it begins only while that queue is empty, and everything else that is sent puts the run into
 * the queue first.
 */
export class FrameOutput implements TurnWriter {
  /** Bytes given to the socket. */
  bytesSent = 0;
  /** Frames and messages that left past the endpoint's counters. */
  preparedFramesSent = 0;
  preparedMessagesSent = 0;
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  readonly #owner: FrameOutputOptions["owner"];
  readonly #gathers: boolean;
  /** Of the run. */
  #message: PreparedFrames | undefined;
  #count = 0;
  #isBlocked = false;
  #isInBatch = false;
  #isFlushDue = false;
  /** Only in a connection that has sent pieces. */
  #pieces: PieceQueue | undefined;
  #onWritten: ((bytes: number) => void) | undefined;
  /** As `#onWritten`, for the socket. */
  #tellWritten: (() => void) | undefined;
  #bytesTold = 0;
  /** Sees what is given to the socket, just before; must not change it. */
  tap: ((bytes: Uint8Array) => void) | undefined;

  constructor(options: FrameOutputOptions) {
    this.#socket = options.socket;
    this.#endpoint = options.endpoint;
    this.#owner = options.owner;
    this.#gathers = options.gathers;
    if (this.#gathers) turnWrites.join();
  }

  /** Told how many bytes more the operating system has taken. Set before the first send, for an exact sum. */
  set onWritten(onWritten: ((bytes: number) => void) | undefined) {
    this.#onWritten = onWritten;
    this.#tellWritten = onWritten && (() => this.#told());
  }

  /** Bytes that the operating system has not yet taken. */
  get waitingBytes(): number {
    return this.#batchBytes + this.#socket.writableLength + (this.#pieces?.bytes ?? 0);
  }

  /** Whether everything has been given to the socket. */
  get isHandedOver(): boolean {
    return this.#batchBytes === 0 && this.#isReady;
  }

  /** From here on sends wait for `endBatch`. */
  beginBatch(): void {
    this.#isInBatch = true;
  }

  /** Writes the batch; side by side with those of other connections that are read in the same turn when that is worth it. */
  endBatch(): void {
    this.#isInBatch = false;
    if (this.#gathers && this.#isWorthGathering) {
      if (this.#isFlushDue) return;
      this.#isFlushDue = true;
      turnWrites.addToReads(this);
      return;
    }
    this.flush();
    this.#owner.flushed();
  }

  /** Before something goes into the endpoint's queue. */
  beginSend(): void {
    if (this.#count > 0) this.#commitRun();
    if (!this.#isInBatch) this.#scheduleFlush();
  }

  /** Sends a message that has wire bytes. */
  sendPrepared(message: PreparedFrames): void {
    // A run may go on when the endpoint has answered a ping since: the order of a pong and a message means nothing.
    if (this.#count === 0 ? this.#endpoint.outputBytes === 0 : this.#message === message) {
      this.#message = message;
      this.#count++;
    } else {
      this.#commitRun();
      for (const bytes of message.runs(1)) this.#endpoint.sendBytes(bytes, message.frames, 1);
    }
    if (!this.#isInBatch) this.#scheduleFlush();
  }

  /** Writes `bytes` in pieces; what was sent before leaves first, what is sent later waits for the last piece. */
  sendPieces(bytes: Uint8Array, pieceBytes: number): void {
    this.#pieces ??= new PieceQueue({
      write: (piece) => this.#writePiece(piece),
      emptied: () => this.drained(),
    });
    if (!this.flush()) this.#pieces.add(this.#endpoint.takeOutput());
    this.#pieces.add(chop(bytes, pieceBytes));
    if (!this.#isBlocked) this.#pieces.schedule();
  }

  /** Writes at once what waits, if the socket takes it; whether something was written. */
  flush(): boolean {
    // A destroyed socket would drop it, and it would count as sent.
    if (!this.#isReady || this.#socket.destroyed) return false;
    const hasQueue = this.#endpoint.outputBytes > 0;
    if (this.#count === 0 && !hasQueue) return false;
    const run = hasQueue ? undefined : this.#message?.contiguous(this.#count);
    if (run === undefined) {
      const chunks = [...this.#takeRun(), ...this.#endpoint.takeOutput()];
      if (this.tap !== undefined) for (const chunk of chunks) this.tap(chunk);
      this.bytesSent += writeTogether(this.#socket, chunks, this.#tellWritten);
    } else {
      this.#countRun();
      this.tap?.(run);
      this.bytesSent += run.length;
      this.#socket.write(run, this.#tellWritten);
    }
    this.#judgeSocket();
    return true;
  }

  flushTurn(): void {
    this.#isFlushDue = false;
    this.flush();
    this.#owner.flushed();
  }

  /** The socket has room again. */
  drained(): void {
    this.#isBlocked = false;
    if (this.#pieces?.isEmpty === false) {
      this.#pieces.schedule();
      return;
    }
    this.flush();
    this.#owner.flushed();
    this.#told();
  }

  /** The peer has ended: pieces that were not written are not worth a wait. */
  abandonPieces(): void {
    this.#pieces?.abandon();
  }

  /** The connection has ended. */
  end(): void {
    if (this.#gathers) turnWrites.leave();
  }

  get #batchBytes(): number {
    const runBytes = this.#message === undefined ? 0 : this.#message.wireBytes * this.#count;
    return runBytes + this.#endpoint.outputBytes;
  }

  get #isReady(): boolean {
    return !this.#isBlocked && (this.#pieces === undefined || this.#pieces.isEmpty);
  }

  /** A big batch keeps the system busy by itself. */
  get #isWorthGathering(): boolean {
    const bytes = this.#batchBytes;
    return bytes > 0 && bytes < maxGatheredBatchBytes && this.#isReady && turnWrites.isWorthWhile;
  }

  /** When the peer has closed meanwhile the run stays: it still leaves before our close frame (RFC 6455 §5.5.1). */
  #commitRun(): void {
    if (this.#endpoint.state !== "open") return;
    for (const bytes of this.#takeRun()) this.#endpoint.sendBytes(bytes, 0, 0);
  }

  #takeRun(): readonly Uint8Array[] {
    const count = this.#count;
    if (this.#message === undefined || count === 0) return [];
    this.#countRun();
    return this.#message.runs(count);
  }

  /** The run leaves. */
  #countRun(): void {
    this.preparedMessagesSent += this.#count;
    this.preparedFramesSent += this.#count * (this.#message?.frames ?? 0);
    this.#count = 0;
  }

  #scheduleFlush(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    turnWrites.addToTick(this);
  }

  #writePiece(piece: Uint8Array): boolean | undefined {
    if (this.#socket.destroyed) return undefined;
    this.tap?.(piece);
    this.bytesSent += piece.length;
    this.#socket.write(piece, this.#tellWritten);
    this.#judgeSocket();
    return !this.#isBlocked;
  }

  /** A big write that the operating system took at once leaves nothing behind, though `write` said "false". */
  #judgeSocket(): void {
    const { writableLength } = this.#socket;
    if (writableLength > 0) this.#isBlocked = writableLength >= this.#socket.writableHighWaterMark;
  }

  #told(): void {
    // Node reports the writes that `destroy` dropped as done.
    if (this.#onWritten === undefined || this.#socket.destroyed) return;
    const writtenBytes = this.bytesSent - this.#socket.writableLength;
    const bytes = writtenBytes - this.#bytesTold;
    this.#bytesTold = writtenBytes;
    if (bytes > 0) this.#onWritten(bytes);
  }
}

const maxGatheredBatchBytes = 16 * 1_024;
