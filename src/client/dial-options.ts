// What dial takes and what it gives, as data.

import type { Clock } from "../clock.js";
import type { Connection, Driver } from "../connection/connection.js";
import type { DeflateOffer } from "../protocol/deflate-negotiation.js";
import type { HttpHeaders } from "../protocol/headers.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import type { Random } from "../random.js";
import type { CertificateProblem } from "./certificate-problem.js";
import type { DialFailure } from "./dial-failure.js";
import type { ResolveEntry } from "./resolve-entry.js";

/** A step of opening a connection, in their order. Steps that a target does not need are left out. */
export type DialStep = "dns" | "tcp" | "proxy" | "tls" | "upgrade";

/** TLS options of a client; PEM texts or buffers as node:tls takes them. */
export interface DialTlsOptions {
  /** Authorities to trust instead of the system's. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[] | undefined;
  /** The client's own certificate and key. */
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  readonly passphrase?: string | undefined;
  /** Accept any certificate. Default false. */
  readonly insecure?: boolean | undefined;
  /** The name to ask for (SNI) and to look for in the certificate. Default: the URL's host. */
  readonly servername?: string | undefined;
}

/** Options of {@link dial}. */
export interface DialOptions {
  /** Default `frame`. */
  readonly driver?: Driver | undefined;
  /** In order of preference. */
  readonly subprotocols?: readonly string[] | undefined;
  /** Sent after the default ones; a name that is a default replaces it. */
  readonly headers?: readonly (readonly [string, string])[] | undefined;
  readonly origin?: string | undefined;
  /** Sec-WebSocket-Version. Default 13; another one is sent as it is. */
  readonly version?: number | undefined;
  /** Offer permessage-deflate, `true` with no parameters. Default: no offer. */
  readonly compression?: boolean | DeflateOffer | undefined;
  readonly tls?: DialTlsOptions | undefined;
  /** The local IP address to connect from. */
  readonly localAddress?: string | undefined;
  /**
   * Connections to a host and port that go elsewhere. Of several entries for one, all are tried, the first one first; through
   * a proxy only the first one for the target.
   */
  readonly resolve?: readonly ResolveEntry[] | undefined;
  /** An HTTP proxy that opens a tunnel (CONNECT), for ws and wss: `http://[user:password@]host:port`. Its credentials are told to nobody else. */
  readonly proxy?: string | undefined;
  /** For all steps together, in ms. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** For single steps, in ms, inside `timeoutMs`. */
  readonly phaseTimeoutsMs?: Partial<Readonly<Record<DialStep, number>>> | undefined;
  /** With the driver `ws` `maxFrameBytes` does not apply: it knows a limit for whole messages only. */
  readonly limits?: Partial<ProtocolLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  /** Source of the handshake key and the mask keys. Default: the system's. */
  readonly random?: Random | undefined;
  /** `random` (default): a new key for each frame, one per prepared message. `fixed`: one legal key for all frames. */
  readonly maskKeys?: "random" | "fixed" | undefined;
  /** How long the opened connection waits in its closing handshake, in ms. Default 5,000. */
  readonly closeTimeoutMs?: number | undefined;
  /** Default headers to leave out, to see how a server answers. Only with the driver `frame`. */
  readonly omitHeaders?: readonly string[] | undefined;
  /** Finds the addresses of the host (of the proxy where there is one), best first. Default: the operating system's lookup. */
  readonly lookup?: ((host: string) => Promise<readonly string[]>) | undefined;
  /** Called when a step begins. What it throws rejects the dial. */
  readonly onStep?: ((step: DialStep) => void) | undefined;
  /** Called with the head of the upgrade request as it is sent, secrets included. Only with the driver `frame`. */
  readonly onRequest?: ((head: string) => void) | undefined;
  /** Asked about a certificate that is not trusted, before anything is sent; `true` accepts it. What it throws rejects the dial. */
  readonly onCertificateProblem?: ((problem: CertificateProblem) => boolean) | undefined;
}

/** How long each step took, in µs. A step that was not reached or not needed is left out; the failed one is in. */
export interface HandshakeTimings {
  /** On the clock of the dial. */
  readonly startedAtUs: number;
  /** Left out for an address, which needs no lookup. */
  readonly dnsUs?: number | undefined;
  /** To the proxy where there is one. */
  readonly tcpUs?: number | undefined;
  /** From CONNECT to the end of the answer's head: the proxy's own way to the target is in it. */
  readonly proxyUs?: number | undefined;
  readonly tlsUs?: number | undefined;
  /** From the request's first byte to the end of the answer's head. */
  readonly upgradeUs?: number | undefined;
  readonly totalUs: number;
}

/** How a dial ended. */
export type DialResult =
  | {
      readonly kind: "open";
      readonly connection: Connection;
      readonly timings: HandshakeTimings;
      readonly response: { readonly status: number; readonly headers: HttpHeaders };
    }
  | { readonly kind: "failed"; readonly failure: DialFailure; readonly timings: HandshakeTimings };
