// A WebSocket URL taken apart, RFC 6455 §3.

import { isIP } from "node:net";
import { WsrigError } from "../errors.js";

/** Where to connect and what to ask for. */
export interface DialTarget {
  /** As asked, with the scheme ws or wss and without user and password. */
  readonly url: string;
  readonly isSecure: boolean;
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly isAddress: boolean;
  readonly port: number;
  /** Value of the Host header: with the port when it is not the scheme's own. */
  readonly hostHeader: string;
  /** Path and query. */
  readonly target: string;
  /** Basic credentials from `user:password@`. */
  readonly authorization: string | undefined;
}

const schemes: Readonly<Record<string, "ws:" | "wss:">> = {
  "ws:": "ws:",
  "wss:": "wss:",
  "http:": "ws:",
  "https:": "wss:",
};

/**
 * Takes `url` apart. `http` counts as `ws` and `https` as `wss`.
 *
 * @throws WsrigError `usage-invalid-url`
 */
export function parseDialTarget(url: string): DialTarget {
  // §3: a fragment has no meaning in a WebSocket URL and must not be used; `new URL` would drop an empty one silently.
  if (url.includes("#")) {
    throw invalid(
      url,
      "must not have a fragment (RFC 6455 §3)",
      "Remove the # part, or write %23 for a # of the path.",
    );
  }
  const parsed = parse(url);
  const scheme = schemes[parsed.protocol];
  if (scheme === undefined) {
    throw invalid(
      url,
      `has the scheme "${parsed.protocol.slice(0, -1)}"; must be ws or wss`,
      "Begin it with ws:// or wss://.",
    );
  }
  const isSecure = scheme === "wss:";
  const authorization = basicAuthorization(parsed, (cause) =>
    invalid(withoutCredentials(url), "has a user or password with a broken % escape", undefined, cause),
  );
  parsed.username = "";
  parsed.password = "";
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    url: scheme + parsed.href.slice(parsed.protocol.length),
    isSecure,
    host,
    isAddress: isIP(host) !== 0,
    port: parsed.port === "" ? (isSecure ? 443 : 80) : Number(parsed.port),
    hostHeader: parsed.host,
    target: parsed.pathname + parsed.search,
    authorization,
  };
}

/** `url` as it was written, less user and password, which end at the last `@` before path and query. */
export function withoutCredentials(url: string): string {
  return url.replace(/^([a-z][a-z\d+.-]*:)?([/\\]*)[^/\\?]*@/i, "$1$2");
}

/** RFC 7617 credentials from `user:password@`; `undefined` where there are none. @throws what `broken` gives for a broken % escape */
export function basicAuthorization(
  { username, password }: URL,
  broken: (cause: unknown) => WsrigError,
): string | undefined {
  if (username === "" && password === "") return undefined;
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(credentials).toString("base64")}`;
  } catch (error) {
    throw broken(error);
  }
}

function parse(url: string): URL {
  try {
    const parsed = new URL(url);
    if (parsed.hostname !== "" || schemes[parsed.protocol] === undefined) return parsed;
  } catch (error) {
    const hint = /^[\w.-]+(:\d+)?(\/|$)/.test(url)
      ? `Write ws://${url} if you mean a plain connection.`
      : undefined;
    throw invalid(url, "cannot be read as a URL", hint, error);
  }
  throw invalid(url, "has no host");
}

function invalid(url: string, problem: string, hint?: string, cause?: unknown): WsrigError {
  return new WsrigError("usage-invalid-url", `URL "${withoutCredentials(url)}" ${problem}`, { hint, cause });
}
