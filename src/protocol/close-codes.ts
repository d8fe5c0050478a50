// Close codes, RFC 6455 §7.4 and the IANA registry of WebSocket close code numbers.

import type { Role } from "./opcodes.js";

/** The registered close codes by name. 1004 is reserved without a meaning; 1005, 1006 and 1015 never stand on the wire. */
export const CloseCode = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  noStatus: 1005,
  abnormal: 1006,
  invalidPayload: 1007,
  policyViolation: 1008,
  messageTooBig: 1009,
  mandatoryExtension: 1010,
  internalError: 1011,
  serviceRestart: 1012,
  tryAgainLater: 1013,
  badGateway: 1014,
  tlsHandshake: 1015,
} as const;
export type CloseCode = (typeof CloseCode)[keyof typeof CloseCode];

/** Whether `code` may stand in a close frame: 1000-1003, 1007-1014, 3000-4999 (§7.4.1, §7.4.2, IANA). */
export function isWireCloseCode(code: number): boolean {
  if (!Number.isInteger(code)) return false;
  return (
    (code >= CloseCode.normal && code <= CloseCode.unsupportedData) ||
    (code >= CloseCode.invalidPayload && code <= CloseCode.badGateway) ||
    (code >= 3000 && code <= 4999)
  );
}

/**
 * Whether an endpoint in `role` may send `code`.
 *
 * §7.4.1: 1010 is the client's; a server fails the opening handshake instead. What a peer sends is judged by
 * {@link isWireCloseCode} alone, since the RFC names no way to fail a server that sends 1010.
 */
export function maySendCloseCode(code: number, role: Role): boolean {
  return isWireCloseCode(code) && (code !== CloseCode.mandatoryExtension || role === "client");
}

/** What `code` is called: a name of {@link CloseCode}, or the range that it lies in. */
export function closeCodeName(code: number): string {
  for (const [name, value] of Object.entries(CloseCode)) if (value === code) return name;
  if (code >= 3000 && code <= 3999) return "registered by libraries";
  if (code >= 4000 && code <= 4999) return "private use";
  return "reserved";
}
