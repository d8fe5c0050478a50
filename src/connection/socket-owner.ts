// A socket's events, told to its owner by four functions for all sockets: four for each would be held by every idle one.

import type { Socket } from "node:net";

/** Whom a socket tells. */
export interface SocketOwner {
  /** `error` */
  socketFailed(error: Error): void;
  /** `drain`: it takes more. */
  socketDrained(): void;
  /** `end`: the peer sends no more. */
  peerEnded(): void;
  /** `close` */
  socketClosed(): void;
}

const ownerKey = Symbol("wsrig.owner");

interface OwnedSocket extends Socket {
  [ownerKey]: SocketOwner;
}

/** From here on `owner` is told what happens to `socket`. */
export function ownSocket(socket: Socket, owner: SocketOwner): void {
  (socket as OwnedSocket)[ownerKey] = owner;
  socket.on("error", failed);
  socket.on("drain", drained);
  socket.on("end", ended);
  socket.on("close", closed);
}

function failed(this: Socket, error: Error): void {
  (this as OwnedSocket)[ownerKey].socketFailed(error);
}

function drained(this: Socket): void {
  (this as OwnedSocket)[ownerKey].socketDrained();
}

function ended(this: Socket): void {
  (this as OwnedSocket)[ownerKey].peerEnded();
}

function closed(this: Socket): void {
  (this as OwnedSocket)[ownerKey].socketClosed();
}
