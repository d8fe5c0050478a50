// Flags that name PEM files.

import { readFileSync } from "node:fs";
import type { FlagValues } from "./flag-values.js";

// RFC 7468, and the older labels that OpenSSL takes.
const certificate = { what: "certificate", block: /-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/ };
const privateKey = { what: "private key", block: /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/ };
const expected = { ca: certificate, cert: certificate, key: privateKey };

/**
 * The bytes of the file that `--<name>` names; a file that cannot be read, or holds no PEM block of what it should,
 * is noted in `flags`.
 */
export function readPem(name: keyof typeof expected, flags: FlagValues): Buffer | undefined {
  const path = flags.text(name);
  if (path === undefined) return undefined;
  try {
    const bytes = readFileSync(path);
    const { what, block } = expected[name];
    if (block.test(bytes.toString("latin1"))) return bytes;
    flags.problem(
      name,
      `--${name} is "${path}"; the file holds no ${what} in PEM`,
      `Give a text file with a block that begins with BEGIN ${what.toUpperCase()}.`,
    );
    return undefined;
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : "cannot be read";
    flags.problem(name, `--${name} is "${path}"; the file ${why}`);
    return undefined;
  }
}

/** Certificate and key from `--cert` and `--key`; one without the other is noted in `flags`. */
export function readKeyPair(flags: FlagValues): { readonly cert: Buffer; readonly key: Buffer } | undefined {
  const [cert, key] = [readPem("cert", flags), readPem("key", flags)];
  const given = ["cert", "key"].filter((name) => flags.text(name) !== undefined);
  if (given.length === 1) {
    const missing = given[0] === "cert" ? "key" : "cert";
    flags.problem(given[0] ?? "", `--${given[0]} is given without --${missing}`, "Give both, as PEM files.");
  }
  return cert !== undefined && key !== undefined ? { cert, key } : undefined;
}
