// The head of an HTTP/1.1 message, request or response, from bytes cut anywhere: RFC 9112 §2-5.

import { HttpHeaders } from "./headers.js";
import { isFieldValue, isToken, trimOws } from "./http-token.js";

/** A request's head. */
export interface HttpRequestHead {
  readonly kind: "request";
  readonly method: string;
  readonly target: string;
  /** Such as `1.1`. */
  readonly httpVersion: string;
  readonly headers: HttpHeaders;
  /** Bytes up to and with the empty line: where the body, or the first frame, begins. */
  readonly headBytes: number;
}

/** A response's head. */
export interface HttpResponseHead {
  readonly kind: "response";
  /** 100-999. */
  readonly status: number;
  readonly statusText: string;
  /** Such as `1.1`. */
  readonly httpVersion: string;
  readonly headers: HttpHeaders;
  /** Bytes up to and with the empty line: where the body, or the first frame, begins. */
  readonly headBytes: number;
}

/** What the bytes so far amount to. `malformed` is told as soon as the line that breaks a rule is complete. */
export type HttpHeadResult =
  | { readonly kind: "incomplete" }
  | { readonly kind: "malformed"; readonly message: string; readonly section: string }
  | HttpRequestHead
  | HttpResponseHead;

/** Bounds on a head. */
export interface HttpHeadLimits {
  /** Bytes of the whole head, empty line included. Default 16 KiB. */
  readonly maxHeadBytes?: number | undefined;
}

/**
 * Parses the head that `bytes` begin with; what follows it is not looked at.
 *
 * Each call starts anew: for bytes that arrive bit by bit {@link HttpHeadReader} is linear in their number.
 */
export function parseHttpHead(bytes: Uint8Array, limits?: HttpHeadLimits): HttpHeadResult {
  return new HttpHeadReader(limits).push(bytes);
}

type StartLine =
  | Pick<HttpRequestHead, "kind" | "method" | "target" | "httpVersion">
  | Pick<HttpResponseHead, "kind" | "status" | "statusText" | "httpVersion">;
type Malformed = Extract<HttpHeadResult, { kind: "malformed" }>;

const incomplete: HttpHeadResult = { kind: "incomplete" };
const nothing = new Uint8Array(0);
const lineFeed = 0x0a;

/** Reads one head from bytes as they arrive, each byte once. Never throws for what the peer sent. */
export class HttpHeadReader {
  readonly #maxHeadBytes: number;
  readonly #headers: [string, string][] = [];
  #startLine: StartLine | undefined;
  /** Bytes of all complete lines. */
  #lineBytes = 0;
  /** The beginning of the line that is not complete yet: the first `#partialBytes` of the array. */
  #partial = nothing;
  #partialBytes = 0;
  #result: HttpHeadResult = incomplete;
  #rest: Uint8Array = nothing;

  constructor(limits: HttpHeadLimits = {}) {
    this.#maxHeadBytes = limits.maxHeadBytes ?? 16_384;
  }

  /** What the last call of `push` was given beyond the head: a view. Empty while the head is incomplete. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** Takes the next bytes and copies what it keeps. After the first result other than `incomplete` that one stays. */
  push(bytes: Uint8Array): HttpHeadResult {
    if (this.#result.kind !== "incomplete") return this.#result;
    let position = 0;
    while (position < bytes.length) {
      const lineEnd = bytes.indexOf(lineFeed, position);
      const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
      if (this.#lineBytes + this.#partialBytes + (end - position) > this.#maxHeadBytes) {
        return this.#finish(
          malformed("RFC 9112 §3", `the head is longer than the limit of ${this.#maxHeadBytes} bytes`),
        );
      }
      const piece = bytes.subarray(position, end);
      position = end;
      if (lineEnd < 0) {
        this.#keep(piece);
        break;
      }
      const result = this.#lineCompleted(piece);
      if (result !== undefined) return this.#finish(result, bytes.subarray(position));
    }
    return incomplete;
  }

