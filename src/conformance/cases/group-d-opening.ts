// How cases of group D agree on permessage-deflate, and what they do where the peer does not: RFC 7692 §7.1.

import { readDeflateParams } from "../../protocol/deflate-params.js";
import { formatExtensions, parseExtensions } from "../../protocol/extensions.js";
import type { Driver } from "../driver/driver.js";
import type { DeflateOpening, MakeInflate } from "../opening.js";

/** What a case asks of the agreement, beside permessage-deflate itself. */
export interface DeflateWish {
  /** Parameters that the driver offers to a server. */
  readonly offered?: string | undefined;
  /** Parameters that the driver adds to its answer to a client. */
  readonly answered?: string | undefined;
  /** Whether the answer needs a client that offers client_max_window_bits; else no extension is agreed on. */
  readonly needsClientWindow?: boolean | undefined;
  readonly makeInflate?: MakeInflate | undefined;
}

/** An opening with permessage-deflate as the wish says. */
export function deflateOpening(wish: DeflateWish = {}): DeflateOpening {
  return {
    kind: "deflate",
    offer: ["permessage-deflate", wish.offered].filter((part) => part !== undefined).join("; "),
    answer: (offered) => answerOffer(offered, wish),
    makeInflate: wish.makeInflate,
  };
}

/** The parameters of the first valid offer of permessage-deflate. */
export function firstOffer(
  offered: string,
): Extract<ReturnType<typeof readDeflateParams>, { kind: "valid" }>["params"] | undefined {
  const parsed = parseExtensions(offered);
  if (parsed.kind === "malformed") return undefined;
  for (const { name, params } of parsed.extensions) {
    const read = name === "permessage-deflate" ? readDeflateParams(params) : undefined;
    if (read?.kind === "valid") return read.params;
  }
  return undefined;
}

/** Whether the driver may refer to earlier messages in what it sends. */
export function takesContextOver({ deflate, role }: Driver): boolean {
  if (deflate === undefined) return false;
  return !(role === "client" ? deflate.clientNoContextTakeover : deflate.serverNoContextTakeover);
}

/** Base-two logarithm of the window that the driver may use in what it sends. */
export function sentWindowBits({ deflate, role }: Driver): number {
  return (role === "client" ? deflate?.clientMaxWindowBits : deflate?.serverMaxWindowBits) ?? 0;
}

/** Ends a case for which the peer does not agree on what it needs. */
export function concludeUnimplemented(driver: Driver, reason: string): void {
  driver.conclude("UNIMPLEMENTED", reason);
  driver.close(1000);
}

/** Plays `script` where permessage-deflate was agreed on. */
export function whereAgreed(script: (driver: Driver) => void | Promise<void>) {
  return async (driver: Driver): Promise<void> => {
    if (driver.deflate === undefined) {
      concludeUnimplemented(driver, "The peer does not agree on permessage-deflate.");
      return;
    }
    await script(driver);
  };
}

function answerOffer(offered: string, { answered, needsClientWindow }: DeflateWish): string | undefined {
  const offer = firstOffer(offered);
  if (offer === undefined) return undefined;
  if (needsClientWindow === true && offer.clientMaxWindowBits === undefined) return undefined;
  const wished = new Map(parsedParams(answered).map(([name, value]) => [name, value] as const));
  if (offer.serverNoContextTakeover) wished.set("server_no_context_takeover", true);
  const bits = offer.serverMaxWindowBits;
  if (bits !== undefined) {
    const wishedBits = Number(wished.get("server_max_window_bits") ?? bits);
    wished.set("server_max_window_bits", `${Math.min(bits, wishedBits)}`);
  }
  return formatExtensions([{ name: "permessage-deflate", params: [...wished] }]);
}

function parsedParams(params: string | undefined): readonly (readonly [string, string | true])[] {
  const parsed = parseExtensions(`permessage-deflate${params === undefined ? "" : `; ${params}`}`);
  return parsed.kind === "parsed" ? (parsed.extensions[0]?.params ?? []) : [];
}
