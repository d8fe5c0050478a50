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
  sent = 0;
  closedWith: number | undefined;
  state: Connection["state"] = "open";
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
    return { bytesSent: this.sent * 10, bytesReceived: 0, framesSent: this.sent, framesReceived: 0 };
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
