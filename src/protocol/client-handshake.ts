// The opening handshake as the client sees it: RFC 6455 §4.1.

import { WsrigError } from "../errors.js";
import type { DeflateParameters } from "./deflate.js";
import { acceptDeflateAnswer, type DeflateOffer, formatDeflateOffer } from "./deflate-negotiation.js";
import { HttpHeaders } from "./headers.js";
import { type HttpHeadLimits, HttpHeadReader, type HttpResponseHead } from "./http-head.js";
import { encodeHead, type HeaderLines, overrideHeaders } from "./http-head-writer.js";
import { isToken } from "./http-token.js";
import { findUpgradeFault, type UpgradeFaultCode } from "./upgrade-faults.js";

/** What the client asks for. */
export interface UpgradeRequestOptions {
  /** Host, with the port when it is not the scheme's default. */
  readonly host: string;
  /** Path and query: `/echo?x=1`. */
  readonly target: string;
  /** Sec-WebSocket-Key; see `makeKey`. Not validated, so that a server can be tested with a bad one. */
  readonly key: string;
  /** Default 13. */
  readonly version?: number | undefined;
  readonly origin?: string | undefined;
  /** In order of preference. */
  readonly subprotocols?: readonly string[] | undefined;
  readonly deflateOffer?: DeflateOffer | undefined;
  /** More headers; one with the name of a default takes its place. */
  readonly headers?: HeaderLines | undefined;
  /** Names of headers to leave out, for tests of a server. */
  readonly omitHeaders?: readonly string[] | undefined;
}

/** What the answer's bytes so far amount to. `headBytes` is where the first frame, or the body, begins. */
export type UpgradeAnswer =
  | { readonly kind: "incomplete" }
  | {
      readonly kind: "accepted";
      readonly status: 101;
      readonly headers: HttpHeaders;
      /** Empty when none. */
      readonly subprotocol: string;
      /** As on the wire; empty when none. */
      readonly extensions: string;
      readonly deflate: DeflateParameters | undefined;
      readonly headBytes: number;
    }
  | {
      /** A valid HTTP answer other than 101. */
      readonly kind: "rejected";
      readonly status: number;
      readonly statusText: string;
      readonly headers: HttpHeaders;
      readonly headBytes: number;
    }
  | {
      readonly kind: "malformed";
      readonly code: UpgradeFaultCode;
      readonly section: string;
      readonly message: string;
      readonly status?: number | undefined;
      readonly headers?: HttpHeaders | undefined;
      readonly headBytes: number;
    };

/**
 * The bytes of the request.
 *
 * @throws WsrigError `usage-invalid-header` (CR, LF, NUL, a bad name), `usage-invalid-subprotocol` (not a token, or
 * twice), `usage-invalid-window-bits`
 */
export function buildUpgradeRequest(options: UpgradeRequestOptions): Uint8Array {
  const { target, subprotocols = [] } = options;
  if (!/^[\x21-\x7e\x80-\xff]+$/.test(target)) {
    throw new WsrigError(
      "usage-invalid-header",
      `the request target ${JSON.stringify(target)} is empty or has a character that must not stand there`,
      { hint: "Percent-encode spaces and everything that is not Latin-1." },
    );
  }
  checkSubprotocols(subprotocols);
  return encodeHead(`GET ${target} HTTP/1.1`, requestHeaders(options));
}

/**
 * Judges the answer that `bytes` begin with.
 *
 * Each call starts anew: for bytes that arrive bit by bit {@link UpgradeAnswerReader} is linear in their number.
 */
export function readUpgradeAnswer(
  bytes: Uint8Array,
  request: UpgradeRequestOptions,
  limits?: HttpHeadLimits,
): UpgradeAnswer {
  return new UpgradeAnswerReader(request, limits).push(bytes);
}

/** Reads the answer from bytes as they arrive, each byte once. Never throws for what the server sent. */
export class UpgradeAnswerReader {
  readonly #request: UpgradeRequestOptions;
  readonly #maxHeadBytes: number;
  #reader: HttpHeadReader;
  /** Bytes of interim answers (1xx) that came before. */
  #interimBytes = 0;
  #answer: UpgradeAnswer = { kind: "incomplete" };

