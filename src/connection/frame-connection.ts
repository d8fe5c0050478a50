// One connection with our own framing on a TCP or TLS socket: the hot path of every load.

import { systemClock } from "../clock.js";
import type { DeflateParameters } from "../protocol/deflate.js";
import { Endpoint, type EndpointSink } from "../protocol/endpoint.js";
import { notOpen } from "../protocol/endpoint-misuse.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import type { MessageKind, Role } from "../protocol/opcodes.js";
import type { RawFrame } from "../protocol/raw-frame.js";
import type { ReceivedFrame } from "../protocol/received.js";
import type {
  CloseOutcome,
  Connection,
  ConnectionCounters,
  ConnectionListener,
  PreparedMessage,
  PrepareOptions,
  SocketAddress,
  TerminateOptions,
} from "./connection.js";
import type { FrameConnectionOptions } from "./frame-connection-options.js";
import type { FrameOutput } from "./frame-output.js";
import { FrameTransport } from "./frame-transport.js";
import { maskKeySource } from "./mask-keys.js";
import { assertOwnFrames, type PreparedForm, PreparedFrames, preparedFormOf } from "./prepared-frames.js";
import { SentFrames } from "./sent-frames.js";
import { localAddressOf, peerAddressOf } from "./socket-address.js";

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
  readonly #endpoint: Endpoint;
  readonly #transport: FrameTransport;
  readonly #output: FrameOutput;
  readonly #deflate: DeflateParameters | undefined;
  readonly #maskKey: () => number;
  readonly #preparedForm: PreparedForm;

  constructor(options: FrameConnectionOptions) {
    const { socket, reads, head, role, deflate, maskKeys, limits, clock = systemClock } = options;
    this.role = role;
    this.url = shared(options.url);
    this.subprotocol = options.subprotocol ?? "";
    this.extensions = options.extensions ?? "";
    this.local = localAddressOf(socket);
    this.peer = peerAddressOf(socket);
    this.#deflate = deflate;
    this.#maskKey = typeof maskKeys === "function" ? maskKeys : maskKeySource(maskKeys);
    this.#preparedForm = preparedFormOf(role, deflate);
    const endpoint = new Endpoint({ role, limits, deflate, maskKey: this.#maskKey }, silence);
    this.#endpoint = endpoint;
    const closeTimeoutMs = options.closeTimeoutMs ?? 5_000;
    this.#transport = new FrameTransport({ socket, endpoint, reads, head, clock, closeTimeoutMs });
    this.#output = this.#transport.output;
  }

  get state(): "open" | "closing" | "closed" {
    if (this.#hasClosed) return "closed";
    return this.#endpoint.state === "open" && !this.#transport.wasTerminated ? "open" : "closing";
  }

  get bufferedBytes(): number {
    return this.#transport.bufferedBytes;
  }

  get counters(): ConnectionCounters {
    const counters = this.#endpoint.counters;
    return {
      bytesReceived: this.#transport.bytesReceived,
      bytesSent: this.#output.bytesSent,
      framesReceived: counters.framesReceived,
      framesSent: counters.framesSent + this.#output.preparedFramesSent,
      messagesReceived: counters.messagesReceived,
      messagesSent: counters.messagesSent + this.#output.preparedMessagesSent,
    };
  }

  setListener(listener: ConnectionListener): void {
    const transport = this.#transport;
    transport.listener = listener;
    if (!transport.wasTerminated) this.#endpoint.setSink(listener);
    this.#output.onWritten = listener.bytesWritten && ((bytes) => listener.bytesWritten?.(bytes));
    transport.reader.start();
    if (this.#hasClosed) process.nextTick(() => transport.closed.tell(transport.listener));
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
    // `slice` of a Buffer would be no copy.
    const own = new Uint8Array(bytes);
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
    if (this.#endpoint.state !== "open" || this.#transport.wasTerminated) throw notOpen(this.state);
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
    if (this.#hasClosed || this.#transport.wasTerminated) return;
    this.#output.beginSend();
    this.#endpoint.close(code, reason);
    // The peer's answer is wanted even when nobody listens.
    this.#transport.reader.start();
  }

  terminate(options: TerminateOptions = {}): void {
    if (this.#hasClosed) return;
    // The rest of a read that is being taken is told to nobody.
    this.#endpoint.setSink(silence);
    this.#transport.terminate(options);
  }

  pauseReading(): void {
    if (this.#endpoint.state === "open") this.#transport.reader.pause();
  }

  resumeReading(): void {
    this.#transport.reader.resume();
  }

  waitForDrain(signal?: AbortSignal): Promise<void> {
    return this.#transport.waitForDrain(signal);
  }

  waitForClose(signal?: AbortSignal): Promise<CloseOutcome> {
    return this.#transport.closed.wait(signal);
  }

  /** Changes what is accepted from the peer, from the next frame on. */
  setLimits(changed: Partial<ProtocolLimits>): void {
    this.#endpoint.setLimits(changed);
  }

  /**
   * Tells every frame that leaves from now on, whoever has sent it: a message, an answer to a ping, the close frame.
   *
   * @param told - At the write, µs of the connection's clock. The payload is a view that is valid only during the call.
   */
  watchSentFrames(told: (frame: ReceivedFrame, atUs: number) => void): void {
    const sent = new SentFrames({ role: this.role, deflate: this.#deflate, told });
    this.#transport.watchOutput((bytes, atUs) => sent.add(bytes, atUs));
  }

  /** Writes at once what the current batch holds, if the socket takes it; whether something was written. */
  flush(): boolean {
    return this.#output.flush();
  }

  get #hasClosed(): boolean {
    return this.#transport.closed.outcome !== undefined;
  }

  /** The endpoint judges whether the send is allowed; here only what it cannot know. */
  #beginSend(): void {
    if (this.#transport.wasTerminated || this.#hasClosed) throw notOpen(this.state);
    this.#output.beginSend();
  }

  #sendPayload({ kind, fragmentBytes }: PreparedFrames, payload: Uint8Array): number {
    if (kind === "binary" && fragmentBytes === undefined) return this.sendBinary(payload);
    // One fragment that holds everything is one frame, even if compression should make the payload longer.
    return this.sendFragments(kind, payload, fragmentBytes ?? Number.MAX_SAFE_INTEGER);
  }

  #assertNotClosed(): void {
    if (this.#endpoint.state === "closed") throw notOpen(this.state);
  }
}

const capabilities = { frames: true, rawFrames: true } as const;

let lastText = "";

/** Thousands of connections have the same URL, each with a string of its own: they share the last one. */
function shared(text: string): string {
  if (text !== lastText) lastText = text;
  return lastText;
}

/** A sink that wants nothing. */
const silence: EndpointSink = {};
