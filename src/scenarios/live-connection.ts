// A session's connection: queues what arrives, and turns what does not arrive into a failed check.

import type { HandshakeTimings } from "../client/dial.js";
import type { Clock } from "../clock.js";
import type { CloseOutcome, Connection } from "../connection/connection.js";
import { WsrigError } from "../errors.js";
import type { MessageKind } from "../protocol/opcodes.js";
import type { RawFrame } from "../protocol/raw-frame.js";
import { waitInTime } from "./deadline.js";
import type { Inbox, Taken, Taking } from "./inbox.js";
import { Incoming, inboxLimits } from "./incoming.js";
import type {
  CheckDetail,
  SessionConnection,
  SessionFrame,
  SessionMessage,
  SessionPong,
  WaitOptions,
} from "./session.js";
import type { ConnectionMeter } from "./session-meter.js";
import { SessionStopped, type StopKind } from "./session-stopped.js";
import { quoteText, showBytes, showDeadline, showOutcome } from "./words.js";

/** How long a wait may take. */
export interface Patience {
  readonly timeoutMs: number;
  /** Why that is shorter than the scenario says; `undefined` when it is not. */
  readonly whyShort?: string | undefined;
}

/** What a connection needs of its session. */
export interface ConnectionOwner {
  readonly clock: Clock;
  readonly meter: { failed(step: string, code: string): void; pinged(roundTripUs: number): void };
  readonly signal: AbortSignal;
  /** Of a wait that names no deadline. */
  patience(): Patience;
  /** Records a failed check at once, where there is no call to fail. */
  failCheck(title: string, detail: CheckDetail): void;
}

/** Options of {@link LiveConnection}. */
export interface LiveConnectionOptions {
  readonly connection: Connection;
  readonly timings: HandshakeTimings;
  readonly owner: ConnectionOwner;
  readonly meter: ConnectionMeter;
  readonly keepFrames: boolean;
}

/** {@link SessionConnection} over a {@link Connection} that nobody listens to yet. */
export class LiveConnection implements SessionConnection {
  readonly connection: Connection;
  readonly timings: HandshakeTimings;
  readonly #owner: ConnectionOwner;
  readonly #meter: ConnectionMeter;
  readonly #incoming: Incoming;

