// The TLS handshake: begins by itself on a socket whose TCP connection is made, is judged here.

import type { OnReadOpts, Socket, TcpNetConnectOpts } from "node:net";
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
} from "node:tls";
import { WsrigError } from "../errors.js";
import { abortable } from "./abortable.js";
import { type CertificateProblem, certificateProblem } from "./certificate-problem.js";
import type { DialTlsOptions } from "./dial-options.js";
import { DialFailed } from "./dial-run.js";

const contexts = new WeakMap<DialTlsOptions, SecureContext>();
const noOptions: DialTlsOptions = {};

/**
 * The keys and authorities of `options`, read once per options object: reading them costs more than a handshake's share
 * of CPU, and thousands of dials use the same.
 *
 * @throws WsrigError `usage-invalid-tls` when a PEM text cannot be read
 */
export function secureContextOf(options: DialTlsOptions = noOptions): SecureContext {
  const known = contexts.get(options);
  if (known !== undefined) return known;
  const { ca, cert, key, passphrase } = options;
  try {
    const context = createSecureContext({
      ca: ca === undefined || typeof ca === "string" || Buffer.isBuffer(ca) ? ca : [...ca],
      cert,
      key,
      passphrase,
    });
    contexts.set(options, context);
    return context;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WsrigError(
      "usage-invalid-tls",
      `the TLS certificate, key or authority cannot be read: ${reason}`,
      {
        hint: "Give PEM texts, and the passphrase if the key has one.",
        cause: error,
      },
    );
  }
}

/** What a TLS socket needs beyond an address. */
export interface TlsSocketOptions {
  readonly host: string;
  readonly isAddress: boolean;
  readonly tls: DialTlsOptions | undefined;
  readonly onread: OnReadOpts | undefined;
}

/**
 * A socket that connects `to` and goes on with TLS; `connect` tells of the first, `secureConnect` of the second. Around a
 * socket that is connected already TLS begins at once, and Node does not heed `onread`.
 */
export function createTlsSocket(
  to: TcpNetConnectOpts | { readonly socket: Socket },
  { host, isAddress, tls, onread }: TlsSocketOptions,
): TLSSocket {
  const name = tls?.servername ?? host;
  return connect({
    ...to,
    // RFC 6066 §3: an address is no server name.
    servername: tls?.servername ?? (isAddress ? "" : host),
    secureContext: secureContextOf(tls),
    // Judged by assertTrusted, which can say why and ask; nothing is sent before.
    rejectUnauthorized: false,
    // Node would look for the address that we connect to, which may be another one than the URL's.
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    ALPNProtocols: ["http/1.1"],
    ...(onread === undefined ? {} : { onread }),
  });
}

/** What {@link assertTrusted} needs. */
export interface TrustOptions {
  readonly host: string;
  readonly tls: DialTlsOptions | undefined;
  readonly onCertificateProblem: ((problem: CertificateProblem) => boolean) | undefined;
}

/** Judges the certificate. @throws DialFailed `certificate`; what `onCertificateProblem` throws */
export function assertTrusted(socket: TLSSocket, options: TrustOptions): void {
  if (socket.authorized || options.tls?.insecure === true) return;
  const code = String(socket.authorizationError);
  const host = options.tls?.servername ?? options.host;
  const problem = certificateProblem(code, host, socket.getPeerCertificate());
  if (options.onCertificateProblem?.(problem) === true) return;
  throw new DialFailed({
    step: "tls",
    code: "certificate",
    message: `${problem.message} (${code})`,
    hint: "Trust its authority with --ca FILE (tls.ca), or accept any certificate with --insecure (tls.insecure).",
  });
}

/** Waits for the end of the handshake. @throws the socket's own error; the signal's reason */
export function finishTls(socket: TLSSocket, signal: AbortSignal): Promise<void> {
  return abortable<void>(signal, ({ resolve, reject }) => {
    const closed = (): void => reject(new Error("the connection closed during the TLS handshake"));
    socket.once("secureConnect", resolve);
    socket.once("error", reject);
    socket.once("close", closed);
    if (socket.destroyed)
      reject(socket.errored ?? new Error("the connection closed before the TLS handshake"));
    return () => {
      socket.off("secureConnect", resolve);
      socket.off("error", reject);
      socket.off("close", closed);
    };
  });
}
