// The rules that a client checks in a 101 answer: the list at the end of RFC 6455 §4.1.

import { acceptKeyFor } from "./accept-key.js";
import type { DeflateAcceptance } from "./deflate-negotiation.js";
import type { HttpHeaders } from "./headers.js";
import type { HttpResponseHead } from "./http-head.js";
import { splitList } from "./http-token.js";

/** Which rule of the handshake an answer broke. */
export type UpgradeFaultCode =
  | "bad-http"
  | "bad-upgrade-header"
  | "bad-connection-header"
  | "bad-accept"
  | "bad-subprotocol"
  | "bad-extension";

/** The rule that an answer broke. */
export interface UpgradeFault {
  readonly code: UpgradeFaultCode;
  readonly section: string;
  readonly message: string;
}

/**
 * The first rule that a 101 answer breaks; `undefined` when it keeps them all.
 *
 * @param sent - The headers of the request as they were really sent.
 * @param deflate - What became of the extensions.
 */
export function findUpgradeFault(
  head: HttpResponseHead,
  sent: HttpHeaders,
  deflate: DeflateAcceptance,
): UpgradeFault | undefined {
  const { headers } = head;
  return (
    findHttpFault(head) ??
    findHeaderFault(headers) ??
    findAcceptFault(headers, sent.get("Sec-WebSocket-Key")) ??
    (deflate.kind === "invalid" ? fail("bad-extension", deflate.section, deflate.message) : undefined) ??
    findSubprotocolFault(headers, sent)
  );
}

function findHttpFault({ httpVersion }: HttpResponseHead): UpgradeFault | undefined {
  if (httpVersion !== "1.0" && !httpVersion.startsWith("0.")) return undefined;
  return fail("bad-http", "RFC 6455 §4.2.2", `the answer is HTTP/${httpVersion}; must be HTTP/1.1`);
}

function findHeaderFault(headers: HttpHeaders): UpgradeFault | undefined {
  const upgrade = headers.get("Upgrade");
  if (upgrade?.toLowerCase() !== "websocket") {
    return fail("bad-upgrade-header", "RFC 6455 §4.1", `Upgrade is ${shown(upgrade)}; must be "websocket"`);
  }
  if (headers.tokens("Connection").includes("upgrade")) return undefined;
  const connection = shown(headers.get("Connection"));
  return fail("bad-connection-header", "RFC 6455 §4.1", `Connection is ${connection}; must have "Upgrade"`);
}

function findAcceptFault(headers: HttpHeaders, key: string | undefined): UpgradeFault | undefined {
  const accept = headers.get("Sec-WebSocket-Accept");
  if (key === undefined) {
    return fail("bad-accept", "RFC 6455 §4.2.1", "the server accepts a request without Sec-WebSocket-Key");
  }
  const expected = acceptKeyFor(key);
  if (accept === expected) return undefined;
  return fail(
    "bad-accept",
    "RFC 6455 §4.1",
    `Sec-WebSocket-Accept is ${shown(accept)}; must be "${expected}"`,
  );
}

function findSubprotocolFault(headers: HttpHeaders, sent: HttpHeaders): UpgradeFault | undefined {
  const chosen = headers.getAll("Sec-WebSocket-Protocol");
  if (chosen.length > 1) {
    return fail("bad-subprotocol", "RFC 6455 §11.3.4", "Sec-WebSocket-Protocol occurs twice in the answer");
  }
  const [name] = chosen;
  const offered = splitList(sent.get("Sec-WebSocket-Protocol") ?? "");
  if (name === undefined || offered.includes(name)) return undefined;
  const message = `the server chose subprotocol ${shown(name)}, which was not requested`;
  return fail("bad-subprotocol", "RFC 6455 §4.1", message);
}

function fail(code: UpgradeFaultCode, section: string, message: string): UpgradeFault {
  return { code, section, message };
}

function shown(value: string | undefined): string {
  return value === undefined ? "missing" : JSON.stringify(value.slice(0, 200));
}