  constructor(options: LiveConnectionOptions) {
    const { connection, timings, owner, meter } = options;
    this.connection = connection;
    this.timings = timings;
    this.#owner = owner;
    this.#meter = meter;
    this.#incoming = new Incoming({
      keepsFrames: options.keepFrames && connection.capabilities.frames,
      messageReceived: (atUs) => meter.messageReceived(atUs),
      overflowed: (what) => this.#overflow(what),
      ended: () => meter.closed(owner.clock.nowUs()),
    });
    connection.setListener(this.#incoming.listener);
  }

  get subprotocol(): string {
    return this.connection.subprotocol;
  }

  sendText(text: string): number {
    return this.#send("sends text", () => {
      this.#meter.sending(this.#owner.clock.nowUs());
      return this.connection.sendText(text);
    });
  }

  sendBinary(payload: Uint8Array): number {
    return this.#send("sends binary", () => {
      this.#meter.sending(this.#owner.clock.nowUs());
      return this.connection.sendBinary(payload);
    });
  }

  sendFragments(kind: MessageKind, payload: Uint8Array, fragmentBytes: number): number {
    return this.#send("sends fragments", () => {
      this.#meter.sending(this.#owner.clock.nowUs());
      return this.connection.sendFragments(kind, payload, fragmentBytes);
    });
  }

  sendFrame(frame: RawFrame): number {
    return this.#send("sends a frame", () => {
      this.#meter.sendingRaw();
      return this.connection.sendFrame(frame);
    });
  }

  sendBytes(bytes: Uint8Array, chopBytes?: number): number {
    return this.#send("sends bytes", () => {
      this.#meter.sendingRaw();
      return this.connection.sendBytes(bytes, chopBytes);
    });
  }

  receiveMessage(options?: WaitOptions): Promise<SessionMessage> {
    return handled(this.#take(this.#incoming.messages, "a message", options));
  }

  receiveText(options?: WaitOptions): Promise<string> {
    return handled(this.#receiveKind("text", options).then(({ text }) => text ?? ""));
  }

  receiveBinary(options?: WaitOptions): Promise<Uint8Array> {
    return handled(this.#receiveKind("binary", options).then(({ payload }) => payload));
  }

  receiveFrame(options?: WaitOptions): Promise<SessionFrame> {
    if (!this.#incoming.keepsFrames) {
      throw new WsrigError(
        "scenario-frames-not-kept",
        "receiveFrame was called on a connection that keeps no frames",
        {
          hint: "Connect with { keepFrames: true } and the driver frame.",
        },
      );
    }
    return handled(this.#take(this.#incoming.frames, "a frame", options));
  }

  receivePong(options?: WaitOptions): Promise<SessionPong> {
    return handled(this.#take(this.#incoming.pongs, "a pong", options));
  }

  ping(payload?: Uint8Array, options?: WaitOptions): Promise<number> {
    return handled(this.#ping(payload ?? this.#incoming.pings.newPayload(), options));
  }

  close(code?: number, reason?: string, options?: WaitOptions): Promise<CloseOutcome> {
    return handled(this.#close(code, reason, options));
  }

  waitForClose(options?: WaitOptions): Promise<CloseOutcome> {
    return handled(this.#awaitClose("waits for the close", options));
  }

  terminate(): void {
    this.connection.terminate();
  }

  /** Ends every wait and drops TCP: the run was interrupted. */
  abandon(): void {
    this.#incoming.end();
    this.connection.terminate();
  }

  #overflow(what: string): void {
    this.#owner.failCheck("reads what it receives", {
      expected: `at most ${inboxLimits.maxItems.toLocaleString("en-US")} ${what} and 100 MB unread`,
      received: "more",
      reason: `the target sent more ${what} than the scenario read; the connection was dropped`,
    });
    this.connection.terminate();
  }

  /** A send on a connection that the peer has closed is the target's doing, not a mistake of the scenario. */
  #send(title: string, send: () => number): number {
    this.#stopWhenInterrupted(title);
    if (this.connection.state !== "open") throw this.#closedTooEarly("failed", title, "an open connection");
    return send();
  }

  async #receiveKind(kind: MessageKind, options: WaitOptions | undefined): Promise<SessionMessage> {
    const message = await this.#take(this.#incoming.messages, `a ${kind} message`, options);
    if (message.kind === kind) return message;
    throw new SessionStopped("failed", `receives a ${kind} message`, {
      expected: `a ${kind} message`,
      received:
        message.text === undefined
          ? `binary ${showBytes(message.payload)}`
          : `text ${quoteText(message.text)}`,
      reason: `the message came as ${message.kind}`,
    });
  }

  async #take<T>(inbox: Inbox<T>, what: string, options: WaitOptions | undefined): Promise<T> {
    const title = `receives ${what}`;
    this.#stopWhenInterrupted(title);
    const { timeoutMs, whyShort } = this.#patience(options);
    const taken = await this.#takeInTime(inbox.take(), timeoutMs);
    this.#stopWhenInterrupted(title);
    if (taken.kind === "item") return taken.item;
    if (taken.kind === "ended") throw this.#closedTooEarly("failed", title, what);
    throw this.#tooLate("message", title, {
      expected: `${what} within ${showDeadline(timeoutMs)}`,
      received: "nothing",
      reason: whyShort,
    });
  }

  async #takeInTime<T>(taking: Taking<T>, timeoutMs: number): Promise<Taken<T> | { kind: "timeout" }> {
    const taken = await waitInTime(taking.taken, timeoutMs, this.#owner.clock);
    if (taken.kind === "done") return taken.value;
    taking.cancel();
    return taken;
  }

  async #ping(payload: Uint8Array, options: WaitOptions | undefined): Promise<number> {
    const title = "answers a ping";
    this.#stopWhenInterrupted(title);
    if (this.connection.state !== "open") throw this.#closedTooEarly("failed", title, "an open connection");
    const { timeoutMs, whyShort } = this.#patience(options);
    const answer = this.#incoming.pings.sent(payload, this.#owner.clock.nowUs());
    this.connection.ping(payload);
    const pong = await waitInTime(answer.pong, timeoutMs, this.#owner.clock);
    this.#stopWhenInterrupted(title);
    const expected = `a pong with the payload ${showBytes(payload)}`;
    if (pong.kind === "timeout") {
      answer.cancel();
      const rule = "RFC 6455 §5.5.2: a ping must be answered with a pong of the same payload";
      throw this.#tooLate("message", title, {
        expected: `${expected} within ${showDeadline(timeoutMs)}`,
        received: "nothing",
        reason: whyShort === undefined ? rule : `${rule}; ${whyShort}`,
      });
    }
    if (pong.value === undefined) throw this.#closedTooEarly("failed", title, expected);
    if (pong.value.exact) this.#owner.meter.pinged(pong.value.roundTripUs);
    return pong.value.roundTripUs;
  }

  async #close(
    code: number | undefined,
    reason: string | undefined,
    options?: WaitOptions,
  ): Promise<CloseOutcome> {
    const title = "answers the close";
    this.#stopWhenInterrupted(title);
    if (this.connection.state === "open") this.connection.close(code, reason);
    const outcome = await this.#awaitClose(title, options);
    if (outcome.code !== 1006) return outcome;
    this.#owner.meter.failed("close", "abnormal");
    throw new SessionStopped("failed", title, {
      expected: "a close frame",
      received: showOutcome(outcome),
      reason: "RFC 6455 §5.5.1: a close frame must be answered with a close frame",
    });
  }

  async #awaitClose(title: string, options: WaitOptions | undefined): Promise<CloseOutcome> {
    this.#stopWhenInterrupted(title);
    const { timeoutMs, whyShort } = this.#patience(options);
    const closed = await waitInTime(this.connection.waitForClose(), timeoutMs, this.#owner.clock);
    this.#stopWhenInterrupted(title);
    if (closed.kind === "done") return closed.value;
    this.connection.terminate();
    throw this.#tooLate("close", title, {
      expected: `a close frame and the end of TCP within ${showDeadline(timeoutMs)}`,
      received: "nothing",
      reason: whyShort,
    });
  }

  #patience(options: WaitOptions | undefined): Patience {
    return options?.timeoutMs === undefined ? this.#owner.patience() : { timeoutMs: options.timeoutMs };
  }

  #tooLate(step: "message" | "close", title: string, detail: CheckDetail): SessionStopped {
    this.#owner.meter.failed(step, "timeout");
    return new SessionStopped("timeout", title, detail);
  }

  #closedTooEarly(kind: StopKind, title: string, expected: string): SessionStopped {
    this.#owner.meter.failed("message", "closed");
    const received = this.#incoming.outcome ? showOutcome(this.#incoming.outcome) : "a closing connection";
    return new SessionStopped(kind, title, { expected, received });
  }

  #stopWhenInterrupted(title: string): void {
    if (this.#owner.signal.aborted) throw new SessionStopped("interrupted", title);
  }
}

/** A wait that its scenario dropped must not end the process when it fails later; whoever awaits it still sees it fail. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
