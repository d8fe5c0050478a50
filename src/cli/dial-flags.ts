// The connection flags as options of dial.

import { isIP } from "node:net";
import type { DialOptions } from "../client/dial.js";
import type { FlagValues } from "./flag-values.js";
import { readKeyPair, readPem } from "./pem-flags.js";

// RFC 9110 §5.6.2
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Reads the flags of `connectFlags`. Files are read now; problems are noted in `flags`. */
export function readDialOptions(flags: FlagValues): DialOptions {
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
  return {
    driver: flags.text("driver") === "ws" ? "ws" : "frame",
    headers: flags.list("header").flatMap((line) => readHeader(line, flags)),
    tls: {
      insecure: flags.switch("insecure") ?? false,
      ca: readPem("ca", flags),
      ...readKeyPair(flags),
    },
    ...(subprotocols.length > 0 && { subprotocols }),
    origin: flags.text("origin"),
    compression: flags.switch("compression"),
    localAddress,
    timeoutMs: flags.durationMs("timeout"),
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
    timeoutMs: flags.durationMs("timeout") ?? 10_000,
  };
}

function readHeader(line: string, flags: FlagValues): readonly (readonly [string, string])[] {
  const match = /^([^:\s]+):(.*)$/s.exec(line);
  const [, name, value = ""] = match ?? [];
  if (name === undefined) {
    flags.problem("header", `--header is "${firstWordOf(line)}"; must be 'Name: value'`);
    return [];
  }
  // RFC 9110 §5.5 and §5.6.2: a line break would begin a header of its own.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are forbidden
  if (/[\r\n\u0000]/.test(value)) {
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
