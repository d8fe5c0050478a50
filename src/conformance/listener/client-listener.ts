// Tests clients: a server whose request targets run the cases, as the drivers of the reference suite expect it.

import { setMaxListeners } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { type Clock, systemClock } from "../../clock.js";
import type { HttpRequestHead } from "../../protocol/http-head.js";
import type { AgentRun } from "../agent-run.js";
import type { ConformanceCase } from "../case.js";
import type { CaseResult } from "../case-result.js";
import type { CaseSelection } from "../case-selection.js";
import { defaultCaseTimeoutMs } from "../case-timeout.js";
import { openAsServer } from "../open-as-server.js";
import { playCase } from "../play-case.js";
import { AgentBook } from "./agent-book.js";
import { type Asked, readAsked } from "./asked.js";
import { caseStatus } from "./case-status.js";
import { httpAnswer } from "./http-answer.js";
import { Incoming } from "./incoming.js";
import { listenMistake } from "./listen-mistake.js";
import { readRequest } from "./read-request.js";

/** Options of {@link listenForClients}. */
export interface ClientListenerOptions {
  readonly selection: CaseSelection;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** Certificate and key: clients then come by wss. */
  readonly tls?: Pick<TlsOptions, "cert" | "key"> | undefined;
  /** Milliseconds after which an absence counts as proved. Default 1,000. */
  readonly waitMs?: number | undefined;
  /** The bound on the time of a case that has none of its own. Default: see `defaultCaseTimeoutMs`. */
  readonly caseTimeoutMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** The page that a browser gets at `/`. */
  readonly page?: string | undefined;
  /** Told of each result as it comes. */
  readonly caseEnded?: ((agent: string, result: CaseResult) => void) | undefined;
  /** A client asked for the reports; answered when it resolves. */
  readonly updateReports?: ((agent: string | undefined) => Promise<void> | void) | undefined;
  /** Whether a client that asked for the reports has asked to stop, too. Default: only if it says so. */
  readonly stopsAfterReports?: boolean | undefined;
  /** A bug of a case; the case then has no result. Default: thrown where nobody catches it. */
  readonly failed?: ((error: unknown) => void) | undefined;
}

/** A listener that is up. */
export interface ClientListener {
  /** `ws://127.0.0.1:9001`, without a path. */
  readonly url: string;
  readonly port: number;
  /** What there is so far, by agent. */
  runs(): readonly AgentRun[];
  /** Resolves when a client asked the listener to stop. */
  readonly stopAsked: Promise<void>;
  /** Resolves when no case is under way. */
  settled(): Promise<void>;
  /** For how long no client has come and no case been under way. */
  idleMs(): number;
  /** Ends cases under way, which then have no result, and all connections; listens no more. */
  close(): Promise<void>;
}

/** Connections at a time; more are dropped, as each may hold memory. */
const mostConnections = 512;
/** How long a client may take for its TLS handshake. */
const tlsPatienceMs = 10_000;

/**
 * Listens for clients.
 *
 * @throws WsrigError `usage-port-unavailable`
 */
export async function listenForClients(options: ClientListenerOptions): Promise<ClientListener> {
  const listening = new Listening(options);
  await listening.listen();
  return listening;
}

class Listening implements ClientListener {
  readonly stopAsked: Promise<void>;
  readonly #options: ClientListenerOptions;
  readonly #clock: Clock;
  readonly #server: Server;
  readonly #book: AgentBook;
  readonly #ids: readonly string[];
  readonly #sockets = new Set<Socket>();
  /** What the sockets stand on: the same ones without TLS. */
  readonly #connections = new Set<Socket>();
  readonly #closing = new AbortController();
  #askStop: () => void = () => {};
  #port = 0;
  /** When the last client left. */
  #lastAtUs: number;

  constructor(options: ClientListenerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#lastAtUs = this.#clock.nowUs();
    // Every case under way listens to it.
    setMaxListeners(0, this.#closing.signal);
    this.#book = new AgentBook(options.selection);
    this.#ids = options.selection.selected.map(({ id }) => id);
    this.stopAsked = new Promise((resolve) => {
      this.#askStop = resolve;
    });
    const accept = (socket: Socket): void => this.#accept(socket);
    this.#server =
      options.tls === undefined
        ? createServer(accept)
        : createTlsServer({ ...options.tls, handshakeTimeout: tlsPatienceMs }, accept);
    // A TLS handshake that fails is the client's affair.
    this.#server.on("tlsClientError", (_, socket) => socket.destroy());
    // Below TLS too: a client that never begins its handshake would keep the server from closing.
    this.#server.on("connection", (socket: Socket) => {
      this.#connections.add(socket);
      socket.on("close", () => this.#connections.delete(socket));
    });
    this.#server.maxConnections = mostConnections;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    const host = this.#host.includes(":") ? `[${this.#host}]` : this.#host;
    return `${this.#options.tls === undefined ? "ws" : "wss"}://${host}:${this.#port}`;
  }

