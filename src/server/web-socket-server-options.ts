// What a `WebSocketServer` can be told, and what it tells.

import type { Clock } from "../clock.js";
import type { WsrigError } from "../errors.js";
import { defaultLimits, type ProtocolLimits } from "../protocol/limits.js";
import type { OriginAuthenticator } from "./origin-authenticator.js";
import type { ServerTlsOptions } from "./reference-server-options.js";
import { makeSelfSignedCertificate } from "./self-signed-certificate.js";

/** Options of `WebSocketServer`. */
export interface WebSocketServerOptions {
  /** `secure`: wss. Default `nonSecure`. */
  readonly secureMode?: "secure" | "nonSecure" | undefined;
  /**
   * Certificate and key of a secure server. Default: a self-signed one, made when it listens. With `requestCert`, a client
   * without a certificate that `ca` vouches for is refused, after `peerVerifyError`.
   */
  readonly tls?: ServerTlsOptions | undefined;
  /** Default none. */
  readonly supportedSubprotocols?: readonly string[] | undefined;
  /** Accepted connections that nobody has taken yet. Default 30. */
  readonly maxPendingConnections?: number | undefined;
  /** From TCP's connect to the whole request, TLS included. Default 10,000. */
  readonly handshakeTimeoutMs?: number | undefined;
  /** Payload bytes of one frame from a client. Default 64 MiB. */
  readonly maxAllowedIncomingFrameSize?: number | undefined;
  /** Payload bytes of one message from a client. Default 64 MiB. */
  readonly maxAllowedIncomingMessageSize?: number | undefined;
  /** Accept permessage-deflate. Default false. */
  readonly compression?: boolean | undefined;
  /** How long `close` waits for clients to answer, before it drops them. Default 2,000. */
  readonly closeDeadlineMs?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Events of `WebSocketServer` with their arguments. */
export interface WebSocketServerEvents {
  /** A connection waits in the queue: take it with `nextPendingConnection()`. */
  newConnection: [];
  /** The server does not listen any more and all its clients are closed. */
  closed: [];
  /** The operating system could not accept a connection (`accept-failed`). The server goes on. */
  acceptError: [error: WsrigError];
  /**
   * A connection could not be set up; `errorString` tells why. The close code names the kind: 1002 a bad handshake, 1006
   * the queue is full or the handshake took too long, 1015 TLS failed. The server goes on.
   */
  serverError: [closeCode: number];
  /** A client's certificate was missing or not trusted (`peer-not-verified`); the connection is refused. */
  peerVerifyError: [error: WsrigError];
  /** Asks whether this origin may connect; `setAllowed(false)` answers 403. Handlers must decide before they return. */
  originAuthenticationRequired: [authenticator: OriginAuthenticator];
}

/** What an accepted connection may send, where nothing was said the defaults of the protocol. */
export function incomingLimits(options: WebSocketServerOptions): Partial<ProtocolLimits> {
  return {
    maxMessageBytes: options.maxAllowedIncomingMessageSize ?? defaultLimits.maxMessageBytes,
    maxFrameBytes: options.maxAllowedIncomingFrameSize ?? defaultLimits.maxFrameBytes,
  };
}

/** The given certificate, or a self-signed one for `address`. */
export async function tlsOptions(
  given: ServerTlsOptions | undefined,
  address: string,
): Promise<ServerTlsOptions> {
  return given ?? (await makeSelfSignedCertificate(address === "any" ? "localhost" : address));
}
