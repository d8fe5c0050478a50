// Peers of the tests in memory, over real sockets.

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { MakePeer } from "../memory-peer.js";

/** A server that is up. */
export interface PeerServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves each connection by a peer of its own, on a free port of 127.0.0.1. */
export async function servePeer(makePeer: MakePeer): Promise<PeerServer> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    join(socket, makePeer)();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Connects a peer to a listener; gives what cuts its connection, which a mean peer may never end by itself. */
export function connectPeer(port: number, makePeer: MakePeer): () => void {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("connect", join(socket, makePeer));
  return () => socket.destroy();
}

/** Gives what tells the peer that it is connected. */
function join(socket: Socket, makePeer: MakePeer): () => void {
  const peer = makePeer({
    write: (bytes) => {
      if (!socket.destroyed && !socket.writableEnded) socket.write(bytes);
    },
    end: () => socket.end(),
    drop: () => socket.resetAndDestroy(),
  });
  socket.on("data", (bytes) => peer.receive(bytes));
  socket.on("end", () => peer.ended?.());
  socket.on("close", () => peer.closed?.());
  // A reset is an end like any other; `close` follows.
  socket.on("error", () => {});
  return () => peer.connected?.();
}
