// The rules for which a server refuses a request: RFC 6455 §4.2.1 and HTTP's own.

import { isValidKey } from "./accept-key.js";
import { parseExtensions } from "./extensions.js";
import type { HttpHeaders } from "./headers.js";
import type { HeaderLines } from "./http-head-writer.js";
import { isToken, splitList } from "./http-token.js";

/** A request as HTTP's parser gives it: our own or node's. */
export interface UpgradeRequest {
  readonly method: string;
  readonly target: string;
  /** Such as `1.1`. */
  readonly httpVersion: string;
  readonly headers: HttpHeaders;
}

/** Why a request is refused, and with what answer. */
export interface UpgradeRefusal {
  /** 400, 403, 405, 426 or 505. */
  readonly status: number;
  /** What the status demands of the answer's headers. */
  readonly headers: HeaderLines;
  readonly message: string;
  readonly section: string;
}

const version = "13";

/**
 * The first rule that `request` breaks, in the order in which they build on each other; `undefined`: none.
 *
 * @param origins - The origins let in; `undefined`: all.
 */
export function findRefusal(
  request: UpgradeRequest,
  origins: readonly string[] | undefined,
): UpgradeRefusal | undefined {
  const { headers } = request;
  return (
    refuseRequestLine(request) ??
    refuseHost(headers) ??
    refuseBody(headers) ??
    refuseUpgrade(headers) ??
    refuseVersion(headers) ??
    refuseKey(headers) ??
    refuseOrigin(headers, origins) ??
    refuseSubprotocols(headers) ??
    refuseExtensions(headers)
  );
}

/** The subprotocols that the client asks for, over all lines of the header, in its order of preference (§4.1 item 10). */
export function requestedSubprotocols(headers: HttpHeaders): readonly string[] {
  return splitList(headers.get("Sec-WebSocket-Protocol") ?? "");
}

