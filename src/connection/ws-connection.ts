// The `ws` package behind the Connection interface, so that a result can be cross-checked with the code most services use.

import type { Socket } from "node:net";
import type { RawData, WebSocket } from "ws";
import { type Clock, systemClock } from "../clock.js";
import { encodeClosePayload } from "../protocol/close-payload.js";
import { assertCloseCode, assertControlPayload, notOpen } from "../protocol/endpoint-misuse.js";
import { assertFragmentBytes } from "../protocol/frame-encoder.js";
import type { MessageKind, Role } from "../protocol/opcodes.js";
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
import { DrainWatch } from "./drain-watch.js";
import { dropTcp } from "./drop-tcp.js";
import { localAddressOf, peerAddressOf } from "./socket-address.js";
import { TcpBytes } from "./tcp-bytes.js";
import { type WsClosed, WsEnd } from "./ws-end.js";
import { assertWsPrepared, WsPreparedMessage } from "./ws-prepared.js";
import { unsupportedByWs } from "./ws-unsupported.js";

const highWaterBytes = 16 * 1_024;
// Only where `ws` cannot tell by the type of the data: it copies the options of each send.
const textFrame = { binary: false };

/** Options of {@link WsConnection}. */
export interface WsConnectionOptions {
  readonly role: Role;
  /** The full URL for a client, the request target for a server. */
  readonly url: string;
  /** As on the wire. Default: what `ws` tells (names without parameters). */
  readonly extensions?: string | undefined;
  /** The TCP or TLS socket below, for addresses and byte counts; without it the addresses are unknown and the counts 0. */
  readonly tcp?: Socket | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/**
 * A connection on an open `ws` socket, which it pauses until a listener is set. Around one that has closed already its end
 * is told as 1006, since `ws` tells the code only once.
 *
 * Thin on purpose: its cost over a bare `ws` loop is part of what a cross-check measures. Differences to the driver `frame`:
 * no frame events, no raw frames, one time stamp per event, `closeReceived` comes when TCP has ended.
 */
export class WsConnection implements Connection {
  readonly driver = "ws";
  readonly capabilities = { frames: false, rawFrames: false } as const;
  readonly role: Role;
  readonly url: string;
  readonly extensions: string;
  readonly local: SocketAddress | undefined;
  readonly peer: SocketAddress | undefined;
  readonly #ws: WebSocket;
  readonly #tcp: WsConnectionOptions["tcp"];
  readonly #bytes: TcpBytes;
  readonly #clock: Clock;
  readonly #mustCopy: boolean;
  readonly #drain: DrainWatch;
  readonly #end: WsEnd;
  #onSent: (() => void) | undefined;
  #listener: ConnectionListener = {};
  #hasListener = false;
  #isPausedByCaller = false;
  #messagesReceived = 0;
  #messagesSent = 0;

