// The two addresses of a socket, kept: a closed socket does not know them any more.

import type { Socket } from "node:net";
import type { SocketAddress } from "./connection.js";

/** Our end of `socket`; `undefined` when there is none or it is not connected. */
export function localAddressOf(socket: Socket | undefined): SocketAddress | undefined {
  return addressOf(socket?.localAddress, socket?.localPort);
}

/** The peer's end of `socket`. */
export function peerAddressOf(socket: Socket | undefined): SocketAddress | undefined {
  return addressOf(socket?.remoteAddress, socket?.remotePort);
}

function addressOf(address: string | undefined, port: number | undefined): SocketAddress | undefined {
  return address === undefined || port === undefined ? undefined : { address, port };
}
