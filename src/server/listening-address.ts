// Listening on an address, and the URLs that reach it.

import type { Server } from "node:net";

/** Where a server listens, and how a client on this machine reaches it. */
export interface ListeningAddress {
  readonly address: string;
  readonly port: number;
  /** For a URL: brackets around IPv6; a loopback address where the server listens on all addresses. */
  readonly urlHost: string;
  /** Whether other machines can reach it. */
  readonly isExposed: boolean;
}

/**
 * Resolves when `server` listens.
 *
 * @param host - `undefined`: all addresses of the machine.
 * @throws the system's error, such as EADDRINUSE.
 */
export function listenOn(server: Server, host: string | undefined, port: number): Promise<ListeningAddress> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.removeListener("error", reject);
      resolve(listeningAddress(server));
    });
  });
}

/** Where `server`, which listens on TCP, listens. */
function listeningAddress(server: Server): ListeningAddress {
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new TypeError("the server does not listen on TCP");
  const { address, port } = bound;
  return { address, port, urlHost: urlHost(address), isExposed: !isLoopback(address) };
}

function urlHost(address: string): string {
  if (address === "0.0.0.0" || address === "::") return "127.0.0.1";
  return address.includes(":") ? `[${address}]` : address;
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.") || address.startsWith("::ffff:127.");
}
