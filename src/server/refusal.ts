// Says no on a socket that was to become a WebSocket.

import type { Duplex } from "node:stream";

/** How long a refused peer may take to read why and to close, in ms. */
const lingerMs = 2_000;

/**
 * Writes a whole HTTP answer and closes. What the peer still sends is thrown away: closing with unread bytes would make TCP
 * reset the connection, and the answer would be lost with it.
 */
export function answerAndClose(socket: Duplex, answer: Uint8Array): void {
  socket.on("error", () => socket.destroy());
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const deadline = setTimeout(() => socket.destroy(), lingerMs);
  deadline.unref();
  socket.once("close", () => clearTimeout(deadline));
  socket.resume();
  socket.end(answer);
}