  get #host(): string {
    return this.#options.host ?? "127.0.0.1";
  }

  async listen(): Promise<void> {
    const { port = 0 } = this.#options;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", (error) => reject(listenMistake(error, { host: this.#host, port })));
      this.#server.listen(port, this.#host, resolve);
    });
    const address = this.#server.address();
    this.#port = typeof address === "object" && address !== null ? address.port : port;
  }

  runs(): readonly AgentRun[] {
    return this.#book.runs(this.url);
  }

  settled(): Promise<void> {
    return this.#book.settled();
  }

  idleMs(): number {
    return this.#sockets.size > 0 ? 0 : (this.#clock.nowUs() - this.#lastAtUs) / 1_000;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.#book.settled();
    for (const socket of [...this.#sockets, ...this.#connections]) socket.destroy();
    await closed;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.#lastAtUs = this.#clock.nowUs();
    });
    // Until a driver takes over, a reset is nothing that anybody waits for.
    socket.on("error", () => {});
    void this.#serve(socket).catch((error: unknown) => {
      socket.destroy();
      if (this.#options.failed === undefined) throw error;
      this.#options.failed(error);
    });
  }

  async #serve(socket: Socket): Promise<void> {
    const read = await readRequest(socket, this.#clock);
    if (read === undefined) {
      socket.destroy();
      return;
    }
    if (read.kind === "malformed") {
      socket.end(httpAnswer(400, `${read.message} (${read.section})`));
      return;
    }
    const { head } = read;
    const asked = this.#asked(head);
    if (asked.kind === "page") socket.end(httpAnswer(200, asked.html, "text/html; charset=utf-8"));
    else if (asked.kind === "refused") socket.end(httpAnswer(asked.status, asked.message));
    else {
      const { waitMs = 1_000 } = this.#options;
      await this.#converse(asked, new Incoming({ socket, ...read, clock: this.#clock, waitMs }));
    }
  }

  #asked(head: HttpRequestHead): Asked | { readonly kind: "page"; readonly html: string } {
    const { page } = this.#options;
    const path = head.target.split("?")[0];
    if (path === "/" && page !== undefined && !head.headers.has("Upgrade"))
      return { kind: "page", html: page };
    if (!head.target.startsWith("/")) {
      return { kind: "refused", status: 400, message: "the request target must begin with /" };
    }
    const asked = readAsked(head.target, this.#ids);
    if (asked.kind === "run" && !this.#book.takes(asked.agent)) {
      return { kind: "refused", status: 400, message: "too many agents came already" };
    }
    if (asked.kind === "case-status" && this.#statusOf(asked) === undefined) {
      const { agent, index } = asked;
      return { kind: "refused", status: 404, message: `${agent} has not run case ${this.#ids[index]}` };
    }
    // Of a run it is the case's to judge.
    if (asked.kind !== "run" && asked.kind !== "refused" && !head.headers.has("Sec-WebSocket-Key")) {
      return {
        kind: "refused",
        status: 400,
        message: `${path} speaks WebSocket: Sec-WebSocket-Key is missing`,
      };
    }
    return asked;
  }

  #statusOf({
    agent,
    index,
  }: Extract<Asked, { kind: "case-status" }>): Promise<CaseResult | undefined> | undefined {
    return this.#book.resultOf(agent, this.#ids[index] as string);
  }

  async #converse(asked: Exclude<Asked, { kind: "refused" }>, incoming: Incoming): Promise<void> {
    switch (asked.kind) {
      case "run":
        await this.#run(
          asked.agent,
          this.#options.selection.selected[asked.index] as ConformanceCase,
          incoming,
        );
        return;
      case "case-count":
        await incoming.tell(`${this.#ids.length}`);
        return;
      case "case-info": {
        const { id, description } = this.#options.selection.selected[asked.index] as ConformanceCase;
        await incoming.tell(JSON.stringify({ id, description }));
        return;
      }
      case "case-status": {
        const testCase = this.#options.selection.selected[asked.index] as ConformanceCase;
        await incoming.tell(this.#statusOf(asked)?.then((result) => caseStatus(testCase, result)));
        return;
      }
      case "update-reports":
        await this.#book.settled();
        await this.#options.updateReports?.(asked.agent);
        await incoming.tell(undefined);
        if (asked.stops || this.#options.stopsAfterReports === true) this.#askStop();
        return;
      case "stop":
        await incoming.tell(undefined);
        this.#askStop();
        return;
      default:
        asked satisfies never;
    }
  }

  async #run(agent: string, testCase: ConformanceCase, incoming: Incoming): Promise<void> {
    const { waitMs = 1_000, caseTimeoutMs = defaultCaseTimeoutMs(waitMs) } = this.#options;
    const played = playCase(testCase, {
      driver: incoming.driverOptions(),
      feed: (driver) => incoming.feed(driver),
      open: openAsServer,
      caseTimeoutMs,
      signal: this.#closing.signal,
    });
    // What it had come to when the listener was closed says nothing of the client.
    const playing = played.then((result) =>
      this.#closing.signal.aborted && result.verdict === "fail" ? undefined : result,
    );
    this.#book.began(agent, testCase.id, playing);
    const result = await playing;
    if (result !== undefined) this.#options.caseEnded?.(agent, result);
  }
}
