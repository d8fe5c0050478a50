// Writing the head of an HTTP/1.1 message, safe from header injection by our own caller.

import { WsrigError } from "../errors.js";
import { isFieldValue, isToken } from "./http-token.js";

/** `[name, value]` for each header line, in the order of the wire. */
export type HeaderLines = readonly (readonly [string, string])[];

/**
 * `defaults` with `own` put over them: a name in `own` takes the place of the default of the same name (compared
 * without case) with all its values; names that are new follow at the end; names in `omitted` go out.
 */
export function overrideHeaders(
  defaults: HeaderLines,
  own: HeaderLines = [],
  omitted: readonly string[] = [],
): HeaderLines {
  const isNamed = (name: string, names: readonly string[]): boolean =>
    names.some((other) => other.toLowerCase() === name.toLowerCase());
  const defaultNames = defaults.map(([name]) => name);
  const lines = defaults.flatMap((line) => {
    const replacements = own.filter(([name]) => isNamed(name, [line[0]]));
    return replacements.length > 0 ? replacements : [line];
  });
  const added = own.filter(([name]) => !isNamed(name, defaultNames));
  return [...lines, ...added].filter(([name]) => !isNamed(name, omitted));
}

/**
 * The bytes of a head: start line, headers, empty line; one char becomes one byte.
 *
 * @throws WsrigError `usage-invalid-header` for a name that is not a token, and for CR, LF, NUL, another control
 * character or a character above U+00FF in a value or in the start line.
 */
export function encodeHead(startLine: string, headers: HeaderLines): Uint8Array {
  if (!isFieldValue(startLine)) throw invalidHeader(`the start line ${JSON.stringify(startLine)}`);
  const lines = headers.map(([name, value]) => {
    if (!isToken(name)) throw invalidHeader(`the header name ${JSON.stringify(name)}`);
    if (!isFieldValue(value)) throw invalidHeader(`the value ${JSON.stringify(value)} of header ${name}`);
    return `${name}: ${value}\r\n`;
  });
  return Buffer.from(`${startLine}\r\n${lines.join("")}\r\n`, "latin1");
}

function invalidHeader(what: string): WsrigError {
  return new WsrigError("usage-invalid-header", `${what} has a character that must not stand there`, {
    hint: "Leave out line breaks and control characters, and percent-encode what is not Latin-1.",
  });
}
