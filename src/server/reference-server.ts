// The target under our control: well-known behaviours by path, bounded in everything a client may ask of it.

import type { ListeningAddress } from "./listening-address.js";
import { type ReferenceServerOptions, resolveServerOptions } from "./reference-server-options.js";
import { RunningServer } from "./running-server.js";
import { makeSelfSignedCertificate } from "./self-signed-certificate.js";
import type { ServerStats } from "./server-stats.js";

/** A running reference server. Whoever started it closes it. */
export interface ReferenceServer {
  /** `ws://127.0.0.1:41234`, or `wss://`; without a path. */
  readonly url: string;
  /** The same with `http://` or `https://`. */
  readonly httpUrl: string;
  /** The address it listens on. */
  readonly address: string;
  readonly port: number;
  /** PEM of the certificate that was made for this server; a client trusts it as its `ca`. */
  readonly certificate?: string;
  /** Says so when other machines can reach the server. */
  readonly warning?: string;
  stats(): ServerStats;
  /**
   * Stops accepting, closes clients with 1001, waits up to the deadline (default: option `closeDeadlineMs`), then terminates.
   * Calling it again waits for the same end.
   */
  close(options?: { readonly deadlineMs?: number | undefined }): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a reference server.
 *
 * @throws WsrigError `usage-invalid-option`; the system's error when it cannot listen (EADDRINUSE, EACCES).
 */
export async function startReferenceServer(options: ReferenceServerOptions = {}): Promise<ReferenceServer> {
  const settings = resolveServerOptions(options);
  const tls = settings.tls === true ? await makeSelfSignedCertificate(settings.host) : settings.tls;
  const running = new RunningServer(settings, tls);
  const bound = await running.listen();
  const scheme = tls ? "s" : "";
  const authority = `${bound.urlHost}:${bound.port}`;
  const warning = exposureWarning(bound);
  const server: ReferenceServer = {
    url: `ws${scheme}://${authority}`,
    httpUrl: `http${scheme}://${authority}`,
    address: bound.address,
    port: bound.port,
    ...(settings.tls === true && tls ? { certificate: String(tls.cert) } : {}),
    ...(warning ? { warning } : {}),
    stats: () => running.stats(),
    close: (closing) => running.close(closing?.deadlineMs ?? settings.closeDeadlineMs),
    [Symbol.asyncDispose]: () => running.close(settings.closeDeadlineMs),
  };
  settings.onEvent({
    event: "listening",
    url: server.url,
    httpUrl: server.httpUrl,
    pid: process.pid,
    ...(warning ? { warning } : {}),
  });
  return server;
}

function exposureWarning({ address, port, isExposed }: ListeningAddress): string | undefined {
  if (!isExposed) return undefined;
  return `The server listens on ${address}:${port}: other machines can reach it, and it lets anyone send anything. Listen on 127.0.0.1 unless you mean this.`;
}
