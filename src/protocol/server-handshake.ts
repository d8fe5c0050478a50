// The opening handshake as the server sees it: RFC 6455 §4.2.

import { acceptKeyFor } from "./accept-key.js";
import type { DeflateParameters } from "./deflate.js";
import { answerDeflateOffers, type DeflateOffer } from "./deflate-negotiation.js";
import { encodeHead, type HeaderLines, overrideHeaders } from "./http-head-writer.js";
import {
  findRefusal,
  requestedSubprotocols,
  type UpgradeRefusal,
  type UpgradeRequest,
} from "./upgrade-refusals.js";

/** What the server agrees to. */
export interface UpgradePolicy {
  /** Those that the server speaks; the client's order decides. */
  readonly subprotocols?: readonly string[] | undefined;
  /**
   * Origins let in, such as `https://example.org` (`null` for opaque ones), compared without case; `undefined`: all.
   * A request without Origin is let in: it comes from no browser, and what is no browser can claim any origin (§10.2).
   */
  readonly origins?: readonly string[] | undefined;
  /** What is demanded of permessage-deflate; `{}` accepts any valid offer, `undefined` declines all. */
  readonly deflate?: DeflateOffer | undefined;
}

/** The verdict on a request. */
export type UpgradeJudgement =
  | {
      readonly kind: "accept";
      readonly key: string;
      /** Empty when none. */
      readonly subprotocol: string;
      /** The Sec-WebSocket-Extensions of the answer; empty when none. */
      readonly extensions: string;
      readonly deflate: DeflateParameters | undefined;
    }
  | ({ readonly kind: "reject" } & UpgradeRefusal);

type Accept = Extract<UpgradeJudgement, { kind: "accept" }>;
type Reject = Extract<UpgradeJudgement, { kind: "reject" }>;

/** Judges a request by RFC 6455 §4.2.1 and HTTP's own rules. */
export function judgeUpgradeRequest(request: UpgradeRequest, policy: UpgradePolicy): UpgradeJudgement {
  const { headers } = request;
  const refusal = findRefusal(request, policy.origins);
  if (refusal !== undefined) return { kind: "reject", ...refusal };
  const spoken = policy.subprotocols ?? [];
  const deflate =
    policy.deflate === undefined
      ? undefined
      : answerDeflateOffers(headers.get("Sec-WebSocket-Extensions"), policy.deflate);
  const agreed = deflate?.kind === "agreed" ? deflate : undefined;
  return {
    kind: "accept",
    key: headers.get("Sec-WebSocket-Key") ?? "",
    subprotocol: requestedSubprotocols(headers).find((name) => spoken.includes(name)) ?? "",
    extensions: agreed?.header ?? "",
    deflate: agreed?.parameters,
  };
}

/**
 * The bytes of the 101 answer (§4.2.2).
 *
 * @param extraHeaders - More headers; one with the name of a default takes its place.
 * @throws WsrigError `usage-invalid-header`
 */
export function buildUpgradeResponse(judgement: Accept, extraHeaders?: HeaderLines): Uint8Array {
  const { key, subprotocol, extensions } = judgement;
  const defaults: [string, string][] = [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Sec-WebSocket-Accept", acceptKeyFor(key)],
  ];
  if (subprotocol !== "") defaults.push(["Sec-WebSocket-Protocol", subprotocol]);
  if (extensions !== "") defaults.push(["Sec-WebSocket-Extensions", extensions]);
  return encodeHead("HTTP/1.1 101 Switching Protocols", overrideHeaders(defaults, extraHeaders));
}

/** The bytes of a whole answer that refuses: head and a body that tells why. The connection is to be closed after it. */
export function buildRejection(judgement: Reject): Uint8Array {
  const { status, headers, message, section } = judgement;
  const body = Buffer.from(`${message} (${section})\n`, "utf8");
  const lines = overrideHeaders(
    [
      ["Connection", "close"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Length", `${body.length}`],
    ],
    headers,
  );
  return Buffer.concat([encodeHead(`HTTP/1.1 ${status} ${reasonPhrases[status] ?? ""}`, lines), body]);
}

const reasonPhrases: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  426: "Upgrade Required",
  503: "Service Unavailable",
  505: "HTTP Version Not Supported",
};
