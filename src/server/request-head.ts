// What node:http tells of a request, in the terms of protocol/.

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { HttpHeaders } from "../protocol/headers.js";

/** The head of a request that may become a WebSocket. */
export interface UpgradeRequestHead {
  readonly method: string;
  readonly target: string;
  /** Such as `1.1`. */
  readonly httpVersion: string;
  readonly headers: HttpHeaders;
}

/** The request's head; headers in their order, repeated ones kept. */
export function readRequestHead(request: IncomingMessage): UpgradeRequestHead {
  const raw = request.rawHeaders;
  const entries: [string, string][] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) entries.push([raw[i] ?? "", raw[i + 1] ?? ""]);
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    httpVersion: request.httpVersion,
    headers: HttpHeaders.from(entries),
  };
}

/** Whether the client means a WebSocket, even if its handshake is bad. */
export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  if (headers["sec-websocket-key"] !== undefined || headers["sec-websocket-version"] !== undefined)
    return true;
  return /\bwebsocket\b/i.test(headers.upgrade ?? "");
}

/** A request target in its parts. */
export interface RequestTarget {
  /** As sent: percent escapes stand. */
  readonly path: string;
  /** After the first `?`; empty when there is none. */
  readonly query: string;
}

/** Splits a request target, RFC 9112 §3.2: origin-form (`/echo?x=1`), or absolute-form, which a server must accept too. */
export function splitTarget(target: string): RequestTarget {
  const origin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "");
  const mark = origin.indexOf("?");
  const path = mark < 0 ? origin : origin.slice(0, mark);
  return { path: path === "" ? "/" : path, query: mark < 0 ? "" : origin.slice(mark + 1) };
}

/** `address:port` of the other end, as in a URL. */
export function peerOf({ remoteAddress = "unknown", remotePort = 0 }: Socket): string {
  return remoteAddress.includes(":") ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
}
