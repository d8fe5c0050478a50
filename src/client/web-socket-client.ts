// The counterpart of Qt's QWebSocket: states, signals as events, frames and messages.

import { type Clock, systemClock } from "../clock.js";
import type { CloseOutcome } from "../connection/connection.js";
import { FrameConnection } from "../connection/frame-connection.js";
import { isUserMistake, WsrigError } from "../errors.js";
import { handshakeOf } from "./client-handshake.js";
import type { CertificateProblem, DialResult } from "./dial.js";
import { withoutCredentials } from "./dial-target.js";
import { FrameText } from "./frame-text.js";
import { PingTimes } from "./ping-times.js";
import { onFirstSentFrameListener, tellSentFrames } from "./sent-frame-events.js";
import { dialForClient, firstStateOf } from "./web-socket-dial.js";
import type {
  WebSocketClientError,
  WebSocketClientOptions,
  WebSocketOpenOptions,
  WebSocketState,
} from "./web-socket-events.js";
import { WebSocketSizes } from "./web-socket-sizes.js";

export type {
  WebSocketClientError,
  WebSocketClientEvents,
  WebSocketClientOptions,
  WebSocketOpenOptions,
  WebSocketState,
} from "./web-socket-events.js";

const aborted: CloseOutcome = { code: 1006, reason: "", wasClean: false, initiatedBy: "none" };

/**
 * A WebSocket as QWebSocket has it, on {@link FrameConnection}.
 *
 * In the wrong state methods do as Qt's: sending when not connected sends nothing and gives 0; `ping` and `close` do nothing.
 * `disconnected` also follows a connection that could not be opened, so that one listener can decide to try again.
 * Frame events come before the event of their message. Pings from the peer are answered by themselves.
 */
export class WebSocketClient extends WebSocketSizes {
  readonly origin: string;
  /** The Sec-WebSocket-Version that is asked for. */
  readonly version: number;
  readonly #clock: Clock;
  #pings = new PingTimes();
  #state: WebSocketState = "unconnected";
  #requestUrl = "";
  #dialling: AbortController | undefined;
  #ignoresSslErrors = false;
  /** Counts the calls of `open`: a listener may give one up and begin the next. */
  #attempts = 0;

  constructor(options: WebSocketClientOptions = {}) {
    super(options);
    this.origin = options.origin ?? "";
    this.version = options.version ?? 13;
    this.#clock = options.clock ?? systemClock;
    onFirstSentFrameListener(this, () => this.connection);
  }

  /** A client around a connection that is open already, such as one that a server has accepted. It emits no `connected`. */
  static fromConnection(connection: FrameConnection, options: WebSocketClientOptions = {}): WebSocketClient {
    const client = new WebSocketClient(options);
    client.#requestUrl = connection.url;
    client.#state = "connected";
    connection.setLimits(client.limits);
    client.#attach(connection);
    return client;
  }

  get state(): WebSocketState {
    return this.#state;
  }
  /** Whether messages can be sent. */
  get isValid(): boolean {
    return this.#state === "connected";
  }
  /** As asked, without user and password; for an accepted connection the request's target. */
  get requestUrl(): string {
    return this.#requestUrl;
  }

