// Drops TCP under a connection.

import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { TerminateOptions } from "./connection.js";

/** Destroys the socket; with a RST where that is asked for and it is a plain TCP socket. */
export function dropTcp(socket: Socket, { reset = false }: TerminateOptions): void {
  if (reset && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  else socket.destroy();
}
