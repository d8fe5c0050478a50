// What a connection refuses its own side, whoever does the framing.

import { WsrigError } from "../errors.js";
import { isWireCloseCode, maySendCloseCode } from "./close-codes.js";
import type { Role } from "./opcodes.js";

/** `connection-not-open` */
export function notOpen(state: string): WsrigError {
  return new WsrigError("connection-not-open", `the connection is ${state}; must be open to send`);
}

/** RFC 6455 §5.5. @throws WsrigError `control-payload-too-long` */
export function assertControlPayload({ length }: Uint8Array): void {
  if (length <= 125) return;
  throw new WsrigError(
    "control-payload-too-long",
    `the payload of a control frame takes ${length} bytes; at most 125 are allowed`,
  );
}

/** RFC 6455 §7.4. @throws WsrigError `close-code-invalid` */
export function assertCloseCode(code: number | undefined, role: Role): void {
  if (code === undefined || maySendCloseCode(code, role)) return;
  const rule = isWireCloseCode(code)
    ? "only a client may send it"
    : "must be 1000-1003, 1007-1014 or 3000-4999";
  throw new WsrigError("close-code-invalid", `close code ${code} may not be sent by a ${role}; ${rule}`);
}
