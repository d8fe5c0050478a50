// A target that misbehaves exactly as a test tells it, made with `ws`, which shares no code with ours.

import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** What it does with message `n` (from 0) of a connection. */
export type Misbehaviour = (
  message: { readonly n: number; readonly text: string },
  socket: WebSocket,
) => void;

export interface FaultyServer {
  readonly url: string;
  /** Messages received over all connections. */
  readonly received: number;
  /** Open connections, in the order in which they came. */
  readonly sockets: readonly WebSocket[];
  close(): Promise<void>;
}

/** Echoes nothing by itself. */
export async function startFaultyServer(
  misbehave: Misbehaviour,
  opened: (socket: WebSocket) => void = () => {},
): Promise<FaultyServer> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  const sockets: WebSocket[] = [];
  let received = 0;
  server.on("connection", (socket) => {
    sockets.push(socket);
    let n = 0;
    socket.on("message", (data) => {
      received++;
      misbehave({ n: n++, text: String(data) }, socket);
    });
    socket.on("error", () => {
      // The test ends connections at any time.
    });
    opened(socket);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}/`,
    sockets,
    get received() {
      return received;
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
