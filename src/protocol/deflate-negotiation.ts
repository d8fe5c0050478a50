// Agreeing on permessage-deflate: RFC 7692 §5 and §7.1, both roles.

import { WsrigError } from "../errors.js";
import type { DeflateParameters } from "./deflate.js";
import { type DeflateParams, readDeflateParams } from "./deflate-params.js";
import { type ExtensionParam, formatExtensions, parseExtensions } from "./extensions.js";

const extensionName = "permessage-deflate";

/**
 * A client's offer, or a server's policy.
 *
 * Client: each field is the parameter of the same name; `clientMaxWindowBits: true` writes it without a value ("I can
 * be told"). Server: what is set is demanded, and put into the answer whatever the client offered; an offer that
 * does not allow it is declined.
 */
export interface DeflateOffer {
  readonly serverNoContextTakeover?: boolean | undefined;
  readonly clientNoContextTakeover?: boolean | undefined;
  /** 8-15. */
  readonly serverMaxWindowBits?: number | undefined;
  /** 8-15, or `true`: offered without a value (for a server: nothing is demanded). */
  readonly clientMaxWindowBits?: number | true | undefined;
}

/** What a server makes of the offers. */
export type DeflateAgreement =
  | { readonly kind: "agreed"; readonly parameters: DeflateParameters; readonly header: string }
  | { readonly kind: "declined" };

/** What a client makes of the answer. `invalid`: the connection must fail. */
export type DeflateAcceptance =
  | { readonly kind: "agreed"; readonly parameters: DeflateParameters }
  | { readonly kind: "none" }
  | { readonly kind: "invalid"; readonly message: string; readonly section: string };

/**
 * The client's Sec-WebSocket-Extensions value for one offer.
 *
 * @throws WsrigError `usage-invalid-window-bits`
 */
export function formatDeflateOffer(offer: DeflateOffer): string {
  checkWindowBits(offer);
  return formatParams(offer);
}

/**
 * The server's answer: the first offer that is valid and that `policy` can accept (RFC 7692 §5, in the client's order
 * of preference).
 *
 * An offer with an unknown parameter, an invalid value or a parameter given twice is declined, as §7.1 demands.
 * Other extensions and a header that cannot be parsed are declined too: {@link parseExtensions} tells those apart.
 *
 * @throws WsrigError `usage-invalid-window-bits` for the policy.
 */
export function answerDeflateOffers(
  extensionsHeader: string | undefined,
  policy: DeflateOffer,
): DeflateAgreement {
  checkWindowBits(policy);
  const parsed = parseExtensions(extensionsHeader ?? "");
  if (parsed.kind === "malformed") return { kind: "declined" };
  for (const { name, params } of parsed.extensions) {
    if (name !== extensionName) continue;
    const read = readDeflateParams(params);
    const answer = read.kind === "valid" ? answerOffer(read.params, policy) : undefined;
    if (answer === undefined) continue;
    return { kind: "agreed", parameters: resolve(answer), header: formatParams(answer) };
  }
  return { kind: "declined" };
}

/**
 * What the server's Sec-WebSocket-Extensions means to a client that offered `offer` and no other extension.
 *
 * @param offer - `undefined`: nothing was offered.
 */
export function acceptDeflateAnswer(
  header: string | undefined,
  offer: DeflateOffer | undefined,
): DeflateAcceptance {
  if (header === undefined) return { kind: "none" };
  const parsed = parseExtensions(header);
  if (parsed.kind === "malformed") return invalid(parsed.section, parsed.message);
  for (const { name } of parsed.extensions) {
    if (name !== extensionName || offer === undefined) {
      return invalid("RFC 6455 §4.1", `the server uses extension ${name}, which was not offered`);
    }
  }
  const [first, second] = parsed.extensions;
  if (first === undefined || offer === undefined) return { kind: "none" };
  if (second !== undefined) return invalid("RFC 7692 §5", `the server accepts ${extensionName} twice`);
  const read = readDeflateParams(first.params);
  if (read.kind === "invalid") return read;
  return checkAnswer(read.params, offer) ?? { kind: "agreed", parameters: resolve(read.params, offer) };
}