  constructor(socket: WebSocket, options: WsConnectionOptions) {
    const { tcp } = options;
    this.role = options.role;
    this.url = options.url;
    this.extensions = options.extensions ?? socket.extensions;
    this.local = localAddressOf(tcp);
    this.peer = peerAddressOf(tcp);
    this.#ws = socket;
    this.#tcp = tcp;
    this.#bytes = new TcpBytes(tcp);
    this.#clock = options.clock ?? systemClock;
    this.#end = new WsEnd(this.#clock);
    // The socket's own mark: below it the socket tells of no drain.
    this.#drain = new DrainWatch(tcp?.writableHighWaterMark ?? highWaterBytes);
    // `ws` masks into a copy of its own, but hands an unmasked payload to the socket and a payload to compress to zlib as it is.
    this.#mustCopy = options.role === "server" || socket.extensions !== "";
    // A callback per send costs a turn of the tick queue, a tenth of a small message. The TCP socket tells of a drain without
    // one, unless bytes may wait in zlib before they reach it.
    if (tcp === undefined || socket.extensions !== "") this.#onSent = this.#sent;
    else tcp.on("drain", this.#sent);
    this.#attach(socket, tcp);
    // A socket may have closed before it was handed over, and does not tell again.
    if (socket.readyState === socket.CLOSED) {
      process.nextTick(() => this.#closed({ code: 1006, reason: "", wasClean: false }));
    }
  }

  get subprotocol(): string {
    return this.#ws.protocol;
  }

  get state(): "open" | "closing" | "closed" {
    if (this.#end.outcome !== undefined) return "closed";
    return this.#ws.readyState === this.#ws.OPEN ? "open" : "closing";
  }

  get bufferedBytes(): number {
    return this.#drain.seen(this.#ws.bufferedAmount);
  }

  get counters(): ConnectionCounters {
    return {
      bytesReceived: this.#bytes.received,
      bytesSent: this.#bytes.sent,
      framesReceived: 0,
      framesSent: 0,
      messagesReceived: this.#messagesReceived,
      messagesSent: this.#messagesSent,
    };
  }

  setListener(listener: ConnectionListener): void {
    this.#listener = listener;
    this.#hasListener = true;
    if (listener.bytesWritten !== undefined) this.#onSent = this.#sent;
    if (this.#end.outcome !== undefined) process.nextTick(() => this.#end.tell(this.#listener));
    else if (!this.#isPausedByCaller) this.#ws.resume();
  }

  sendText(text: string): number {
    this.#assertOpen();
    this.#messagesSent++;
    this.#ws.send(text, this.#onSent);
    return Buffer.byteLength(text);
  }

  sendBinary(payload: Uint8Array): number {
    this.#assertOpen();
    this.#messagesSent++;
    this.#ws.send(this.#mustCopy ? Buffer.from(payload) : payload, this.#onSent);
    return payload.length;
  }

  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number {
    this.#assertOpen();
    this.#sendInFragments(kind, this.#mustCopy ? Buffer.from(payload) : payload, fragmentBytes);
    return payload.length;
  }

  sendFrame(): number {
    throw unsupportedByWs("send frames of any shape");
  }

  sendBytes(): number {
    throw unsupportedByWs("send raw bytes");
  }

  prepare(kind: MessageKind, payload: Uint8Array, options: PrepareOptions = {}): PreparedMessage {
    return new WsPreparedMessage(kind, payload, options.fragmentBytes);
  }

  sendPrepared(message: PreparedMessage): number {
    this.#assertOpen();
    assertWsPrepared(message);
    if (message.fragmentBytes !== undefined) {
      this.#sendInFragments(message.kind, message.payload, message.fragmentBytes);
    } else {
      this.#messagesSent++;
      if (message.kind === "text") this.#ws.send(message.payload, textFrame, this.#onSent);
      else this.#ws.send(message.payload, this.#onSent);
    }
    return message.payloadBytes;
  }

  ping(payload?: Uint8Array): void {
    this.#assertOpen();
    if (payload !== undefined) assertControlPayload(payload);
    this.#ws.ping(payload && Buffer.from(payload));
  }

  pong(payload?: Uint8Array): void {
    this.#assertOpen();
    if (payload !== undefined) assertControlPayload(payload);
    this.#ws.pong(payload && Buffer.from(payload));
  }

  close(code?: number, reason?: string): void {
    if (this.state !== "open") return;
    assertCloseCode(code, this.role);
    // `ws` has other words for a reason that is too long.
    encodeClosePayload(code, reason);
    this.#end.begunHere();
    this.#ws.close(code, reason);
    // The peer's answer is wanted even when nobody listens, or the caller had paused.
    this.#isPausedByCaller = false;
    this.#ws.resume();
  }

  terminate(options: TerminateOptions = {}): void {
    // The rest of a read that is being taken is told to nobody.
    for (const event of ["message", "ping", "pong"]) this.#ws.removeAllListeners(event);
    if (options.reset && this.#tcp !== undefined && this.state !== "closed") dropTcp(this.#tcp, options);
    else this.#ws.terminate();
  }

  pauseReading(): void {
    if (this.state !== "open") return;
    this.#isPausedByCaller = true;
    this.#ws.pause();
  }

  resumeReading(): void {
    this.#isPausedByCaller = false;
    if (this.#hasListener) this.#ws.resume();
  }

  async waitForDrain(signal?: AbortSignal): Promise<void> {
    if (this.#end.outcome === undefined) await this.#drain.wait(this.#ws.bufferedAmount, signal);
  }

  waitForClose(signal?: AbortSignal): Promise<CloseOutcome> {
    return this.#end.wait(signal);
  }

  #attach(ws: WebSocket, tcp: Socket | undefined): void {
    ws.pause();
    ws.on("message", (data: RawData, isBinary: boolean) => {
      this.#messagesReceived++;
      if (this.#listener.messageReceived === undefined) return;
      const kind = isBinary ? "binary" : "text";
      // `nodebuffer` is the binary type that a `ws` socket starts with.
      const payload = data as Buffer;
      this.#listener.messageReceived({ kind, payload, fragments: 1 }, this.#clock.nowUs());
    });
    ws.on("ping", (payload) => this.#listener.pingReceived?.(payload, this.#clock.nowUs()));
    ws.on("pong", (payload) => this.#listener.pongReceived?.(payload, this.#clock.nowUs()));
    ws.on("error", (error) => this.#end.failed(error));
    tcp?.on("error", (error) => this.#end.socketFailed(error));
    // The only public place where `ws` tells whether close frames went both ways.
    ws.addEventListener("close", (event) => this.#closed(event));
  }

  #sendInFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): void {
    assertFragmentBytes(fragmentBytes);
    const binary = kind === "binary";
    this.#messagesSent++;
    let offset = 0;
    do {
      const end = Math.min(offset + fragmentBytes, payload.length);
      this.#ws.send(payload.subarray(offset, end), { binary, fin: end === payload.length }, this.#onSent);
      offset = end;
    } while (offset < payload.length);
  }

  /** One function for all sends and drains: a closure per message would cost as much as the wrapper may. */
  readonly #sent = (): void => {
    if (this.#listener.bytesWritten !== undefined) this.#tellWritten();
    if (this.#drain.isDue) this.#drain.check(this.#ws.bufferedAmount, this.#listener);
  };

  #tellWritten(): void {
    const bytes = this.#bytes.takeWritten();
    if (bytes > 0) this.#listener.bytesWritten?.(bytes);
  }

  #assertOpen(): void {
    if (this.#ws.readyState !== this.#ws.OPEN) throw notOpen(this.state);
  }

  #closed(told: WsClosed): void {
    if (this.#end.outcome !== undefined) return;
    this.#drain.release();
    this.#end.closed(told);
    if (this.#hasListener) this.#end.tell(this.#listener);
  }
}
