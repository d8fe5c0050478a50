// One connection with our own framing on a TCP or TLS socket: the hot path of every load.

import type { Socket } from "node:net";
import { type Clock, systemClock } from "../clock.js";
import { WsrigError } from "../errors.js";
import type { DeflateParameters } from "../protocol/deflate.js";
import { Endpoint, type EndpointSink } from "../protocol/endpoint.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import type { MessageKind, Role } from "../protocol/opcodes.js";
import type { RawFrame } from "../protocol/raw-frame.js";
import { CloseRecord } from "./close-record.js";
import type {
  CloseOutcome,
  Connection,
  ConnectionCounters,
  ConnectionListener,
  PreparedMessage,
  PrepareOptions,
  SocketAddress,
} from "./connection.js";
import { DrainWatch } from "./drain-watch.js";
import type { FrameConnectionOptions } from "./frame-connection-options.js";
import { FrameOutput } from "./frame-output.js";
import { maskKeySource } from "./mask-keys.js";
import { assertOwnFrames, type PreparedForm, PreparedFrames, preparedFormOf } from "./prepared-frames.js";
import { localAddressOf, peerAddressOf } from "./socket-address.js";
import { socketError } from "./socket-error.js";
import { SocketReader } from "./socket-reader.js";
import { TransportEnd } from "./transport-end.js";

export type { FrameConnectionOptions } from "./frame-connection-options.js";

/**
 * A connection in either role over the {@link Endpoint}.
 *
 * Output is batched: everything sent in the callbacks of one read leaves in one write at its end; what is sent at another
 * time leaves when the caller's turn of the event loop ends. While the socket is full the rest stays in the endpoint, where
 * the limit on owed control frames sees it. Callbacks of the listener must not throw.
 */
export class FrameConnection implements Connection {
  readonly driver = "frame";
  readonly capabilities = capabilities;
  readonly role: Role;
  readonly url: string;
  readonly subprotocol: string;
  readonly extensions: string;
  readonly local: SocketAddress | undefined;
  readonly peer: SocketAddress | undefined;
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #endpoint: Endpoint;
  readonly #reader: SocketReader;
  readonly #output: FrameOutput;
  readonly #closeTimeoutMs: number;
  readonly #deflate: DeflateParameters | undefined;
  readonly #maskKey: () => number;
  readonly #preparedForm: PreparedForm;
  readonly #closed = new CloseRecord();
  #listener: ConnectionListener | undefined;
  #bytesReceived = 0;
  /** Made when somebody sees a full buffer. */
  #drain: DrainWatch | undefined;
  /** Made when the connection begins to end. */
  #end: TransportEnd | undefined;
  #wasTerminated = false;
  #error: WsrigError | undefined;

