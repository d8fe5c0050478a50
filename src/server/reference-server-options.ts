// What the reference server can be told, and what it is when it is told nothing.

import type { Clock } from "../clock.js";
import { systemClock } from "../clock.js";
import { WsrigError } from "../errors.js";
import { defaultLimits } from "../protocol/limits.js";
import { freshSeed } from "../random.js";
import type { AudienceLimits } from "./behaviours/audience.js";
import { defaultAudienceLimits } from "./behaviours/audience.js";
import type { ServerEvent } from "./server-event.js";

/** Certificate and key of a server, in PEM. */
export interface ServerTlsOptions {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
  /** Authorities for the certificates of clients. */
  readonly ca?: string | Buffer | undefined;
  /** Ask clients for a certificate and refuse those that `ca` does not vouch for. Default false. */
  readonly requestCert?: boolean | undefined;
}

/** Options of `startReferenceServer`. */
export interface ReferenceServerOptions {
  /** Address to listen on. Default `127.0.0.1`: reachable from this machine only. */
  readonly host?: string | undefined;
  /** Default 0: a free one. */
  readonly port?: number | undefined;
  /** Whose code frames: `ws` (default), the package that most services use, or `frame`, our own. */
  readonly engine?: "ws" | "frame" | undefined;
  /** `true`: wss with a certificate made for this server. Default: no TLS. */
  readonly tls?: boolean | ServerTlsOptions | undefined;
  /** Allowed values of the Origin header; others get 403. Default: all, and none. */
  readonly origins?: readonly string[] | undefined;
  /** Subprotocols the server speaks. Default none. */
  readonly subprotocols?: readonly string[] | undefined;
  /** Accept permessage-deflate. Default true. */
  readonly compression?: boolean | undefined;
  /** Largest message after decompression, 1 to 2147483647. Larger ones fail the connection with 1009. Default 64 MiB. */
  readonly maxMessageBytes?: number | undefined;
  /** Most frames of one message. Default 16384. */
  readonly maxFragments?: number | undefined;
  /** Most connections at once; the next gets 503. Default 16384. */
  readonly maxClients?: number | undefined;
  /** Ping every client so often and drop who was silent since the last one. Default: no pings. */
  readonly idlePingMs?: number | undefined;
  /** For conformance suites: no limit on fragments. Default false. */
  readonly conformance?: boolean | undefined;
  /** How long `close` waits for clients to answer 1001. Default 2000. */
  readonly closeDeadlineMs?: number | undefined;
  /** What to do about a client that does not take what others send to it. */
  readonly audienceLimits?: AudienceLimits | undefined;
  /** Of all that is random here (`/slow?jitter=`). */
  readonly seed?: number | undefined;
  readonly clock?: Clock | undefined;
  /** Told of everything that happens, in order. */
  readonly onEvent?: ((event: ServerEvent) => void) | undefined;
}

/** Options with every default filled in. `maxFragments` is Infinity when lifted. */
export type ResolvedServerOptions = {
  readonly [Name in Exclude<keyof ReferenceServerOptions, "origins" | "idlePingMs">]-?: Exclude<
    ReferenceServerOptions[Name],
    undefined
  >;
} & Pick<ReferenceServerOptions, "origins" | "idlePingMs">;

/** @throws WsrigError `usage-invalid-option` for a number out of its range. */
export function resolveServerOptions(options: ReferenceServerOptions): ResolvedServerOptions {
  const resolved: ResolvedServerOptions = {
    host: options.host ?? "127.0.0.1",
    port: options.port ?? 0,
    engine: options.engine ?? "ws",
    tls: options.tls ?? false,
    origins: options.origins,
    subprotocols: options.subprotocols ?? [],
    compression: options.compression ?? true,
    maxMessageBytes: options.maxMessageBytes ?? defaultLimits.maxMessageBytes,
    maxFragments: options.conformance ? Infinity : (options.maxFragments ?? defaultLimits.maxFragments),
    maxClients: options.maxClients ?? 16_384,
    idlePingMs: options.idlePingMs,
    conformance: options.conformance ?? false,
    closeDeadlineMs: options.closeDeadlineMs ?? 2_000,
    audienceLimits: options.audienceLimits ?? defaultAudienceLimits,
    seed: options.seed ?? freshSeed(),
    clock: options.clock ?? systemClock,
    onEvent: options.onEvent ?? (() => {}),
  };
  requireWhole("port", resolved.port, 0, 65_535);
  // The `ws` package keeps its limits in 32 bits.
  requireWhole("maxMessageBytes", resolved.maxMessageBytes, 1, 0x7fff_ffff);
  if (!resolved.conformance) requireWhole("maxFragments", resolved.maxFragments, 1, 0x7fff_ffff);
  requireWhole("maxClients", resolved.maxClients, 1, 1_000_000);
  requireWhole("closeDeadlineMs", resolved.closeDeadlineMs, 0, 3_600_000);
  if (resolved.idlePingMs !== undefined) requireWhole("idlePingMs", resolved.idlePingMs, 1, 86_400_000);
  return resolved;
}

function requireWhole(name: string, value: number, min: number, max: number): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new WsrigError(
    "usage-invalid-option",
    `${name} is ${value}; must be a whole number from ${min} to ${max}`,
    { path: name },
  );
}
