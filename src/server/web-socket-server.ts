// A WebSocket server to build upon; the counterpart of QWebSocketServer.

import { EventEmitter } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketClient } from "../client/web-socket-client.js";
import { systemClock } from "../clock.js";
import type { FrameConnection } from "../connection/frame-connection.js";
import { WsrigError } from "../errors.js";
import { CloseCode } from "../protocol/close-codes.js";
import { buildRejection, judgeUpgradeRequest } from "../protocol/server-handshake.js";
import { closeGracefully, settledBy } from "./graceful-close.js";
import type { ListeningAddress } from "./listening-address.js";
import { openByFrame } from "./open-by-frame.js";
import { OriginAuthenticator } from "./origin-authenticator.js";
import { answerAndClose } from "./refusal.js";
import { peerOf, readRequestHead } from "./request-head.js";
import { TcpFront } from "./tcp-front.js";
import { type RejectedUpgrade, refuse } from "./upgrade-decision.js";
import { UpgradeHttpServer } from "./upgrade-http-server.js";
import {
  incomingLimits,
  tlsOptions,
  type WebSocketServerEvents,
  type WebSocketServerOptions,
} from "./web-socket-server-options.js";

const closeReason = "the server is closing";

interface PendingConnection {
  readonly connection: FrameConnection;
  readonly origin: string;
}

/**
 * Accepts WebSocket connections and queues them.
 *
 * ```ts
 * const server = new WebSocketServer("chat");
 * server.on("newConnection", () => {
 *   const client = server.nextPendingConnection();
 *   client?.on("textMessageReceived", (text) => client.sendTextMessage(text));
 * });
 * await server.listen("127.0.0.1", 0);
 * ```
 *
 * Different from the original on purpose: it listens on 127.0.0.1 unless told otherwise, and `listen` and `close` are
 * asynchronous (`listen` rejects where the original gives false).
 */
export class WebSocketServer extends EventEmitter<WebSocketServerEvents> {
  /** Sent as the Server header of every answer, unless empty. */
  readonly serverName: string;
  readonly secureMode: "secure" | "nonSecure";
  /** Protocol versions that the server speaks (RFC 6455 §4.4). */
  readonly supportedVersions: readonly number[] = [13];
  readonly supportedSubprotocols: readonly string[];
  /** May be changed at any time; at least 1. */
  maxPendingConnections: number;
  readonly #options: WebSocketServerOptions;
  readonly #pending: PendingConnection[] = [];
  /** Every connection that is not closed, with the client that was made of it when it was taken. */
  readonly #connections = new Map<FrameConnection, WebSocketClient | undefined>();
  #front: TcpFront | undefined;
  #bound: ListeningAddress | undefined;
  #certificate: string | undefined;
  #starting: Promise<void> | undefined;
  #isAcceptingPaused = false;
  #error: number = CloseCode.normal;
  #errorString = "";
  #closing: Promise<void> | undefined;

  constructor(serverName: string, options: WebSocketServerOptions = {}) {
    super();
    this.serverName = serverName;
    this.secureMode = options.secureMode ?? "nonSecure";
    this.supportedSubprotocols = options.supportedSubprotocols ?? [];
    this.maxPendingConnections = options.maxPendingConnections ?? 30;
    this.#options = options;
  }

  get isListening(): boolean {
    return this.#bound !== undefined;
  }

  /** Empty while not listening. */
  get serverAddress(): string {
    return this.#bound?.address ?? "";
  }

  /** 0 while not listening. */
  get serverPort(): number {
    return this.#bound?.port ?? 0;
  }

