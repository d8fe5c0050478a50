// The reference server at work: one node:http(s) server whose upgrades become connections under a behaviour.

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { buildRejection } from "../protocol/server-handshake.js";
import { closeGracefully } from "./graceful-close.js";
import { answerHttp, formatHttpAnswer, type HttpAnswer } from "./http-answers.js";
import { type ListeningAddress, listenOn } from "./listening-address.js";
import type { ResolvedServerOptions, ServerTlsOptions } from "./reference-server-options.js";
import { answerAndClose } from "./refusal.js";
import { asksForWebSocket, peerOf, readRequestHead, splitTarget } from "./request-head.js";
import { ServedConnections } from "./served-connections.js";
import { type ServerStats, StatsRecorder } from "./server-stats.js";
import { decideUpgrade } from "./upgrade-decision.js";
import { frameEngine, type UpgradeEngine, wsEngine } from "./upgrade-engine.js";

/** A server between `listen` and `close`, each to be called once (`close` may be called again). */
export class RunningServer {
  readonly #settings: ResolvedServerOptions;
  readonly #engine: UpgradeEngine;
  readonly #http: ReturnType<typeof createHttpServer>;
  readonly #stats: StatsRecorder;
  readonly #connections: ServedConnections;
  readonly #sockets = new Set<Socket>();
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  constructor(settings: ResolvedServerOptions, tls: false | ServerTlsOptions) {
    this.#settings = settings;
    this.#engine = settings.engine === "ws" ? wsEngine(settings) : frameEngine(settings);
    this.#stats = new StatsRecorder(settings.clock);
    this.#connections = new ServedConnections(settings, this.#stats);
    this.#http = tls ? createHttpsServer(httpsOptions(tls)) : createHttpServer();
    this.#http.on("request", (request, response) => this.#request(request, response));
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#http.on("connection", (socket: Socket) => this.#track(socket));
  }

  async listen(): Promise<ListeningAddress> {
    try {
      const bound = await listenOn(this.#http, this.#settings.host, this.#settings.port);
      this.#connections.startIdlePing(this.#closing.signal);
      return bound;
    } catch (error) {
      this.#stats.stop();
      throw error;
    }
  }

  stats(): ServerStats {
    return this.#stats.read();
  }

  close(deadlineMs: number): Promise<void> {
    this.#closed ??= this.#close(deadlineMs);
    return this.#closed;
  }

  async #close(deadlineMs: number): Promise<void> {
    this.#closing.abort();
    const httpClosed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    await closeGracefully([...this.#connections], {
      reason: "the server is shutting down",
      deadlineMs,
      clock: this.#settings.clock,
    });
    for (const socket of this.#sockets) socket.destroy(); // keep-alive HTTP, handshakes under way
    await httpClosed;
    this.#stats.stop();
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    // An upgrade that lacks a header arrives as a plain request: say what it lacks.
    if (asksForWebSocket(request)) {
      this.#upgrade(request, request.socket, Buffer.alloc(0));
      return;
    }
    const { status, headers, body } = this.#answerTo(request);
    request.resume();
    response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!asksForWebSocket(request)) {
      // RFC 9110 §7.8: a server may ignore an upgrade it does not know; HTTP clients offer h2c with any request.
      answerAndClose(socket, formatHttpAnswer(this.#answerTo(request), request.method ?? "GET"));
      return;
    }
    const requestHead = readRequestHead(request);
    const { path } = splitTarget(requestHead.target);
    const peer = peerOf(request.socket);
    const decision = decideUpgrade(requestHead, {
      origins: this.#settings.origins,
      subprotocols: this.#settings.subprotocols,
      deflate: this.#settings.compression ? {} : undefined,
      isFull: this.#connections.size >= this.#settings.maxClients,
      maxClients: this.#settings.maxClients,
    });
    if (decision.kind === "reject") {
      const { status, message } = decision;
      this.#stats.rejected();
      this.#settings.onEvent({ event: "rejected", status, path, peer, message });
      answerAndClose(socket, buildRejection(decision));
      return;
    }
    const { attach, upgrade } = decision;
    this.#engine.open({ request, socket, head, upgrade }, (connection) => {
      if (this.#closing.signal.aborted) connection.terminate();
      else this.#connections.serve(connection, { path, peer, attach });
    });
  }

  #answerTo(request: IncomingMessage): HttpAnswer {
    const { path } = splitTarget(request.url ?? "/");
    const method = request.method ?? "GET";
    return answerHttp({ method, path, accept: request.headers.accept }, () => this.stats());
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

function httpsOptions({ cert, key, ca, requestCert = false }: ServerTlsOptions): object {
  return { cert, key, ...(ca === undefined ? {} : { ca }), requestCert, rejectUnauthorized: requestCert };
}
