// An open connection without a socket: the test plays the target.

import type {
  CloseOutcome,
  Connection,
  ConnectionListener,
  PreparedMessage,
  PrepareOptions,
} from "../../src/connection/connection.js";
import type { MessageKind } from "../../src/protocol/opcodes.js";

/** Records what is sent; the test answers with {@link FakeConnection.answer} and {@link FakeConnection.drop}. */
export class FakeConnection {
  readonly driver = "frame";
  readonly role = "client";
  readonly extensions = "";
  readonly capabilities = { frames: true, rawFrames: true } as const;
  sent = 0;
  /** Payloads as text, but for those of prepared messages. */
  readonly sentTexts: string[] = [];
  readonly pings: string[] = [];
  bytesReceived = 0;
  bufferedBytes = 0;
  isPaused = false;
  closedWith: number | undefined;
  state: Connection["state"] = "open";
  #drained: () => void = () => {};
  #listener: ConnectionListener | undefined;
  readonly #outcome: { resolve(outcome: CloseOutcome): void; promise: Promise<CloseOutcome> };

  constructor() {
    let resolve: (outcome: CloseOutcome) => void = () => {};
    const promise = new Promise<CloseOutcome>((done) => {
      resolve = done;
    });
    this.#outcome = { promise, resolve };
  }

  /** As the engine sees it: it uses no other member. */
  get connection(): Connection {
    return this as unknown as Connection;
  }

  get counters() {
    return {
      bytesSent: this.sent * 10,
      bytesReceived: this.bytesReceived,
      framesSent: this.sent,
      framesReceived: 0,
    };
  }

  setListener(listener: ConnectionListener): void {
    this.#listener = listener;
  }

  prepare(kind: MessageKind, payload: Uint8Array, options: PrepareOptions = {}): PreparedMessage {
    const frames =
      options.fragmentBytes === undefined ? 1 : Math.ceil(payload.length / options.fragmentBytes);
    return { kind, payloadBytes: payload.length, frames, wireBytes: 0 };
  }

  sendPrepared(message: PreparedMessage): number {
    this.sent++;
    return message.payloadBytes;
  }

  sendText(text: string): number {
    this.sent++;
    this.sentTexts.push(text);
    return Buffer.byteLength(text);
  }

  sendBinary(payload: Uint8Array): number {
    return this.sendText(Buffer.from(payload).toString("latin1"));
  }

  sendFragments(_kind: MessageKind, payload: Uint8Array, _fragmentBytes: number): number {
    return this.sendText(Buffer.from(payload).toString());
  }

  ping(payload: Uint8Array): void {
    this.pings.push(Buffer.from(payload).toString());
  }

  pauseReading(): void {
    this.isPaused = true;
  }

  resumeReading(): void {
    this.isPaused = false;
  }

  waitForDrain(): Promise<void> {
    if (this.bufferedBytes === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#drained = resolve;
    });
  }

  /** The target takes everything. */
  drain(): void {
    this.bufferedBytes = 0;
    this.#drained();
  }

  /** The target answers a ping, or sends a pong of its own. */
  pong(payload: string, receivedAtUs: number): void {
    this.#listener?.pongReceived?.(Buffer.from(payload), receivedAtUs);
  }

  terminate(): void {
    if (this.state !== "closed") this.end({ code: 1006, reason: "", wasClean: false, initiatedBy: "none" });
  }

  close(code?: number): void {
    this.closedWith = code;
    this.end({ code: code ?? 1005, reason: "", wasClean: true, initiatedBy: "local" });
  }

  waitForClose(): Promise<CloseOutcome> {
    return this.#outcome.promise;
  }

  /** The target sends a message. */
  answer(payload: Uint8Array, receivedAtUs: number, kind: MessageKind = "text"): void {
    this.#listener?.messageReceived?.({ kind, payload, fragments: 1 }, receivedAtUs);
  }

  /** The connection is over. */
  end(outcome: CloseOutcome): void {
    this.state = "closed";
    this.#listener?.closed?.(outcome);
    this.#outcome.resolve(outcome);
  }
}