  /** `ws://127.0.0.1:41234`, or `wss://`; empty while not listening. */
  get serverUrl(): string {
    if (!this.#bound) return "";
    const scheme = this.secureMode === "secure" ? "wss" : "ws";
    return `${scheme}://${this.#bound.urlHost}:${this.#bound.port}`;
  }

  /** PEM of the certificate of a secure server, made or given; `undefined` before it listened. */
  get certificate(): string | undefined {
    return this.#certificate;
  }

  /** The close code of the last `serverError`; 1000 when there was none. */
  get error(): number {
    return this.#error;
  }

  /** What went wrong last; empty when nothing did. */
  get errorString(): string {
    return this.#errorString;
  }

  get hasPendingConnections(): boolean {
    return this.#pending.length > 0;
  }

  /**
   * Begins to listen.
   *
   * @param address - An IP address or a host name; `"any"` listens on all addresses of the machine, where others can reach it.
   * @param port - 0 picks a free one.
   * @throws WsrigError `server-already-listening`; `listen-failed` with the system's error as its cause.
   */
  async listen(address = "127.0.0.1", port = 0): Promise<void> {
    if (this.#starting || this.#front) {
      throw new WsrigError("server-already-listening", "the server is listening already");
    }
    this.#starting = this.#start(address, port).finally(() => {
      this.#starting = undefined;
    });
    await this.#starting;
  }

  async #start(address: string, port: number): Promise<void> {
    try {
      const http = await this.#makeHttpServer(address);
      const front = new TcpFront({
        handshakeTimeoutMs: this.#options.handshakeTimeoutMs ?? 10_000,
        accept: (socket) => http.take(socket),
        acceptFailed: (error) => this.#acceptFailed(error),
        timedOut: (peer) => this.#failed(CloseCode.abnormal, `the handshake of ${peer} took too long`),
      });
      if (this.#isAcceptingPaused) front.pause();
      this.#bound = await front.listen(address === "any" ? undefined : address, port);
      this.#front = front;
    } catch (cause) {
      this.#errorString = cause instanceof Error ? cause.message : String(cause);
      throw new WsrigError("listen-failed", `cannot listen on ${address}:${port}: ${this.#errorString}`, {
        cause,
      });
    }
  }

  /** The longest waiting connection, which only now begins to read; `undefined` when none waits. The server keeps hold of it for `close`. */
  nextPendingConnection(): WebSocketClient | undefined {
    const next = this.#pending.shift();
    if (!next) return undefined;
    const { connection, origin } = next;
    const { clock } = this.#options;
    const client = WebSocketClient.fromConnection(connection, { origin, ...(clock ? { clock } : {}) });
    if (this.#connections.has(connection)) this.#connections.set(connection, client);
    return client;
  }

  /** Lets new clients wait in TCP, at most 511 of them. Connections in the queue stay there. */
  pauseAccepting(): void {
    this.#isAcceptingPaused = true;
    this.#front?.pause();
  }

  /** Accepts again, those that waited first. */
  resumeAccepting(): void {
    this.#isAcceptingPaused = false;
    this.#front?.resume();
  }

  /**
   * Stops listening and closes all clients with 1001, those in the queue too; drops who does not answer within
   * `closeDeadlineMs`. Resolves, and `closed` is told, when the last one is gone. A `listen` under way ends first. Without
   * effect when not listening.
   */
  close(): Promise<void> {
    if (!this.#front && !this.#starting) return Promise.resolve();
    this.#closing ??= (this.#front ? this.#close(this.#front) : this.#closeOnceStarted()).finally(() => {
      this.#closing = undefined;
    });
    return this.#closing;
  }

  async #closeOnceStarted(): Promise<void> {
    // That it cannot listen is told by `listen`.
    await this.#starting?.catch(() => {});
    if (this.#front) await this.#close(this.#front);
  }

  async #close(front: TcpFront): Promise<void> {
    this.#bound = undefined;
    const clock = this.#options.clock ?? systemClock;
    const deadlineMs = this.#options.closeDeadlineMs ?? 2_000;
    const deadlineUs = clock.nowUs() + deadlineMs * 1_000;
    const frontClosed = front.close();
    this.#pending.length = 0;
    for (const client of this.#connections.values()) client?.close(CloseCode.goingAway, closeReason);
    await closeGracefully([...this.#connections.keys()], {
      reason: closeReason,
      deadlineMs,
      clock,
    });
    await settledBy(frontClosed, deadlineUs, clock);
    front.dropAll();
    await frontClosed;
    this.#front = undefined;
    this.emit("closed");
  }

  async #makeHttpServer(address: string): Promise<UpgradeHttpServer> {
    const tls = this.secureMode === "secure" ? await tlsOptions(this.#options.tls, address) : undefined;
    this.#certificate = tls?.cert.toString();
    return new UpgradeHttpServer(tls, {
      requested: (request, socket, head) => this.#upgrade(request, socket, head),
      peerNotVerified: (peer, reason) => this.#peerNotVerified(peer, reason),
      tlsFailed: (error) =>
        this.#failed(CloseCode.tlsHandshake, `the TLS handshake failed: ${error.message}`),
    });
  }

  #peerNotVerified(peer: string, reason: string): void {
    this.#errorString = `the certificate of ${peer} is not trusted: ${reason}`;
    this.emit("peerVerifyError", new WsrigError("peer-not-verified", this.#errorString));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const peer = peerOf(request.socket);
    this.#front?.handshakeDone(peer);
    const requestHead = readRequestHead(request);
    const judgement = judgeUpgradeRequest(requestHead, {
      subprotocols: this.supportedSubprotocols,
      deflate: this.#options.compression ? {} : undefined,
    });
    if (judgement.kind === "reject") {
      this.#refuse(socket, judgement);
      this.#failed(CloseCode.protocolError, `the handshake of ${peer} is refused: ${judgement.message}`);
      return;
    }
    if (this.#pending.length >= this.maxPendingConnections) {
      const message = `${this.#pending.length} connections wait to be taken, which is the limit`;
      this.#refuse(socket, refuse(503, message));
      this.#failed(CloseCode.abnormal, message);
      return;
    }
    const authenticator = new OriginAuthenticator(requestHead.headers.get("Origin") ?? "");
    this.emit("originAuthenticationRequired", authenticator);
    if (!authenticator.allowed) {
      this.#refuse(socket, refuse(403, `the origin "${authenticator.origin}" is not allowed`));
      return;
    }
    const connection = openByFrame(
      { request, socket, head, upgrade: judgement },
      { headers: this.#serverHeader(), limits: incomingLimits(this.#options), clock: this.#options.clock },
    );
    this.#connections.set(connection, undefined);
    void connection.waitForClose().then(() => this.#connections.delete(connection));
    this.#pending.push({ connection, origin: authenticator.origin });
    this.emit("newConnection");
  }

  #refuse(socket: Duplex, rejection: RejectedUpgrade): void {
    const headers = [...rejection.headers, ...this.#serverHeader()];
    answerAndClose(socket, buildRejection({ ...rejection, headers }));
  }

  #serverHeader(): readonly (readonly [string, string])[] {
    return this.serverName === "" ? [] : [["Server", this.serverName]];
  }

  #acceptFailed(cause: Error): void {
    this.#errorString = cause.message;
    this.emit(
      "acceptError",
      new WsrigError("accept-failed", `cannot accept a connection: ${cause.message}`, { cause }),
    );
  }

  #failed(closeCode: number, message: string): void {
    this.#error = closeCode;
    this.#errorString = message;
    this.emit("serverError", closeCode);
  }
}
