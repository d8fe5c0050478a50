// A wire over a socket of Node, plain or TLS.

import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { CaseDriver } from "./case-driver.js";
import type { Wire } from "./wire.js";

/** The wire of `socket`, which is the driver's alone from here on. Feed the driver with {@link feedFromSocket}. */
export function socketWire(socket: Socket): Wire {
  socket.setNoDelay(true);
  return {
    write(bytes, written) {
      if (socket.destroyed || socket.writableEnded) {
        written?.();
        return;
      }
      // The callback comes when the system has the bytes, or with an error: either way the next may follow.
      socket.write(bytes, () => written?.());
    },
    end: () => socket.end(),
    drop: () => socket.destroy(),
    reset() {
      // TLS has no handle of its own that could be reset: a drop in mid-stream is as rude there.
      if (socket instanceof TLSSocket) socket.destroy();
      else socket.resetAndDestroy();
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    get bufferedBytes() {
      return socket.writableLength;
    },
  };
}

/** Hands everything that happens on `socket` to `driver`, beginning with what was read before. */
export function feedFromSocket(socket: Socket, driver: CaseDriver, rest?: Uint8Array): void {
  socket.on("data", (bytes: Buffer) => driver.receive(bytes));
  socket.on("end", () => driver.peerEnded());
  // A reset is an end like any other; `close` follows.
  socket.on("error", (error) => driver.note(`TCP error: ${error.message}`));
  socket.on("close", () => driver.wireClosed());
  if (rest !== undefined && rest.length > 0) driver.receive(rest);
  if (socket.destroyed) driver.wireClosed();
}
