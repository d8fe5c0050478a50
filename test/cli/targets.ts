// Targets for CLI tests: a right one, wrong ones, and an address where nobody is.

import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { type RawData, WebSocketServer } from "ws";
import { acceptKeyFor } from "../../src/protocol/accept-key.js";
import { type ReferenceServer, startReferenceServer } from "../../src/server/reference-server.js";

/** A server of one test; closed by disposing. */
export interface TestTarget extends AsyncDisposable {
  readonly url: string;
}

/** The reference server in this process. */
export function startTarget(): Promise<ReferenceServer> {
  return startReferenceServer({ closeDeadlineMs: 0 });
}

/** A server that answers each message with what `answer` makes of it; nothing for `undefined`. */
export async function startWrongTarget(
  answer: (message: RawData) => string | undefined,
): Promise<TestTarget> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("message", (message) => {
      const text = answer(message);
      if (text !== undefined) socket.send(text);
    });
  });
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An echo that goes away for good when a message of `bytes` comes. */
export async function startMortalTarget(bytes: number): Promise<TestTarget> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await new Promise((resolve) => server.once("listening", resolve));
  const end = (): void => {
    server.close();
    for (const socket of server.clients) socket.terminate();
  };
  server.on("connection", (socket) => {
    socket.on("error", () => {});
    socket.on("message", (message: Buffer, binary) => {
      if (message.length === bytes) end();
      else socket.send(message, { binary });
    });
  });
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => Promise.resolve(end()),
  };
}

/** A server that opens a connection properly and then sends `bytes`, whatever they are. */
export async function startRawTarget(bytes: Uint8Array): Promise<TestTarget> {
  const server = createHttpServer();
  server.on("upgrade", (request, socket) => {
    const accept = acceptKeyFor(request.headers["sec-websocket-key"] ?? "");
    const head = `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
    socket.on("error", () => {});
    // The client fails the connection and ends TCP; so do we.
    socket.on("end", () => socket.end());
    socket.resume();
    socket.write(Buffer.concat([Buffer.from(head), bytes]));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An HTTP server that knows no WebSocket: every request, upgrades too, is answered with 404. */
export async function startPlainHttpTarget(): Promise<TestTarget> {
  const server = createHttpServer((_request, response) => response.writeHead(404).end());
  return listenOn(server, () => server.closeAllConnections());
}

/** An HTTP server that answers every request, upgrades too, with `status`. */
export async function startRefusingTarget(
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<TestTarget> {
  const server = createHttpServer((_request, response) => response.writeHead(status, headers).end());
  return listenOn(server, () => server.closeAllConnections());
}

/** A server that takes connections and says nothing. */
export async function startMuteTarget(): Promise<TestTarget> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  return listenOn(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

async function listenOn(server: Server, endConnections: () => void): Promise<TestTarget> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      endConnections();
      await closed;
    },
  };
}

/** A URL of this machine at which nothing listens (any more). */
export async function deadUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `ws://127.0.0.1:${port}/echo`;
}