function refuseRequestLine({ method, target, httpVersion }: UpgradeRequest): UpgradeRefusal | undefined {
  // §4.2.1 item 1: "An HTTP/1.1 or higher GET request".
  if (!/^(?:1\.[1-9]|[2-9]\.\d)$/.test(httpVersion)) {
    return reject(505, "RFC 6455 §4.2.1", `HTTP/${httpVersion} is not supported; must be HTTP/1.1 or higher`);
  }
  if (method !== "GET") {
    return reject(405, "RFC 6455 §4.2.1", `the method is ${method}; must be GET`, [["Allow", "GET"]]);
  }
  // RFC 9112 §3.2: origin-form or absolute-form; RFC 6455 §3: no fragment.
  if (/^(?:\/|(?:https?|wss?):\/\/[^/])[^#]*$/i.test(target)) return undefined;
  return reject(400, "RFC 9112 §3.2", `the request target ${shown(target)} is neither a path nor a URL`);
}

function refuseHost(headers: HttpHeaders): UpgradeRefusal | undefined {
  const hosts = headers.getAll("Host");
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) {
    return reject(400, "RFC 9112 §3.2", `Host occurs ${hosts.length} times; must occur once`);
  }
  // RFC 9110 §7.2: uri-host [ ":" port ].
  if (/^(?:\[[\w.:%~-]+\]|[\w\-.~!$&'()*+,;=%]+)(?::\d*)?$/.test(host)) return undefined;
  return reject(400, "RFC 9112 §3.2", `Host is ${shown(host)}; must be a host with an optional port`);
}

/** RFC 9112 §6: a body would lie where frames begin, and be taken for them. No client has one to send with a GET. */
function refuseBody(headers: HttpHeaders): UpgradeRefusal | undefined {
  const coding = headers.get("Transfer-Encoding");
  if (coding !== undefined) {
    return reject(400, "RFC 9112 §6", `Transfer-Encoding is ${shown(coding)}; a handshake has no body`);
  }
  const length = headers.get("Content-Length");
  if (length === undefined || /^0+$/.test(length)) return undefined;
  return reject(400, "RFC 9112 §6", `Content-Length is ${shown(length)}; a handshake has no body`);
}

function refuseUpgrade(headers: HttpHeaders): UpgradeRefusal | undefined {
  if (!headers.tokens("Upgrade").includes("websocket")) {
    // RFC 9110 §15.5.22: the answer must name what to upgrade to.
    const found = headers.has("Upgrade")
      ? `Upgrade is ${shown(headers.get("Upgrade"))}`
      : "Upgrade is missing";
    return reject(426, "RFC 6455 §4.2.1", `${found}; this is a WebSocket endpoint and needs "websocket"`, [
      ["Upgrade", "websocket"],
      ["Connection", "Upgrade, close"],
      ["Sec-WebSocket-Version", version],
    ]);
  }
  if (headers.tokens("Connection").includes("upgrade")) return undefined;
  const found = headers.has("Connection") ? shown(headers.get("Connection")) : "missing";
  return reject(400, "RFC 6455 §4.2.1", `Connection is ${found}; must have "Upgrade"`);
}

function refuseVersion(headers: HttpHeaders): UpgradeRefusal | undefined {
  const versions = headers.getAll("Sec-WebSocket-Version");
  if (versions.length > 1) {
    return reject(
      400,
      "RFC 6455 §11.3.5",
      `Sec-WebSocket-Version occurs ${versions.length} times; must occur once`,
    );
  }
  const [asked] = versions;
  if (asked === version) return undefined;
  const found = asked === undefined ? "missing" : shown(asked);
  // §4.2.2 item 4, §4.4: the answer names the versions that the server speaks. RFC 9110 §15.5.22 wants Upgrade with a 426.
  return reject(426, "RFC 6455 §4.2.2", `Sec-WebSocket-Version is ${found}; must be ${version}`, [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade, close"],
    ["Sec-WebSocket-Version", version],
  ]);
}

function refuseKey(headers: HttpHeaders): UpgradeRefusal | undefined {
  const keys = headers.getAll("Sec-WebSocket-Key");
  const [key] = keys;
  if (key === undefined || keys.length > 1) {
    return reject(400, "RFC 6455 §4.2.1", `Sec-WebSocket-Key occurs ${keys.length} times; must occur once`);
  }
  if (isValidKey(key)) return undefined;
  return reject(400, "RFC 6455 §4.2.1", `Sec-WebSocket-Key is ${shown(key)}; must be base64 of 16 bytes`);
}

function refuseOrigin(
  headers: HttpHeaders,
  allowed: readonly string[] | undefined,
): UpgradeRefusal | undefined {
  const origins = headers.getAll("Origin");
  if (origins.length > 1) {
    return reject(400, "RFC 6454 §7.3", `Origin occurs ${origins.length} times; must occur once at most`);
  }
  const [origin] = origins;
  if (origin === undefined || allowed === undefined) return undefined;
  if (allowed.some((one) => one.toLowerCase() === origin.toLowerCase())) return undefined;
  return reject(403, "RFC 6455 §4.2.2", `the origin ${shown(origin)} is not allowed`);
}

function refuseSubprotocols(headers: HttpHeaders): UpgradeRefusal | undefined {
  if (!headers.has("Sec-WebSocket-Protocol")) return undefined;
  const names = requestedSubprotocols(headers);
  if (names.length === 0) {
    return reject(400, "RFC 6455 §4.3", "Sec-WebSocket-Protocol names no subprotocol");
  }
  // §4.1 item 10: unique strings of token characters.
  const fault = names.find((name, index) => !isToken(name) || names.indexOf(name) !== index);
  if (fault === undefined) return undefined;
  const reason = isToken(fault) ? "occurs twice" : "is not a token";
  return reject(400, "RFC 6455 §4.1", `the subprotocol ${shown(fault)} ${reason}`);
}

function refuseExtensions(headers: HttpHeaders): UpgradeRefusal | undefined {
  const value = headers.get("Sec-WebSocket-Extensions");
  const parsed = value === undefined ? undefined : parseExtensions(value);
  return parsed?.kind === "malformed" ? reject(400, parsed.section, parsed.message) : undefined;
}

function reject(status: number, section: string, message: string, headers: HeaderLines = []): UpgradeRefusal {
  return { status, headers, message, section };
}

/** The start of what the client sent, in quotes and with its control characters escaped. */
function shown(value: string | undefined): string {
  return JSON.stringify((value ?? "").slice(0, 200));
}
