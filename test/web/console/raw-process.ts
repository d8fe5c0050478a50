// A process at the other end of the link that says whatever a test wants, in its own words, and refuses when told to.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { linkVersion, type ProcessMessage } from "../../../src/link/process-message.js";
import { loadConsolePage } from "../../../src/store/report-page.js";

/** See {@link openRawProcess}. Disposing it ends it. */
export interface RawProcess extends AsyncDisposable {
  readonly url: string;
  /** How often a page has tried to connect. */
  readonly attempts: number;
  /** Whether attempts are refused, as by a process that is gone. */
  isRefusing: boolean;
  /** The next tab that connects, or the one that has and was not asked for yet. */
  nextTab(): Promise<RawTab>;
}

/** One connection of a page. */
export interface RawTab {
  readonly socket: WebSocket;
  say(message: ProcessMessage): void;
  /** The next request that this tab has not been asked for yet. */
  nextRequest(): Promise<{ readonly kind: string; readonly id: number }>;
}

/** What a tab is told first. */
export const rawHello: Extract<ProcessMessage, { kind: "hello" }> = {
  kind: "hello",
  linkVersion,
  version: "1.2.3",
  mode: "console",
  behaviours: [],
  commands: [],
  folder: "reports",
};

/** The server window before it has listened. */
export const rawServer: Extract<ProcessMessage, { kind: "server" }> = {
  kind: "server",
  server: {
    status: "stopped",
    options: { port: 0, behaviour: "", secure: false, compression: true, subprotocols: [] },
    connected: 0,
    accepted: 0,
    refused: 0,
  },
};

/** Serves the page; a tab is told nothing by itself. */
export async function openRawProcess(): Promise<RawProcess> {
  const page = loadConsolePage();
  const http = createServer((_, response) => response.end(page));
  const sockets = new WebSocketServer({ noServer: true });
  const tabs = queue<RawTab>();
  let attempts = 0;
  let isRefusing = false;
  http.on("upgrade", (request, socket, head) => {
    attempts += 1;
    if (isRefusing) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (webSocket) => tabs.add(tabOf(webSocket)));
  });
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/?token=t`,
    get attempts() {
      return attempts;
    },
    get isRefusing() {
      return isRefusing;
    },
    set isRefusing(refuses) {
      isRefusing = refuses;
    },
    nextTab: () => tabs.next(),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, "close");
    },
  };
}

function tabOf(socket: WebSocket): RawTab {
  const requests = queue<{ readonly kind: string; readonly id: number }>();
  socket.on("message", (data) => requests.add(JSON.parse(String(data))));
  return {
    socket,
    say: (message) => socket.send(JSON.stringify(message)),
    nextRequest: () => requests.next(),
  };
}

function queue<Item>(): { add(item: Item): void; next(): Promise<Item> } {
  const items: Item[] = [];
  const waiting: ((item: Item) => void)[] = [];
  return {
    add(item) {
      const first = waiting.shift();
      if (first === undefined) items.push(item);
      else first(item);
    },
    next() {
      const first = items.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
}
