// Connections that go to another address than the one their host has, as curl's --resolve has it.

import { isIP, isIPv6 } from "node:net";
import { WsrigError } from "../errors.js";

/**
 * Connections to `host:port` go to `address`, without a name lookup. Only TCP goes there: the Host header, SNI and the
 * name in the certificate stay those of the URL.
 */
export interface ResolveEntry {
  /** A name or an address as in the URL, an IPv6 one without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** IPv4 or IPv6, without brackets. */
  readonly address: string;
}

const maxPort = 65_535;
const form = /^(\[[^\]]*\]|[^:[\]]*):([^:]*):(.*)$/s;

/**
 * Reads `host:port:address`, IPv6 addresses in brackets; several addresses, divided by commas, give an entry each.
 *
 * @param path - Where the user wrote it, for the error.
 * @throws WsrigError `usage-invalid-resolve`
 */
export function parseResolveEntries(text: string, path: string): readonly ResolveEntry[] {
  const fail = (problem: string, hint?: string): WsrigError =>
    new WsrigError("usage-invalid-resolve", `${path} is "${text}"; ${problem}`, { path, hint });
  const [, host = "", port = "", addresses = ""] = form.exec(text) ?? [];
  if (addresses === "" && port === "") {
    throw fail("must be host:port:address", "Write it like example.com:443:127.0.0.1 or [::1]:80:[::1].");
  }
  const canonical = canonicalHost(host);
  if (canonical === undefined) throw fail(`its host "${host}" is neither a name nor an address`);
  if (!/^\d{1,5}$/.test(port) || !isPort(Number(port))) {
    throw fail(`its port is "${port}"; must be a whole number from 1 to ${maxPort}`);
  }
  return addresses.split(",").map((written) => {
    const address = unbracketed(written);
    if (isIP(address) === 0) {
      throw fail(
        `its address "${written}" is no IP address`,
        "Give the address to connect to, such as 127.0.0.1 or [::1].",
      );
    }
    if (isIPv6(written)) throw fail(`its IPv6 address must be in brackets`, `Write [${written}].`);
    return { host: canonical, port: Number(port), address };
  });
}

/** The addresses that `entries` name for `host:port`, in their order; empty when they name none. */
export function resolvedAddresses(
  entries: readonly ResolveEntry[],
  { host, port }: { readonly host: string; readonly port: number },
): readonly string[] {
  if (entries.length === 0) return [];
  const wanted = canonicalHost(host);
  return entries
    .filter((entry) => entry.port === port && canonicalHost(entry.host) === wanted)
    .map(({ address }) => address);
}

/** Judges entries that a program has made. @throws WsrigError `usage-invalid-resolve` */
export function assertResolveEntries(entries: readonly ResolveEntry[]): void {
  for (const [index, { host, port, address }] of entries.entries()) {
    const path = `resolve[${index}]`;
    const fail = (problem: string): WsrigError =>
      new WsrigError("usage-invalid-resolve", `${path}.${problem}`, { path });
    if (canonicalHost(host) === undefined) throw fail(`host is "${host}"; must be a name or an address`);
    if (!isPort(port)) throw fail(`port is ${port}; must be a whole number from 1 to ${maxPort}`);
    if (isIP(address) === 0) throw fail(`address is "${address}"; must be an IP address without brackets`);
  }
}

/** `host` as a URL has it, without brackets: in lower case, punycode, an address in its shortest form. */
function canonicalHost(host: string): string | undefined {
  const bare = unbracketed(host);
  const url = `ws://${isIPv6(bare) ? `[${bare}]` : bare}/`;
  if (bare === "" || /[\s/?#@:\\]/.test(isIPv6(bare) ? "" : bare) || !URL.canParse(url)) return undefined;
  return unbracketed(new URL(url).hostname);
}

function unbracketed(host: string): string {
  const [, inner] = /^\[(.*)\]$/.exec(host) ?? [];
  return inner !== undefined && isIPv6(inner) ? inner : host;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= maxPort;
}