  constructor(options: FrameConnectionOptions) {
    const { socket, reads, head, role, deflate, maskKeys, limits, clock = systemClock } = options;
    this.role = role;
    this.url = options.url;
    this.subprotocol = options.subprotocol ?? "";
    this.extensions = options.extensions ?? "";
    this.local = localAddressOf(socket);
    this.peer = peerAddressOf(socket);
    this.#socket = socket;
    this.#clock = clock;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? 5_000;
    this.#deflate = deflate;
    this.#maskKey = typeof maskKeys === "function" ? maskKeys : maskKeySource(maskKeys);
    this.#preparedForm = preparedFormOf(role, deflate);
    this.#endpoint = new Endpoint({ role, limits, deflate, maskKey: this.#maskKey }, silence);
    this.#output = new FrameOutput({
      socket,
      endpoint: this.#endpoint,
      flushed: () => this.#flushed(),
      gathers: reads !== undefined,
    });
    this.#reader = new SocketReader({ socket, reads, head, receive: (bytes) => this.#receive(bytes) });
    socket.setNoDelay(true);
    FrameConnection.#own(socket, this);
    // A socket may have closed before it was handed over, and does not tell again.
    if (socket.closed) process.nextTick(() => this.#finish());
  }

  get state(): "open" | "closing" | "closed" {
    if (this.#closed.outcome !== undefined) return "closed";
    return this.#endpoint.state === "open" && !this.#wasTerminated ? "open" : "closing";
  }

  get bufferedBytes(): number {
    const bytes = this.#output.waitingBytes;
    const isFull = bytes >= this.#socket.writableHighWaterMark;
    return isFull ? this.#drainWatch().seen(bytes) : bytes;
  }

  get counters(): ConnectionCounters {
    const counters = this.#endpoint.counters;
    return {
      bytesReceived: this.#bytesReceived,
      bytesSent: this.#output.bytesSent,
      framesReceived: counters.framesReceived,
      framesSent: counters.framesSent + this.#output.preparedFramesSent,
      messagesReceived: counters.messagesReceived,
      messagesSent: counters.messagesSent + this.#output.preparedMessagesSent,
    };
  }

  setListener(listener: ConnectionListener): void {
    this.#listener = listener;
    if (!this.#wasTerminated) this.#endpoint.setSink(listener);
    this.#output.onWritten = listener.bytesWritten && ((bytes) => listener.bytesWritten?.(bytes));
    this.#reader.start();
    if (this.#closed.outcome !== undefined) process.nextTick(() => this.#closed.tell(this.#listener));
  }

  sendText(text: string): number {
    this.#beginSend();
    return this.#endpoint.sendText(text);
  }

  sendBinary(payload: Uint8Array): number {
    this.#beginSend();
    return this.#endpoint.sendBinary(payload);
  }

  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number {
    this.#beginSend();
    return this.#endpoint.sendFragments(kind, payload, fragmentBytes);
  }

  /** Allowed while closing too, until close frames have gone both ways. */
  sendFrame(frame: RawFrame): number {
    this.#beginSend();
    return this.#endpoint.sendFrame(frame);
  }

  /** Allowed while closing too, until close frames have gone both ways. */
  sendBytes(bytes: Uint8Array, chopBytes?: number): number {
    this.#beginSend();
    const own = bytes.slice();
    if (chopBytes === undefined) {
      this.#endpoint.sendBytes(own, 0, 0);
    } else {
      this.#assertNotClosed();
      this.#output.sendPieces(own, chopBytes);
    }
    return bytes.length;
  }

  /** Under `maskKeys` "random" its frames have keys chosen now, which are the same at every send. */
  prepare(kind: MessageKind, payload: Uint8Array, options: PrepareOptions = {}): PreparedMessage {
    const { fragmentBytes } = options;
    const own = { role: this.role, deflate: this.#deflate, maskKey: this.#maskKey };
    return new PreparedFrames({ kind, payload, fragmentBytes, ...own });
  }

  sendPrepared(message: PreparedMessage): number {
    assertOwnFrames(message, this.role, this.#preparedForm);
    if (message.payload !== undefined) return this.#sendPayload(message, message.payload);
    if (this.#endpoint.state !== "open" || this.#wasTerminated) throw this.#notOpen();
    this.#output.sendPrepared(message);
    return message.payloadBytes;
  }

  ping(payload?: Uint8Array): void {
    this.#beginSend();
    this.#endpoint.ping(payload);
  }

  pong(payload?: Uint8Array): void {
    this.#beginSend();
    this.#endpoint.pong(payload);
  }

  close(code?: number, reason?: string): void {
    if (this.#closed.outcome !== undefined || this.#wasTerminated) return;
    this.#output.beginSend();
    this.#endpoint.close(code, reason);
    // The peer's answer is wanted even when nobody listens.
    this.#reader.start();
  }

  terminate(): void {
    if (this.#closed.outcome !== undefined) return;
    this.#wasTerminated = true;
    // The rest of a read that is being taken is told to nobody.
    this.#endpoint.setSink(silence);
    this.#socket.destroy();
  }

  pauseReading(): void {
    if (this.#endpoint.state === "open") this.#reader.pause();
  }

  resumeReading(): void {
    this.#reader.resume();
  }

  async waitForDrain(signal?: AbortSignal): Promise<void> {
    if (this.#closed.outcome === undefined) await this.#drainWatch().wait(this.#output.waitingBytes, signal);
  }

  waitForClose(signal?: AbortSignal): Promise<CloseOutcome> {
    return this.#closed.wait(signal);
  }

  /** Changes what is accepted from the peer, from the next frame on. */
  setLimits(changed: Partial<ProtocolLimits>): void {
    this.#endpoint.setLimits(changed);
  }

  /** Writes at once what the current batch holds, if the socket takes it; whether something was written. */
  flush(): boolean {
    return this.#output.flush();
  }

  /** The endpoint judges whether the send is allowed; here only what it cannot know. */
  #beginSend(): void {
    if (this.#wasTerminated || this.#closed.outcome !== undefined) throw this.#notOpen();
    this.#output.beginSend();
  }

  #sendPayload({ kind, fragmentBytes }: PreparedFrames, payload: Uint8Array): number {
    if (kind === "binary" && fragmentBytes === undefined) return this.sendBinary(payload);
    // One fragment that holds everything is one frame, even if compression should make the payload longer.
    return this.sendFragments(kind, payload, fragmentBytes ?? Number.MAX_SAFE_INTEGER);
  }

  #notOpen(): WsrigError {
    return new WsrigError("connection-not-open", `the connection is ${this.state}; must be open to send`);
  }

  #assertNotClosed(): void {
    if (this.#endpoint.state === "closed") throw this.#notOpen();
  }

  #receive(bytes: Uint8Array): void {
    this.#bytesReceived += bytes.length;
    this.#output.beginBatch();
    try {
      this.#endpoint.receive(bytes, this.#clock.nowUs());
    } finally {
      this.#output.endBatch();
    }
  }

  #flushed(): void {
    if (this.#endpoint.state !== "open") this.#advanceClosing();
    if (this.#drain?.isDue === true) this.#drain.check(this.#output.waitingBytes, this.#listener);
  }

  #drainWatch(): DrainWatch {
    this.#drain ??= new DrainWatch(this.#socket.writableHighWaterMark);
    return this.#drain;
  }

  #advanceClosing(): void {
    if (this.#closed.outcome !== undefined) return;
    const end = this.#transportEnd();
    end.startDeadline();
    // The peer must not be blamed for an answer that a pause of ours kept from being read.
    this.#reader.resume();
    if (!this.#endpoint.shouldEndTransport || !this.#output.isHandedOver) return;
    end.endOutput();
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

  #peerEnded(): void {
    this.#endpoint.receiveEof();
    this.#output.abandonPieces();
    this.#output.flush();
    this.#flushed();
    this.#transportEnd().endOutput();
  }

  #closeTimedOut(): void {
    const what = this.#endpoint.state === "closing" ? "answer the close frame" : "end TCP";
    const within = `within ${this.#closeTimeoutMs} ms`;
    this.#error ??= new WsrigError("close-timeout", `the peer did not ${what} ${within}`);
  }

  #finish(): void {
    if (this.#closed.outcome !== undefined) return;
    this.#output.end();
    this.#end?.stopDeadline();
    this.#endpoint.receiveEof();
    const { violation, ...outcome } = this.#endpoint.outcome;
    // That TCP ended is no fault of the peer when we ended it.
    const isOurs = this.#wasTerminated || this.#error?.code === "close-timeout";
    const kept = isOurs && violation?.code === "connection-lost" ? undefined : violation;
    this.#drain?.release();
    this.#closed.set({ ...outcome, violation: kept, error: this.#error });
    this.#closed.tell(this.#listener);
  }

  // Four functions for all connections instead of four for each: what an idle one holds counts.
  static #own(socket: Socket, connection: FrameConnection): void {
    (socket as OwnedSocket)[owner] = connection;
    socket.on("error", FrameConnection.#onError);
    socket.on("drain", FrameConnection.#onDrain);
    socket.on("end", FrameConnection.#onEnd);
    socket.on("close", FrameConnection.#onClose);
  }

  static readonly #onError = function (this: Socket, error: Error): void {
    const connection = ownerOf(this);
    connection.#error ??= socketError(error);
  };

  static readonly #onDrain = function (this: Socket): void {
    ownerOf(this).#output.drained();
  };

  static readonly #onEnd = function (this: Socket): void {
    ownerOf(this).#peerEnded();
  };

  static readonly #onClose = function (this: Socket): void {
    ownerOf(this).#finish();
  };
}

const capabilities = { frames: true, rawFrames: true } as const;

/** A sink that wants nothing. */
const silence: EndpointSink = {};

const owner = Symbol("owner");

interface OwnedSocket extends Socket {
  [owner]: FrameConnection;
}

function ownerOf(socket: Socket): FrameConnection {
  return (socket as OwnedSocket)[owner];
}
