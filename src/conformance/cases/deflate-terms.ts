// How the cases of groups 12 and 13 agree on permessage-deflate: RFC 7692 §7.1, as the reference suite does it.

import { readDeflateParams } from "../../protocol/deflate-params.js";
import { type ExtensionParam, formatExtensions, parseExtensions } from "../../protocol/extensions.js";
import type { DeflateOpening, MakeInflate } from "../opening.js";

/** What the driver demands of the peer. Of itself it never demands anything. */
export interface DeflateTerms {
  readonly noContextTakeover?: boolean | undefined;
  readonly windowBits?: 9 | 15 | undefined;
}

/** The opening of a case: `preferences` in order, the first that the peer can take counts. */
export function openingWith(preferences: readonly DeflateTerms[], makeInflate: MakeInflate): DeflateOpening {
  return {
    kind: "deflate",
    offer: preferences.map(offerOf).join(", "),
    answer: (offered) => answerTo(offered, preferences),
    makeInflate,
  };
}

/** The driver's offer as a client: it can be told both things, and asks the server for `terms`. */
export function offerOf({ noContextTakeover, windowBits }: DeflateTerms): string {
  return format([
    ["client_no_context_takeover", true],
    ["client_max_window_bits", true],
    ...(noContextTakeover ? [["server_no_context_takeover", true] as const] : []),
    ...(windowBits === undefined ? [] : [["server_max_window_bits", `${windowBits}`] as const]),
  ]);
}

/**
 * The driver's answer as a server to all offers of a client: the first offer that the first possible terms fit.
 * `undefined`: none, so that no extension is used.
 *
 * What the client asks of the server is granted. A smaller window is demanded only of a client that says it can be
 * told (§7.1.2.2), and never a larger one than it names; that it keeps no context, of every client.
 */
export function answerTo(offered: string, preferences: readonly DeflateTerms[]): string | undefined {
  const parsed = parseExtensions(offered);
  if (parsed.kind === "malformed") return undefined;
  for (const terms of preferences) {
    for (const { name, params } of parsed.extensions) {
      const answer = name === "permessage-deflate" ? answerToOne(params, terms) : undefined;
      if (answer !== undefined) return answer;
    }
  }
  return undefined;
}

function answerToOne(
  offer: readonly ExtensionParam[],
  { noContextTakeover, windowBits }: DeflateTerms,
): string | undefined {
  const read = readDeflateParams(offer);
  if (read.kind === "invalid") return undefined;
  const { serverNoContextTakeover, serverMaxWindowBits, clientMaxWindowBits } = read.params;
  if (windowBits !== undefined && clientMaxWindowBits === undefined) return undefined;
  const largest = typeof clientMaxWindowBits === "number" ? clientMaxWindowBits : 15;
  return format([
    ...(serverNoContextTakeover ? [["server_no_context_takeover", true] as const] : []),
    ...(serverMaxWindowBits === undefined
      ? []
      : [["server_max_window_bits", `${serverMaxWindowBits}`] as const]),
    ...(noContextTakeover ? [["client_no_context_takeover", true] as const] : []),
    ...(windowBits === undefined
      ? []
      : [["client_max_window_bits", `${Math.min(windowBits, largest)}`] as const]),
  ]);
}

function format(params: readonly ExtensionParam[]): string {
  return formatExtensions([{ name: "permessage-deflate", params }]);
}