  /**
   * Opens a connection; `connected`, or `errorOccurred` and `disconnected`, follow.
   *
   * @throws WsrigError `client-not-unconnected`
   */
  open(url: string, options: WebSocketOpenOptions = {}): void {
    if (this.#state !== "unconnected") {
      throw new WsrigError(
        "client-not-unconnected",
        `the client is ${this.#state}; must be unconnected to open`,
      );
    }
    this.#requestUrl = withoutCredentials(url);
    this.outcome = undefined;
    this.connection = undefined;
    this.lastError = "";
    this.lastHandshake = undefined;
    this.limitsSetWhileOpening = {};
    this.#attempts++;
    this.#pings = new PingTimes();
    const dialling = new AbortController();
    this.#dialling = dialling;
    this.#changeState(firstStateOf(url, options));
    const { origin, version } = this;
    const own = { origin, version, clock: this.#clock, limits: this.limits, signal: dialling.signal };
    let requestHead: string | undefined;
    const steps = {
      changeState: (state: WebSocketState) => this.#changeState(state),
      requested: (head: string) => {
        requestHead = head;
      },
      accepts: (problem: CertificateProblem) => this.#acceptsCertificate(problem),
    };
    dialForClient(url, options, own, steps).then(
      (result) => this.#dialled(result, dialling, requestHead),
      (error: unknown) => this.#refused(error, dialling),
    );
  }

  /** Sends a text message; gives its payload's bytes, 0 when not connected. */
  sendTextMessage(message: string): number {
    const connection = this.#sendable();
    if (connection === undefined) return 0;
    const frameBytes = this.outgoingFrameSize;
    if (frameBytes === undefined || Buffer.byteLength(message) <= frameBytes)
      return connection.sendText(message);
    return connection.sendFragments("text", Buffer.from(message), frameBytes);
  }

  /** Sends a binary message; gives its bytes, 0 when not connected. The bytes may be reused after the call. */
  sendBinaryMessage(message: Uint8Array): number {
    const connection = this.#sendable();
    if (connection === undefined) return 0;
    const frameBytes = this.outgoingFrameSize;
    if (frameBytes === undefined || message.length <= frameBytes) return connection.sendBinary(message);
    return connection.sendFragments("binary", message, frameBytes);
  }

  /** Sends a ping; `pong` tells of the answer. As in Qt a payload is cut to 125 bytes. */
  ping(payload: Uint8Array = new Uint8Array(0)): void {
    const connection = this.#sendable();
    if (connection === undefined) return;
    const cut = payload.subarray(0, 125);
    this.#pings.sent(cut, this.#clock.nowUs());
    connection.ping(cut);
  }

  /**
   * Starts the closing handshake; while still opening it gives up.
   *
   * @throws WsrigError `close-code-invalid`, `close-reason-too-long`
   */
  close(code = 1000, reason = ""): void {
    if (this.#dialling !== undefined) this.abort();
    const connection = this.#sendable();
    if (connection === undefined) return;
    connection.close(code, reason);
    this.#beginClosing();
  }

  /** Drops TCP at once, whatever waits to be written. The client is unconnected when it returns; the close code is 1006 then. */
  abort(): void {
    if (this.#state === "unconnected") return;
    const { connection } = this;
    this.#dialling?.abort();
    this.#dialling = undefined;
    if (connection !== undefined) {
      connection.setListener({});
      connection.terminate();
      this.outcome = aborted;
    }
    this.#becomeUnconnected();
  }

  /** Writes what waits, without a wait for the end of the event loop's turn; whether something was written. */
  flush(): boolean {
    return this.connection?.flush() ?? false;
  }

  /** Called inside an `sslErrors` listener: the connection goes on in spite of them. Called before `open`: they are not even told. */
  ignoreSslErrors(): void {
    this.#ignoresSslErrors = true;
  }

  #dialled(result: DialResult, dialling: AbortController, requestHead: string | undefined): void {
    if (this.#dialling !== dialling) {
      // Given up while the answer was on its way.
      if (result.kind === "open") result.connection.terminate();
      return;
    }
    this.#dialling = undefined;
    this.lastHandshake = handshakeOf(result, requestHead);
    if (result.kind === "failed") {
      const { failure } = result;
      const { code, message, hint } = failure;
      this.#failAndEnd({ code, message, hint, failure });
      return;
    }
    if (!(result.connection instanceof FrameConnection))
      throw new TypeError("the driver frame gives a FrameConnection");
    this.#requestUrl = result.connection.url;
    result.connection.setLimits(this.limitsSetWhileOpening);
    this.#attach(result.connection);
    this.#changeState("connected");
    if (this.#state === "connected") this.emit("connected");
  }

  /** As Qt: a URL or header that cannot be used is told by the event, not thrown. What a listener threw is not the target's doing. */
  #refused(error: unknown, dialling: AbortController): void {
    const isCurrent = this.#dialling === dialling;
    if (isCurrent) this.#dialling = undefined;
    if (!isUserMistake(error)) {
      if (isCurrent) this.#becomeUnconnected();
      throw error;
    }
    const { code, message, hint } = error;
    if (isCurrent) this.#failAndEnd({ code, message, hint });
  }

  #acceptsCertificate(problem: CertificateProblem): boolean {
    if (!this.#ignoresSslErrors) this.emit("sslErrors", [problem]);
    return this.#ignoresSslErrors;
  }

  #attach(connection: FrameConnection): void {
    this.connection = connection;
    // A new one for each connection: a text that the last one cut must not go on in this one.
    const frameText = new FrameText({
      text: (frame, isLast) => this.emit("textFrameReceived", frame, isLast),
      binary: (frame, isLast) => {
        if (this.listenerCount("binaryFrameReceived") > 0)
          this.emit("binaryFrameReceived", Buffer.from(frame), isLast);
      },
    });
    if (this.listenerCount("frameSent") > 0) tellSentFrames(this, connection);
    connection.setListener({
      frameReceived: (frame, atUs) => {
        this.emit("frameReceived", frame, atUs);
        frameText.add(frame);
      },
      messageReceived: (message, atUs) => {
        this.emit("messageReceived", message, atUs);
        const { kind, payload } = message;
        if (this.listenerCount(`${kind}MessageReceived`) === 0) return;
        const bytes = Buffer.from(payload);
        if (kind === "text") this.emit("textMessageReceived", bytes.toString("utf8"));
        else this.emit("binaryMessageReceived", bytes);
      },
      pongReceived: (payload, receivedAtUs) => {
        this.emit("pong", this.#pings.answered(payload, receivedAtUs), Buffer.from(payload));
      },
      closeReceived: () => this.#beginClosing(),
      bytesWritten: (bytes) => this.emit("bytesWritten", bytes),
      closed: (outcome) => this.#closed(outcome),
    });
  }

  #sendable(): FrameConnection | undefined {
    const connection = this.connection;
    return this.#state === "connected" && connection?.state === "open" ? connection : undefined;
  }

  #beginClosing(): void {
    if (this.#state !== "connected") return;
    const attempt = this.#attempts;
    this.emit("aboutToClose");
    if (this.#state === "connected" && attempt === this.#attempts) this.#changeState("closing");
  }

  #closed(outcome: CloseOutcome): void {
    this.outcome = outcome;
    const problem = outcome.error ?? outcome.violation;
    if (problem === undefined) this.#becomeUnconnected();
    else
      this.#failAndEnd({ code: problem.code, message: problem.message, hint: outcome.error?.hint, outcome });
  }

  /** A listener of the error may abort, and open anew. */
  #failAndEnd(error: WebSocketClientError): void {
    const attempt = this.#attempts;
    this.lastError = error.message;
    this.emit("errorOccurred", error);
    if (this.#state !== "unconnected" && attempt === this.#attempts) this.#becomeUnconnected();
  }

  #becomeUnconnected(): void {
    this.#changeState("unconnected");
    this.emit("disconnected");
  }

  #changeState(state: WebSocketState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.emit("stateChanged", state);
  }
}
