// One connection with our own framing on a TCP or TLS socket: the hot path of every load.

import type { Socket } from "node:net";
import { systemClock } from "../clock.js";
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
import { bindListener } from "./endpoint-listener.js";
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
  readonly capabilities = { frames: true, rawFrames: true } as const;
  readonly role: Role;
  readonly url: string;
  readonly subprotocol: string;
  readonly extensions: string;
  readonly local: SocketAddress | undefined;
  readonly peer: SocketAddress | undefined;
  readonly #socket: Socket;
  readonly #sink: EndpointSink = {};
  readonly #endpoint: Endpoint;
  readonly #reader: SocketReader;
  readonly #output: FrameOutput;
  readonly #end: TransportEnd;
  readonly #deflate: DeflateParameters | undefined;
  readonly #maskKey: () => number;
  readonly #preparedForm: PreparedForm;
  readonly #drain: DrainWatch;
  readonly #closed = new CloseRecord();
  #listener: ConnectionListener | undefined;
  #wasTerminated = false;
  #error: WsrigError | undefined;

  constructor(options: FrameConnectionOptions) {
    const { socket, reads, head, role, deflate, maskKeys, clock = systemClock } = options;
    this.role = role;
    this.url = options.url;
    this.subprotocol = options.subprotocol ?? "";
    this.extensions = options.extensions ?? "";
    this.local = localAddressOf(socket);
    this.peer = peerAddressOf(socket);
    this.#socket = socket;
    this.#deflate = deflate;
    this.#maskKey = typeof maskKeys === "function" ? maskKeys : maskKeySource(maskKeys);
    this.#preparedForm = preparedFormOf(role, deflate);
    const { limits } = options;
    this.#endpoint = new Endpoint({ role, limits, deflate, maskKey: this.#maskKey }, this.#sink);
    this.#reader = new SocketReader({ socket, reads, head, clock, receive: this.#receive });
    this.#output = new FrameOutput({ socket, endpoint: this.#endpoint, flushed: this.#flushed });
    this.#drain = new DrainWatch(socket.writableHighWaterMark);
    const timeoutMs = options.closeTimeoutMs ?? 5_000;
    this.#end = new TransportEnd({
      socket,
      clock,
      timeoutMs,
      timedOut: () => this.#closeTimedOut(timeoutMs),
    });
    socket.setNoDelay(true);
    socket.on("error", (error) => {
      this.#error ??= socketError(error);
    });
    socket.once("end", () => this.#peerEnded());
    socket.once("close", () => this.#finish());
    // A socket may have closed before it was handed over, and does not tell again.
    if (socket.closed) process.nextTick(() => this.#finish());
  }

  get state(): "open" | "closing" | "closed" {
    if (this.#closed.outcome !== undefined) return "closed";
    return this.#endpoint.state === "open" && !this.#wasTerminated ? "open" : "closing";
  }

  get bufferedBytes(): number {
    return this.#drain.seen(this.#output.waitingBytes);
  }

  get counters(): ConnectionCounters {
    const counters = this.#endpoint.counters;
    return {
      bytesReceived: this.#reader.bytesReceived,
      bytesSent: this.#output.bytesSent,
      framesReceived: counters.framesReceived,
      framesSent: counters.framesSent + this.#output.preparedFramesSent,
      messagesReceived: counters.messagesReceived,
      messagesSent: counters.messagesSent + this.#output.preparedMessagesSent,
    };
  }

  setListener(listener: ConnectionListener): void {
    this.#listener = listener;
    bindListener(this.#sink, listener, this.#reader);
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
    bindListener(this.#sink, {}, this.#reader);
    this.#socket.destroy();
  }

  pauseReading(): void {
    if (this.#endpoint.state === "open") this.#reader.pause();
  }

  resumeReading(): void {
    this.#reader.resume();
  }

  async waitForDrain(signal?: AbortSignal): Promise<void> {
    if (this.#closed.outcome === undefined) await this.#drain.wait(this.#output.waitingBytes, signal);
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

  readonly #receive = (bytes: Uint8Array): void => {
    this.#output.beginBatch();
    try {
      this.#endpoint.receive(bytes);
    } finally {
      this.#output.endBatch();
    }
  };

  readonly #flushed = (): void => {
    if (this.#endpoint.state !== "open") this.#advanceClosing();
    if (this.#drain.isDue) this.#drain.check(this.#output.waitingBytes, this.#listener);
  };

  #advanceClosing(): void {
    if (this.#closed.outcome !== undefined) return;
    this.#end.startDeadline();
    // The peer must not be blamed for an answer that a pause of ours kept from being read.
    this.#reader.resume();
    if (!this.#endpoint.shouldEndTransport || !this.#output.isHandedOver) return;
    this.#end.endOutput();
  }

  #peerEnded(): void {
    this.#endpoint.receiveEof();
    this.#output.abandonPieces();
    this.#output.endBatch();
    this.#end.endOutput();
  }

  #closeTimedOut(timeoutMs: number): void {
    const what = this.#endpoint.state === "closing" ? "answer the close frame" : "end TCP";
    this.#error ??= new WsrigError("close-timeout", `the peer did not ${what} within ${timeoutMs} ms`);
  }

  #finish(): void {
    if (this.#closed.outcome !== undefined) return;
    this.#end.stopDeadline();
    this.#endpoint.receiveEof();
    const { violation, ...outcome } = this.#endpoint.outcome;
    // That TCP ended is no fault of the peer when we ended it.
    const isOurs = this.#wasTerminated || this.#error?.code === "close-timeout";
    const kept = isOurs && violation?.code === "connection-lost" ? undefined : violation;
    this.#drain.release();
    this.#closed.set({ ...outcome, violation: kept, error: this.#error });
    this.#closed.tell(this.#listener);
  }
}
