// The connection flags as options of dial.

import { isIP } from "node:net";
import type { DialOptions } from "../../client/dial.js";
import { parseDialTarget } from "../../client/dial-target.js";
import { parseProxyUrl } from "../../client/proxy-target.js";
import { parseResolveEntries, type ResolveEntry } from "../../client/resolve-entry.js";
import { isUserMistake } from "../../errors.js";
import type { FlagValues } from "./flag-values.js";
import { readKeyPair, readPem } from "./pem-flags.js";

// RFC 9110 §5.6.2
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Reads the flags of `connectFlags`. Files are read now; problems are noted in `flags`.
 *
 * @param url - Where all connections go, if that is known: a --resolve that misses it is noted too.
 */
export function readDialOptions(flags: FlagValues, url?: string): DialOptions {
  const subprotocols = flags.list("subprotocol");
  for (const name of subprotocols) {
    // RFC 6455 §4.1 item 10: tokens of RFC 2616, each once.
    if (!token.test(name))
      flags.problem("subprotocol", `--subprotocol is "${name}"; must be a token such as chat.v2`);
  }
  if (new Set(subprotocols).size < subprotocols.length) {
    flags.problem("subprotocol", "--subprotocol offers the same name twice");
  }
  const localAddress = flags.text("local-address");
  if (localAddress !== undefined && isIP(localAddress) === 0) {
    flags.problem(
      "local-address",
      `--local-address is "${localAddress}"; must be an IP address of this machine`,
    );
  }
  const resolve = flags.list("resolve").flatMap((text) => readResolve(text, flags));
  if (url !== undefined) noteMissedResolve(url, resolve, flags);
  return {
    driver: flags.text("driver") === "ws" ? "ws" : "frame",
    headers: flags.list("header").flatMap((line) => readHeader(line, flags)),
    tls: {
      insecure: flags.switch("insecure") ?? false,
      ca: readPem("ca", flags),
      ...readKeyPair(flags),
      servername: readServername(flags),
    },
    ...(subprotocols.length > 0 && { subprotocols }),
    origin: flags.text("origin"),
    compression: flags.switch("compression"),
    localAddress,
    ...(resolve.length > 0 && { resolve }),
    proxy: readProxy(flags),
    timeoutMs: flags.durationMs("timeout"),
  };
}

/** The same for a load of `url`, with the mask keys of its messages. */
export function readLoadDial(flags: FlagValues, url: string): DialOptions {
  return {
    ...readDialOptions(flags, url),
    maskKeys: flags.text("mask-keys") === "fixed" ? "fixed" : "random",
  };
}

/** The same options as data for a report's plan: files by name, no contents of keys. */
export function describeDialOptions(flags: FlagValues): Readonly<Record<string, unknown>> {
  return {
    driver: flags.text("driver") ?? "frame",
    headers: flags.list("header"),
    subprotocols: flags.list("subprotocol"),
    origin: flags.text("origin"),
    compression: flags.switch("compression") ?? false,
    insecure: flags.switch("insecure") ?? false,
    localAddress: flags.text("local-address"),
    servername: flags.text("servername"),
    ...(flags.list("resolve").length > 0 && { resolve: flags.list("resolve") }),
    proxy: flags.text("proxy"),
    ...(flags.text("mask-keys") === "fixed" && { maskKeys: "fixed" }),
    timeoutMs: flags.durationMs("timeout") ?? 10_000,
  };
}

function readResolve(text: string, flags: FlagValues): readonly ResolveEntry[] {
  return noted("resolve", flags, () => parseResolveEntries(text, "--resolve")) ?? [];
}

/** An entry for the right host and a wrong port would be passed over in silence, and the load go to the real host. */
function noteMissedResolve(url: string, resolve: readonly ResolveEntry[], flags: FlagValues): void {
  const { host, port } = parseDialTarget(url);
  const sameHost = resolve.filter((entry) => entry.host === host);
  const [first] = sameHost;
  if (first === undefined || sameHost.some((entry) => entry.port === port)) return;
  flags.problem(
    "resolve",
    `--resolve is for port ${first.port} of ${host}, but the URL goes to its port ${port}`,
    `Write ${port} in place of ${first.port}, or change the URL.`,
  );
}

function readProxy(flags: FlagValues): string | undefined {
  const url = flags.text("proxy");
  if (url !== undefined) noted("proxy", flags, () => parseProxyUrl(url, "--proxy"));
  return url;
}

function readServername(flags: FlagValues): string | undefined {
  const name = flags.text("servername");
  if (name === undefined || /^(?!-)[\w-]{1,63}(\.[\w-]{1,63})*\.?$/.test(name)) {
    // RFC 6066 §3: literal IPv4 and IPv6 addresses are not permitted.
    if (name === undefined || isIP(name) === 0) return name;
  }
  flags.problem(
    "servername",
    `--servername is "${name}"; must be a host name such as example.com`,
    isIP(name) === 0
      ? undefined
      : "Leave it out to have the certificate held against the address of the URL.",
  );
  return undefined;
}

/** What `parse` gives; a mistake that it throws is noted as one of the flag. */
function noted<T>(flag: string, flags: FlagValues, parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    flags.problem(flag, error.message, error.hint);
    return undefined;
  }
}

function readHeader(line: string, flags: FlagValues): readonly (readonly [string, string])[] {
  const match = /^([^:\s]+):(.*)$/s.exec(line);
  const [, name, value = ""] = match ?? [];
  if (name === undefined) {
    flags.problem("header", `--header is "${firstWordOf(line)}"; must be 'Name: value'`);
    return [];
  }
  // RFC 9110 §5.5 and §5.6.2: a line break would begin a header of its own.
  if (/[\r\n\0]/.test(value)) {
    flags.problem(
      "header",
      `--header ${name} has a line break or a NUL in its value; a header is one line`,
      "Give each header a -H of its own.",
    );
    return [];
  }
  if (!token.test(name)) {
    flags.problem("header", `--header names "${name}"; a name has letters, digits and dashes`);
    return [];
  }
  return [[name, value.trim()]];
}

/** What was meant as a header may hold a secret: only its first word is shown. */
function firstWordOf(line: string): string {
  const [first = "", rest] = line.trim().split(/\s+/, 2);
  return rest === undefined ? first : `${first} ...`;
}
