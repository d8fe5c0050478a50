// The HTTP side of the user interface: one page, and sockets that become the links of tabs.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { maxSendingBytes } from "../link/sending.js";
import { formatHttpAnswer, type HttpAnswer } from "../server/http-answers.js";
import { type ListeningAddress, listenOn } from "../server/listening-address.js";
import { answerAndClose } from "../server/refusal.js";
import { endingAnswer, pageAnswer, redirectionAnswer, refusalAnswer } from "./page-answers.js";
import type { RequestGuard } from "./request-guard.js";

/** A text of control characters needs six bytes in JSON for each of its own; what stands around it is small. */
const maxRequestBytes = 6 * maxSendingBytes + 65_536;

/** Whoever holds connections open without a word holds no more than these, and not for long. */
export interface HostLimits {
  /** Of all kinds at once; what comes beyond them is dropped. */
  readonly connections: number;
  /** For the head of a request. */
  readonly headersMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** How often both are looked at. */
  readonly checkMs: number;
}

const defaultLimits: HostLimits = { connections: 512, headersMs: 10_000, requestMs: 20_000, checkMs: 2_000 };

/** Options of {@link PageHost}. */
export interface PageHostOptions {
  readonly page: string;
  /** Made when the port is known. */
  readonly guard: (at: ListeningAddress) => RequestGuard;
  /** Given each link of a tab as it opens. */
  readonly onLink: (socket: WebSocket) => void;
  readonly limits?: HostLimits | undefined;
}

/** A server between `listen` and `close`, each to be called once. */
export class PageHost {
  readonly #options: PageHostOptions;
  readonly #http: Server;
  readonly #sockets = new Set<Duplex>();
  readonly #links = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxRequestBytes,
    perMessageDeflate: false,
  });
  #closed: Promise<void> | undefined;

  constructor(options: PageHostOptions) {
    this.#options = options;
    const { limits = defaultLimits } = options;
    this.#http = createServer({
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.checkMs,
      // Cookies are shared by all ports of a machine; a developer has many.
      maxHeaderSize: 65_536,
      // A tab of another machine that is no more, without a word, is found out by the system.
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
    });
    this.#http.maxConnections = limits.connections;
    this.#http.on("connection", (socket) => {
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
    });
  }

  /** @throws the system's error, such as EADDRINUSE. */
  async listen(host: string, port: number): Promise<ListeningAddress> {
    const at = await listenOn(this.#http, host, port);
    const guard = this.#options.guard(at);
    this.#http.on("request", (request, response) => this.#request(request, response, guard));
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade({ request, socket, head }, guard));
    return at;
  }

  /** Takes no more connections and opens no more links; those that are open stay. */
  stopAccepting(): void {
    this.#closed ??= new Promise((resolve) => this.#http.close(() => resolve()));
  }

  /** Ends whatever is still connected. */
  async close(): Promise<void> {
    this.stopAccepting();
    for (const socket of this.#sockets) socket.destroy();
    await this.#closed;
  }

  #request(request: IncomingMessage, response: ServerResponse, guard: RequestGuard): void {
    const { status, headers, body } = this.#answerTo(guard.page(request));
    // A refused one may have a body that never ends.
    const closing = status === 200 ? {} : { Connection: "close" };
    response.writeHead(status, { ...headers, ...closing, "Content-Length": Buffer.byteLength(body) });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  #answerTo(judgement: ReturnType<RequestGuard["page"]>): HttpAnswer {
    if (this.#closed !== undefined) return endingAnswer;
    if (judgement === undefined) return pageAnswer(this.#options.page);
    return judgement.status === 303 ? redirectionAnswer(judgement) : refusalAnswer(judgement);
  }

  #upgrade(
    { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
    guard: RequestGuard,
  ): void {
    const refusal = guard.link(request);
    if (this.#closed !== undefined || refusal !== undefined) {
      const answer = refusal === undefined ? endingAnswer : refusalAnswer(refusal);
      answerAndClose(socket, formatHttpAnswer(answer, request.method ?? "GET"));
      return;
    }
    this.#links.handleUpgrade(request, socket, head, this.#options.onLink);
  }
}