  #finish(result: HttpHeadResult, rest: Uint8Array = nothing): HttpHeadResult {
    this.#rest = rest;
    this.#result = result;
    return result;
  }

  #keep(bytes: Uint8Array): void {
    const needed = this.#partialBytes + bytes.length;
    if (needed > this.#partial.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#partial.length, 256));
      larger.set(this.#partial.subarray(0, this.#partialBytes));
      this.#partial = larger;
    }
    this.#partial.set(bytes, this.#partialBytes);
    this.#partialBytes = needed;
  }

  /** @param end - The rest of the line: all of it, as a rule, so that nothing is copied. */
  #lineCompleted(end: Uint8Array): HttpHeadResult | undefined {
    if (this.#partialBytes > 0) this.#keep(end);
    const bytes = this.#partialBytes > 0 ? this.#partial.subarray(0, this.#partialBytes) : end;
    const line = latin1(bytes);
    this.#lineBytes += bytes.length;
    this.#partialBytes = 0;
    // RFC 9112 §2.2 lets a recipient put up with a bare LF; a test rig should rather tell.
    if (!line.endsWith("\r\n")) return malformed("RFC 9112 §2.2", "a line ends with LF and no CR before it");
    return this.#takeLine(line.slice(0, -2));
  }

  #takeLine(line: string): HttpHeadResult | undefined {
    if (this.#startLine === undefined) return this.#takeStartLine(line);
    if (line === "") {
      const headers = HttpHeaders.from(this.#headers);
      return { ...this.#startLine, headers, headBytes: this.#lineBytes };
    }
    if (line.startsWith(" ") || line.startsWith("\t")) return this.#takeFoldedLine(line);
    return this.#takeHeader(line);
  }

  #takeStartLine(line: string): Malformed | undefined {
    // RFC 9112 §2.2: a server should ignore at least one empty line before the request line.
    if (line === "" && this.#lineBytes === 2) return undefined;
    const parsed = parseStartLine(line);
    if (parsed.kind === "malformed") return parsed;
    this.#startLine = parsed;
    return undefined;
  }

  #takeHeader(line: string): Malformed | undefined {
    const colon = line.indexOf(":");
    if (colon < 0) return malformed("RFC 9112 §5", `a header line has no colon: ${shown(line)}`);
    const name = line.slice(0, colon);
    // RFC 9112 §5.1: "No whitespace is allowed between the field name and colon."
    if (!isToken(name)) return malformed("RFC 9112 §5.1", `a header name is not a token: ${shown(name)}`);
    const value = trimOws(line.slice(colon + 1));
    if (!isFieldValue(value)) {
      return malformed("RFC 9110 §5.5", `the value of ${name} has a control character: ${shown(value)}`);
    }
    this.#headers.push([name, value]);
    return undefined;
  }

  /** RFC 9112 §5.2: a folded line is refused in a request; in a response it is joined with a space. */
  #takeFoldedLine(line: string): Malformed | undefined {
    const last = this.#headers.at(-1);
    if (last === undefined || this.#startLine?.kind !== "response") {
      return malformed("RFC 9112 §5.2", `a header line begins with whitespace: ${shown(line)}`);
    }
    const more = trimOws(line);
    if (!isFieldValue(more)) {
      return malformed("RFC 9110 §5.5", `the value of ${last[0]} has a control character: ${shown(more)}`);
    }
    last[1] = trimOws(`${last[1]} ${more}`);
    return undefined;
  }
}

function parseStartLine(line: string): StartLine | Malformed {
  // RFC 9112 §4. The space after the status is often forgotten when there is no text.
  const response = /^HTTP\/(\d\.\d) ([1-9]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/.exec(line);
  if (response !== null) {
    const [, httpVersion = "", status = "", statusText = ""] = response;
    return { kind: "response", httpVersion, status: Number(status), statusText };
  }
  if (line.startsWith("HTTP/")) {
    return malformed("RFC 9112 §4", `the status line is not valid: ${shown(line)}`);
  }
  // RFC 9112 §3. The target is judged by the server; here it only must not hold whitespace or controls.
  const request = /^([^ ]+) ([\x21-\x7e\x80-\xff]+) HTTP\/(\d\.\d)$/.exec(line);
  const [, method = "", target = "", httpVersion = ""] = request ?? [];
  if (!isToken(method)) return malformed("RFC 9112 §3", `the request line is not valid: ${shown(line)}`);
  return { kind: "request", method, target, httpVersion };
}

function malformed(section: string, message: string): Malformed {
  return { kind: "malformed", section, message };
}

/** The start of what the peer sent, in quotes and with its control characters escaped. */
function shown(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