/** The parameters of the answer to one offer; `undefined` declines it. */
function answerOffer(offer: DeflateParams, policy: DeflateOffer): DeflateParams | undefined {
  const wantedClientBits = policy.clientMaxWindowBits === true ? undefined : policy.clientMaxWindowBits;
  const offeredClientBits = offer.clientMaxWindowBits === true ? undefined : offer.clientMaxWindowBits;
  // §7.1.2.2: the answer may name client_max_window_bits only when the offer does.
  const mayLimitClient = offer.clientMaxWindowBits !== undefined;
  if (!mayLimitClient && wantedClientBits !== undefined && wantedClientBits < 15) return undefined;
  return {
    serverNoContextTakeover: offer.serverNoContextTakeover || policy.serverNoContextTakeover === true,
    // §7.1.1.2: a hint of the client's, which costs nothing to confirm and saves the window.
    clientNoContextTakeover: offer.clientNoContextTakeover || policy.clientNoContextTakeover === true,
    serverMaxWindowBits: smaller(offer.serverMaxWindowBits, policy.serverMaxWindowBits),
    clientMaxWindowBits: mayLimitClient ? smaller(offeredClientBits, wantedClientBits) : undefined,
  };
}

/** RFC 7692 §7.1: whether the answer fits the offer. `undefined` when it does. */
function checkAnswer(answer: DeflateParams, offer: DeflateOffer): DeflateAcceptance | undefined {
  const { serverMaxWindowBits, clientMaxWindowBits } = answer;
  // §7.1.1.1: "A server accepts an extension negotiation offer that includes the server_no_context_takeover
  // extension parameter by including the parameter in the response"; so with server_max_window_bits (§7.1.2.1).
  if (offer.serverNoContextTakeover && !answer.serverNoContextTakeover) {
    return invalid("RFC 7692 §7.1.1.1", "the answer lacks server_no_context_takeover, which was offered");
  }
  if (offer.serverMaxWindowBits !== undefined && (serverMaxWindowBits ?? 16) > offer.serverMaxWindowBits) {
    const got = serverMaxWindowBits === undefined ? "missing" : `${serverMaxWindowBits}`;
    return invalid(
      "RFC 7692 §7.1.2.1",
      `server_max_window_bits is ${got}; at most ${offer.serverMaxWindowBits} was offered`,
    );
  }
  if (clientMaxWindowBits === undefined) return undefined;
  if (clientMaxWindowBits === true) {
    return invalid("RFC 7692 §7.1.2.2", "client_max_window_bits has no value in the answer");
  }
  if (offer.clientMaxWindowBits === undefined) {
    return invalid("RFC 7692 §7.1.2.2", "the answer has client_max_window_bits, which was not offered");
  }
  if (offer.clientMaxWindowBits !== true && clientMaxWindowBits > offer.clientMaxWindowBits) {
    return invalid(
      "RFC 7692 §7.1.2.2",
      `client_max_window_bits is ${clientMaxWindowBits}; at most ${offer.clientMaxWindowBits} was offered`,
    );
  }
  return undefined;
}

/** @param offer - The client's: what it said of itself holds even if the answer is silent (§7.1.1.2, §7.1.2.2). */
function resolve(answer: DeflateParams, offer: DeflateOffer = {}): DeflateParameters {
  const clientBits = answer.clientMaxWindowBits ?? offer.clientMaxWindowBits;
  return {
    serverNoContextTakeover: answer.serverNoContextTakeover,
    clientNoContextTakeover: answer.clientNoContextTakeover || offer.clientNoContextTakeover === true,
    serverMaxWindowBits: answer.serverMaxWindowBits ?? 15,
    clientMaxWindowBits: clientBits === undefined || clientBits === true ? 15 : clientBits,
  };
}

function formatParams(offer: DeflateOffer): string {
  const params: ExtensionParam[] = [];
  if (offer.serverNoContextTakeover) params.push(["server_no_context_takeover", true]);
  if (offer.clientNoContextTakeover) params.push(["client_no_context_takeover", true]);
  const { serverMaxWindowBits, clientMaxWindowBits } = offer;
  if (serverMaxWindowBits !== undefined) params.push(["server_max_window_bits", `${serverMaxWindowBits}`]);
  if (clientMaxWindowBits !== undefined) {
    params.push(["client_max_window_bits", clientMaxWindowBits === true ? true : `${clientMaxWindowBits}`]);
  }
  return formatExtensions([{ name: extensionName, params }]);
}

function checkWindowBits(offer: DeflateOffer): void {
  for (const name of ["serverMaxWindowBits", "clientMaxWindowBits"] as const) {
    const bits = offer[name];
    if (bits === undefined || bits === true) continue;
    if (Number.isInteger(bits) && bits >= 8 && bits <= 15) continue;
    throw new WsrigError("usage-invalid-window-bits", `${name} is ${bits}; must be an integer from 8 to 15`);
  }
}

function smaller(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : Math.min(a, b);
}

function invalid(section: string, message: string): DeflateAcceptance {
  return { kind: "invalid", section, message };
}
