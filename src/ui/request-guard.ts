// Who may speak with the user interface: who has its address with the token, from a page of its own.

import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import type { ListeningAddress } from "../server/listening-address.js";
import { splitTarget } from "../server/request-head.js";
import type { OpeningTickets } from "./opening-tickets.js";
import { isSameToken } from "./ui-token.js";

/** Why a request is refused, with the status to answer. */
export interface Refusal {
  readonly status: 403 | 404 | 405;
  /** One sentence without a full stop. */
  readonly why: string;
  /** Of a 405: the methods that are answered. */
  readonly allow?: string;
}

/** Where a request is led instead: from an address that is good once to the one that lasts. */
export interface Redirection {
  readonly status: 303;
  readonly location: string;
}

/** What of a request is judged. */
export type GuardedRequest = Pick<IncomingMessage, "method" | "url" | "headers">;

/** Judges requests: the reason to refuse one, or `undefined`. */
export interface RequestGuard {
  /** Of the page: `GET /?token=...`, or `GET /?ticket=...` */
  page(request: GuardedRequest): Refusal | Redirection | undefined;
  /** Of the WebSocket of a tab: `GET /link?token=...` */
  link(request: GuardedRequest): Refusal | undefined;
}

/** What a guard knows. */
export interface GuardOptions {
  readonly token: string;
  readonly tickets: OpeningTickets;
  readonly at: Pick<ListeningAddress, "port" | "urlHost" | "isExposed">;
}

/**
 * The guard of a user interface.
 *
 * - The Host must be an address, so that the name of a foreign site that resolves to this machine is refused (DNS rebinding).
 * - The Origin, which every browser sends with a WebSocket handshake (RFC 6455 §4.1), must be that of the page itself, so
 *   that a foreign page cannot connect (cross-site WebSocket hijacking).
 * - What else the browser says of where a request comes from (Fetch Metadata) must agree: a foreign page may only link here.
 * - The token must be right, or the ticket good.
 */
export function requestGuard({ token, tickets, at }: GuardOptions): RequestGuard {
  return {
    page: (request) =>
      hostRefusal(request, at) ??
      pathRefusal(request, "/") ??
      methodRefusal(request, ["GET", "HEAD"]) ??
      foreignPageRefusal(request) ??
      redirectionOf(request, tickets, token) ??
      tokenRefusal(request, token),
    link: (request) =>
      hostRefusal(request, at) ??
      pathRefusal(request, "/link") ??
      methodRefusal(request, ["GET"]) ??
      foreignLinkRefusal(request) ??
      tokenRefusal(request, token),
  };
}

function hostRefusal({ headers }: GuardedRequest, at: GuardOptions["at"]): Refusal | undefined {
  if (isOwnHost(headers.host?.toLowerCase() ?? "", at)) return undefined;
  return {
    status: 403,
    why: "the Host header is not an address of this user interface: open the one that wsrig printed",
  };
}

function isOwnHost(host: string, { port, urlHost, isExposed }: GuardOptions["at"]): boolean {
  // RFC 9110 §4.2.1: the port of http is left out.
  const [, name = "", givenPort = "80"] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  if (givenPort !== String(port)) return false;
  if (["127.0.0.1", "localhost", "[::1]", urlHost].includes(name)) return true;
  // From other machines this one may have any address; rebinding needs a name.
  return isExposed && isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0;
}

function pathRefusal({ url = "" }: GuardedRequest, path: string): Refusal | undefined {
  return splitTarget(url).path === path ? undefined : { status: 404, why: "there is nothing here" };
}

function methodRefusal({ method = "" }: GuardedRequest, allowed: readonly string[]): Refusal | undefined {
  if (allowed.includes(method)) return undefined;
  return { status: 405, why: `the method must be ${allowed.join(" or ")}`, allow: allowed.join(", ") };
}

const foreignOrigin: Refusal = {
  status: 403,
  why: "the Origin header is not that of this user interface",
};
const foreignSite: Refusal = {
  status: 403,
  why: "a page of another site asks for this, which only the person may",
};

/** A foreign page may lead the person here, in a tab of its own; it cannot look into that. */
function foreignPageRefusal({ headers }: GuardedRequest): Refusal | undefined {
  if (headers.origin !== undefined && !isOwnOrigin(headers)) return foreignOrigin;
  const isLedHere = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  return isOfOwnSite(headers) || isLedHere ? undefined : foreignSite;
}

function foreignLinkRefusal({ headers }: GuardedRequest): Refusal | undefined {
  if (!isOwnOrigin(headers)) return foreignOrigin;
  return isOfOwnSite(headers) ? undefined : foreignSite;
}

function isOwnOrigin({ origin, host = "" }: GuardedRequest["headers"]): boolean {
  return origin === `http://${host.toLowerCase()}`;
}

/** Browsers say it to this machine and over TLS only; `none` is the person. */
function isOfOwnSite(headers: GuardedRequest["headers"]): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "none" || site === "same-origin";
}

function redirectionOf(
  { method, url = "" }: GuardedRequest,
  tickets: OpeningTickets,
  token: string,
): Refusal | Redirection | undefined {
  const ticket = queryOf(url).get("ticket");
  if (ticket === null || method !== "GET") return undefined;
  if (tickets.redeem(ticket)) return { status: 303, location: `/?token=${token}` };
  return {
    status: 403,
    why: "this address was good for one minute and once; open the one that wsrig printed",
  };
}

function tokenRefusal({ url = "" }: GuardedRequest, token: string): Refusal | undefined {
  if (isSameToken(queryOf(url).get("token") ?? "", token)) return undefined;
  return { status: 403, why: "the address lacks the token that wsrig printed" };
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(splitTarget(url).query);
}
