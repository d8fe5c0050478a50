// The Sec-WebSocket-Extensions header: RFC 6455 §9.1.
//
//   extension-list  = 1#extension
//   extension       = extension-token *( ";" extension-param )
//   extension-param = token [ "=" (token | quoted-string) ]     a quoted value, unescaped, must be a token

import { isToken } from "./http-token.js";

/** A parameter: its name and its value, unquoted; `true` when it has none. */
export type ExtensionParam = readonly [name: string, value: string | true];

/** One element of the list. Names are as on the wire; a parameter may occur twice (whether it may is the extension's affair). */
export interface Extension {
  readonly name: string;
  readonly params: readonly ExtensionParam[];
}

/** What {@link parseExtensions} made of a header. */
export type ParsedExtensions =
  | { readonly kind: "parsed"; readonly extensions: readonly Extension[] }
  | { readonly kind: "malformed"; readonly message: string; readonly section: string };

/**
 * Parses the value of Sec-WebSocket-Extensions; several field lines are to be joined with `", "` first.
 *
 * Empty list elements do not count (RFC 2616 §2.1), but the list must not be empty.
 */
export function parseExtensions(headerValue: string): ParsedExtensions {
  const scanner = new Scanner(headerValue);
  const extensions: Extension[] = [];
  do {
    if (scanner.atListEnd()) continue;
    const extension = parseExtension(scanner);
    if (extension === undefined || !scanner.atListEnd()) return malformed(scanner);
    extensions.push(extension);
  } while (scanner.take(","));
  if (extensions.length === 0) return malformed(scanner);
  return { kind: "parsed", extensions };
}

/** The header value for `extensions`; values that are tokens, as they all must be, are not quoted. */
export function formatExtensions(extensions: readonly Extension[]): string {
  return extensions
    .map(({ name, params }) =>
      [name, ...params.map(([key, value]) => (value === true ? key : `${key}=${value}`))].join("; "),
    )
    .join(", ");
}

function parseExtension(scanner: Scanner): Extension | undefined {
  const name = scanner.takeToken();
  if (name === undefined) return undefined;
  const params: ExtensionParam[] = [];
  while (scanner.take(";")) {
    const key = scanner.takeToken();
    if (key === undefined) return undefined;
    const value = scanner.take("=") ? (scanner.takeToken() ?? scanner.takeQuotedToken()) : true;
    if (value === undefined) return undefined;
    params.push([key, value]);
  }
  return { name, params };
}

function malformed(scanner: Scanner): ParsedExtensions {
  return {
    kind: "malformed",
    section: "RFC 6455 §9.1",
    message: `Sec-WebSocket-Extensions is malformed at character ${scanner.position + 1}: ${scanner.text.slice(0, 200)}`,
  };
}

/** Reads the header from left to right; whitespace between the parts is skipped (RFC 2616 §2.1, implied LWS). */
class Scanner {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Whether a comma or the end comes next. */
  atListEnd(): boolean {
    this.#skipSpace();
    return this.position === this.text.length || this.text[this.position] === ",";
  }

  take(char: "," | ";" | "="): boolean {
    this.#skipSpace();
    if (this.text[this.position] !== char) return false;
    this.position++;
    return true;
  }

  takeToken(): string | undefined {
    this.#skipSpace();
    return this.#match(/[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y);
  }

  /** A quoted-string whose content is a token once `\x` stands for `x`. */
  takeQuotedToken(): string | undefined {
    const start = this.position;
    const quoted = this.#match(/"(?:[^"\\]|\\.)*"/sy);
    const value = quoted?.slice(1, -1).replaceAll(/\\(.)/gs, "$1");
    if (value !== undefined && isToken(value)) return value;
    this.position = start;
    return undefined;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  #skipSpace(): void {
    while (this.text[this.position] === " " || this.text[this.position] === "\t") this.position++;
  }
}
