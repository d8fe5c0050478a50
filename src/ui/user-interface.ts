// Serves the page and speaks with its tabs: HTTP for the page, one WebSocket a tab for all else.

import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { isIP } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { WsrigError } from "../errors.js";
import type { PageRequest } from "../link/page-request.js";
import { linkVersion, type ProcessMessage } from "../link/process-message.js";
import { maxSendingBytes } from "../link/sending.js";
import { type Refusal, refusalOf } from "./request-guard.js";
import { TabLink } from "./tab-link.js";
import type { Tabs, UiPart } from "./ui-part.js";

/** Options of {@link openUserInterface}. */
export interface UserInterfaceOptions {
  /** The built page (store's loadConsolePage). */
  readonly page: string;
  readonly hello: Omit<Extract<ProcessMessage, { kind: "hello" }>, "kind" | "linkVersion">;
  /** Makes the parts. */
  readonly parts: (tabs: Tabs) => readonly UiPart[];
  /** An IP address or `localhost`. Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Default 0: a free one. */
  readonly port?: number | undefined;
  /** Default: a fresh one of 128 random bits. */
  readonly token?: string | undefined;
}

/** A user interface that is served. Whoever opened it closes it. */
export interface UserInterface {
  /** With the token: whoever has it may do what the person may. */
  readonly url: string;
  readonly tabs: Tabs;
  /** Says so when other machines can reach it. */
  readonly warning: string | undefined;
  /** Resolves when what was told has left for the tabs, or after `deadlineMs`. */
  flushed(deadlineMs: number): Promise<void>;
  /** Ends the parts and all tabs. */
  close(): Promise<void>;
}

/** @throws WsrigError `listen-failed` */
export async function openUserInterface(options: UserInterfaceOptions): Promise<UserInterface> {
  const { host = "127.0.0.1", port = 0, token = randomBytes(16).toString("hex") } = options;
  const http = createServer();
  const bound = await listen(http, { host, port });
  const isLoopback = bound.address === "::1" || bound.address.startsWith("127.");
  const guard = { token, port: bound.port, isLoopback };
  const links = new Set<TabLink>();
  const sockets = new WebSocketServer({
    noServer: true,
    // Base64 of the largest sending, and the request around it.
    maxPayload: maxSendingBytes * 1.4 + 65_536,
    perMessageDeflate: false,
  });
  const tabs: Tabs = {
    get count() {
      return links.size;
    },
    tell(message) {
      if (links.size === 0) return;
      const text = JSON.stringify(message);
      for (const link of links) link.tell(text);
    },
  };
  const parts = options.parts(tabs);
  const hello = { kind: "hello", linkVersion, ...options.hello } as const;
  http.on("request", (request, response) => {
    const refusal = pageRefusal(request) ?? refusalOf(request, guard, { origin: false });
    if (refusal === undefined) answerPage(response, options.page);
    else answerRefusal(response, refusal);
  });
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => {}); // Gone before it was answered: nothing to tell.
    const refusal = linkRefusal(request) ?? refusalOf(request, guard, { origin: true });
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal.status} Forbidden\r\nConnection: close\r\n\r\n${refusal.why}\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("error", () => {}); // `close` follows.
      const link = new TabLink({
        socket: webSocket,
        handle: (asked) => handle(parts, asked),
        everything: () => [hello, ...parts.flatMap((part) => part.snapshot())],
      });
      links.add(link);
      webSocket.on("close", () => links.delete(link));
    });
  });
  const urlHost = isIP(bound.address) === 6 ? `[${bound.address}]` : bound.address;
  return {
    url: `http://${urlHost}:${bound.port}/?token=${token}`,
    tabs,
    warning: isLoopback
      ? undefined
      : `The user interface listens on ${urlHost}:${bound.port}: whoever has its address can start programs as you. Listen on 127.0.0.1 unless you mean this.`,
    async flushed(deadlineMs) {
      const endAt = Date.now() + deadlineMs;
      const isWaiting = (): boolean => [...sockets.clients].some((socket) => socket.bufferedAmount > 0);
      while (isWaiting() && Date.now() < endAt) await new Promise((resolve) => setTimeout(resolve, 10));
    },
    async close() {
      await Promise.all(parts.map((part) => part.close()));
      for (const socket of sockets.clients) socket.close(1001, "wsrig has ended");
      http.close();
      http.closeAllConnections();
      setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, 500).unref();
    },
  };
}

async function listen(
  http: Server,
  at: { readonly host: string; readonly port: number },
): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", (cause) => {
      const message = `the user interface cannot listen on ${at.host}:${at.port}: ${cause.message}`;
      reject(
        new WsrigError("listen-failed", message, { path: "--port", hint: "Give another --port.", cause }),
      );
    });
    http.listen(at.port, at.host, resolve);
  });
  return http.address() as AddressInfo;
}

function handle(parts: readonly UiPart[], request: PageRequest): unknown {
  for (const { handlers } of parts) {
    const handler = handlers[request.kind] as ((asked: PageRequest) => unknown) | undefined;
    if (handler !== undefined) return handler(request);
  }
  throw new WsrigError("usage-invalid-request", `${request.kind} is not offered here`);
}

function pageRefusal({ method, url = "/" }: IncomingMessage): Refusal | undefined {
  if (new URL(url, "http://localhost").pathname !== "/") return { status: 404, why: "there is nothing here" };
  if (method !== "GET" && method !== "HEAD") return { status: 405, why: "only GET is answered" };
  return undefined;
}

function linkRefusal({ url = "/" }: IncomingMessage): Refusal | undefined {
  return new URL(url, "http://localhost").pathname === "/link"
    ? undefined
    : { status: 404, why: "there is no link here" };
}

const safeHeaders = {
  "Content-Security-Policy": "frame-ancestors 'none'",
  "X-Frame-Options": "DENY",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};

function answerPage(response: ServerResponse, page: string): void {
  response.writeHead(200, { ...safeHeaders, "Content-Type": "text/html; charset=utf-8" }).end(page);
}

function answerRefusal(response: ServerResponse, { status, why }: Refusal): void {
  response.writeHead(status, { ...safeHeaders, "Content-Type": "text/plain; charset=utf-8" }).end(`${why}\n`);
}
