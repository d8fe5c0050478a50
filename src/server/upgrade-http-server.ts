// A node:http(s) server that is there for upgrades only. It does not listen: connections are given to it.

import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ServerTlsOptions } from "./reference-server-options.js";
import { peerOf } from "./request-head.js";

/** What an {@link UpgradeHttpServer} tells. */
export interface UpgradeHttpListener {
  /** Every request, those without an upgrade too (then the socket is still node:http's). */
  requested(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** A client's certificate was missing or not trusted; its socket was dropped. */
  peerNotVerified(peer: string, reason: string): void;
  tlsFailed(error: Error): void;
}

/** Takes over accepted TCP connections. */
export class UpgradeHttpServer {
  readonly #http: Server;

  /** @param tls - `undefined`: plain HTTP. */
  constructor(tls: ServerTlsOptions | undefined, listener: UpgradeHttpListener) {
    this.#http = tls ? makeHttpsServer(tls, listener) : createHttpServer();
    this.#http.on("request", (request) => listener.requested(request, request.socket, Buffer.alloc(0)));
    this.#http.on("upgrade", (request, socket, head) => {
      // Whoever was not verified may have had its request read already.
      if (!socket.destroyed) listener.requested(request, socket, head);
    });
  }

  /** @param socket - Paused; nothing was read from it. */
  take(socket: Socket): void {
    this.#http.emit("connection", socket);
    socket.resume();
  }
}

function makeHttpsServer(
  { cert, key, ca, requestCert = false }: ServerTlsOptions,
  listener: UpgradeHttpListener,
): Server {
  // Who is not verified is refused here and not by node:tls, which would drop it without a word.
  const https = createHttpsServer({
    cert,
    key,
    ...(ca === undefined ? {} : { ca }),
    requestCert,
    rejectUnauthorized: false,
  });
  https.prependListener("secureConnection", (socket) => {
    if (!requestCert || socket.authorized) return;
    const reason = String(socket.authorizationError ?? "no certificate was sent");
    const peer = peerOf(socket);
    socket.destroy();
    listener.peerNotVerified(peer, reason);
  });
  https.on("tlsClientError", (error) => listener.tlsFailed(error));
  return https;
}
