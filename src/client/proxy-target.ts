// The URL of an HTTP proxy taken apart.

import { WsrigError } from "../errors.js";
import { basicAuthorization } from "./dial-target.js";

/** A proxy to be asked for a tunnel. */
export interface ProxyTarget {
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** `host:port` for messages, without user and password. */
  readonly name: string;
  /** Value of Proxy-Authorization; a secret. */
  readonly authorization: string | undefined;
}

const form = "http://host:port";

/**
 * Takes `http://[user:password@]host:port` apart; the port is 80 where none is given.
 *
 * @param path - Where the user wrote it, for the error, which never shows user and password.
 * @throws WsrigError `usage-invalid-proxy`
 */
export function parseProxyUrl(url: string, path = "proxy"): ProxyTarget {
  // A proxy's URL has no path in which an @ could stand, so all before the last one may be secret, however it is misspelt.
  const shown = url.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, "$1");
  const fail = (problem: string, hint?: string): WsrigError =>
    new WsrigError("usage-invalid-proxy", `${path} is "${shown}"; ${problem}`, { path, hint });
  // A URL parser would encode them for us, but whoever looks for secrets in a text takes a URL to end there.
  if (/[\s"'<>]/.test(url)) {
    throw fail(
      "must have no space, quote or angle bracket",
      "Percent-encode it: a space is %20, a quote %22.",
    );
  }
  const port = /:(\d+)[/\\]*$/.exec(url)?.[1];
  if (Number(port) > 65_535) throw fail(`its port is ${port}, must be at most 65535`);
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.hostname === "") {
    const guess = URL.canParse(`http://${shown}`) ? `Write http://${shown}` : undefined;
    throw fail(`must be a URL such as ${form}`, guess && `${guess} if you mean an HTTP proxy.`);
  }
  if (parsed.protocol !== "http:") {
    throw fail(
      `its scheme is "${parsed.protocol.slice(0, -1)}"; must be http`,
      "Name a proxy that takes CONNECT over plain HTTP; wss:// targets stay encrypted inside the tunnel.",
    );
  }
  if (parsed.pathname !== "/" || parsed.search !== "" || parsed.hash !== "") {
    throw fail("must end after host and port", `Write ${form}.`);
  }
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: parsed.port === "" ? 80 : Number(parsed.port),
    name: `${parsed.hostname}:${parsed.port === "" ? 80 : parsed.port}`,
    authorization: basicAuthorization(parsed, () =>
      fail("its user or password has a broken % escape", "Write a % of a password as %25."),
    ),
  };
}
