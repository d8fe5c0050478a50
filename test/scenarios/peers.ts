// Peers of the scenario tests: a plain echo made with ws, and whatever breaks it.

import { type AddressInfo, createServer, type Socket } from "node:net";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";

/** A peer that listens. */
export interface Peer {
  readonly url: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A `ws` server on a free port; `serve` says what it does with a client. */
export async function startWsPeer(
  serve: (client: WebSocket, clients: ReadonlySet<WebSocket>) => void,
  options: ServerOptions = {},
): Promise<Peer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
  server.on("connection", (client) => {
    client.on("error", () => undefined);
    serve(client, server.clients);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Echoes every message as it came. */
export function echo(client: WebSocket): void {
  client.on("message", (data, isBinary) => client.send(data, { binary: isBinary }));
}

/** A TCP server on a free port. */
export async function startTcpPeer(serve: (socket: Socket) => void): Promise<Peer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A URL on which nobody listens. */
export async function refusingUrl(): Promise<string> {
  await using peer = await startTcpPeer(() => undefined);
  return peer.url;
}
