// A real HTTP proxy that opens tunnels (CONNECT), for tests: it asks for a password when told to, and counts what it did.

import { createServer, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { listen } from "../connection/loopback.js";

/** What a test wants of the proxy. */
export interface ConnectProxyOptions {
  /** `user:password` that it demands. */
  readonly credentials?: string | undefined;
  /** Looks names up, so that tests need none that exist. */
  readonly hosts?: Readonly<Record<string, string>> | undefined;
}

/** A proxy under way. */
export interface ConnectProxy {
  readonly port: number;
  /** `host:port` of each tunnel that was asked for. */
  readonly asked: readonly string[];
  /** Sockets of the tunnels that are open. */
  readonly tunnels: ReadonlySet<Socket>;
  close(): void;
}

export async function startConnectProxy(options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const tunnels = new Set<Socket>();
  const server = createServer((_request, response) => response.writeHead(405).end("only CONNECT\n"));
  server.on("connect", (request: IncomingMessage, client: Socket, head: Buffer) => {
    asked.push(request.url ?? "");
    client.on("error", () => {});
    const { credentials } = options;
    const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
    if (request.headers["proxy-authorization"] !== expected) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 11\r\n\r\nwho is it?\n");
      return;
    }
    const { hostname, port } = new URL(`tcp://${request.url}`);
    const host = options.hosts?.[hostname] ?? hostname.replace(/^\[(.*)\]$/, "$1");
    const upstream = connect({ host, port: Number(port) }, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    tunnels.add(client).add(upstream);
    upstream.on("error", () => client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"));
    upstream.on("close", () => client.destroy());
    client.on("close", () => upstream.destroy());
  });
  const port = await listen(server);
  return {
    port,
    asked,
    tunnels,
    close() {
      for (const socket of tunnels) socket.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
