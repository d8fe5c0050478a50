// Who may speak with the user interface: who has its address with the token, from a page of its own.

import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Why a request is refused, with the status to answer. */
export interface Refusal {
  readonly status: 403 | 404 | 405;
  /** One sentence without a full stop. */
  readonly why: string;
}

/** What the guard knows. */
export interface GuardOptions {
  readonly token: string;
  /** The port that it listens on. */
  readonly port: number;
  /** Whether it listens on loopback only. Else any IP address and `localhost` are good hosts: rebinding needs a name. */
  readonly isLoopback: boolean;
}

/**
 * Judges a request for the page or for the link.
 *
 * The Host must be an address, so that a name of a foreign site that resolves to this machine is refused (DNS rebinding);
 * an Origin, which every browser sends with a WebSocket handshake (RFC 6455 §4.1), must be that of the page itself, so that a
 * foreign page cannot connect (cross-site WebSocket hijacking); the token must be right.
 */
export function refusalOf(
  request: IncomingMessage,
  { token, port, isLoopback }: GuardOptions,
  needs: { readonly origin: boolean },
): Refusal | undefined {
  const host = request.headers.host ?? "";
  if (!isOwnHost(host, port, isLoopback)) {
    return { status: 403, why: "the Host header is not an address of this user interface" };
  }
  const { origin } = request.headers;
  const isOwnOrigin = origin === `http://${host}`;
  if (origin === undefined ? needs.origin : !isOwnOrigin) {
    return { status: 403, why: "the Origin header is not that of this user interface" };
  }
  const given = new URL(request.url ?? "/", "http://localhost").searchParams.get("token") ?? "";
  if (!isSame(given, token)) return { status: 403, why: "the address lacks the token that wsrig printed" };
  return undefined;
}

function isOwnHost(host: string, port: number, isLoopback: boolean): boolean {
  const names = ["127.0.0.1", "localhost", "[::1]"];
  if (names.some((name) => host === `${name}:${port}`)) return true;
  return (
    !isLoopback && /^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\]):\d+$/i.test(host) && host.endsWith(`:${port}`)
  );
}

/** Takes the same time whatever differs. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