  constructor(request: UpgradeRequestOptions, limits: HttpHeadLimits = {}) {
    this.#request = request;
    this.#maxHeadBytes = limits.maxHeadBytes ?? 16_384;
    this.#reader = new HttpHeadReader({ maxHeadBytes: this.#maxHeadBytes });
  }

  /** What the last call of `push` was given beyond the head: a view. Empty while the answer is incomplete. */
  get rest(): Uint8Array {
    return this.#reader.rest;
  }

  /** Takes the next bytes and copies what it keeps. After the first answer other than `incomplete` that one stays. */
  push(bytes: Uint8Array): UpgradeAnswer {
    if (this.#answer.kind !== "incomplete") return this.#answer;
    let head = this.#reader.push(bytes);
    // RFC 9110 §15.2: a client must be able to read interim answers, even those that it did not ask for.
    while (head.kind === "response" && head.status < 200 && head.status !== 101) {
      this.#interimBytes += head.headBytes;
      const { rest } = this.#reader;
      // One limit for all of them, or a server could send interim answers for ever.
      this.#reader = new HttpHeadReader({ maxHeadBytes: this.#maxHeadBytes - this.#interimBytes });
      head = this.#reader.push(rest);
    }
    if (head.kind === "incomplete") return head;
    if (head.kind === "response") {
      const headBytes = head.headBytes + this.#interimBytes;
      this.#answer = judgeUpgradeAnswer({ ...head, headBytes }, this.#request);
    } else {
      const { section, message } =
        head.kind === "malformed"
          ? head
          : { section: "RFC 9112 §4", message: "a request came, not an answer" };
      this.#answer = { kind: "malformed", code: "bad-http", section, message, headBytes: 0 };
    }
    return this.#answer;
  }
}

/** Judges a whole answer by the list at the end of RFC 6455 §4.1. */
export function judgeUpgradeAnswer(head: HttpResponseHead, request: UpgradeRequestOptions): UpgradeAnswer {
  const { status, statusText, headers, headBytes } = head;
  if (status !== 101) return { kind: "rejected", status, statusText, headers, headBytes };
  const sent = HttpHeaders.from(requestHeaders(request));
  const deflate = acceptDeflateAnswer(headers.get("Sec-WebSocket-Extensions"), request.deflateOffer);
  const fault = findUpgradeFault(head, sent, deflate);
  if (fault !== undefined) return { kind: "malformed", ...fault, status, headers, headBytes };
  return {
    kind: "accepted",
    status,
    headers,
    subprotocol: headers.get("Sec-WebSocket-Protocol") ?? "",
    extensions: headers.get("Sec-WebSocket-Extensions") ?? "",
    deflate: deflate.kind === "agreed" ? deflate.parameters : undefined,
    headBytes,
  };
}

function requestHeaders(options: UpgradeRequestOptions): HeaderLines {
  const { host, key, version = 13, origin, subprotocols = [], deflateOffer } = options;
  const defaults: [string, string][] = [
    ["Host", host],
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Sec-WebSocket-Key", key],
    ["Sec-WebSocket-Version", `${version}`],
  ];
  if (origin !== undefined) defaults.push(["Origin", origin]);
  if (subprotocols.length > 0) defaults.push(["Sec-WebSocket-Protocol", subprotocols.join(", ")]);
  if (deflateOffer !== undefined) {
    defaults.push(["Sec-WebSocket-Extensions", formatDeflateOffer(deflateOffer)]);
  }
  return overrideHeaders(defaults, options.headers, options.omitHeaders);
}

/** §4.1 item 10: "The elements [...] MUST all be unique strings" of token characters. */
function checkSubprotocols(subprotocols: readonly string[]): void {
  const fault = subprotocols.find((name, index) => !isToken(name) || subprotocols.indexOf(name) !== index);
  if (fault === undefined) return;
  const reason = isToken(fault) ? "occurs twice" : "is not a token (RFC 6455 §4.1)";
  throw new WsrigError("usage-invalid-subprotocol", `the subprotocol ${JSON.stringify(fault)} ${reason}`, {
    hint: "Give each subprotocol once, without spaces, commas or quotes.",
  });
}
