// Mistakes of the caller under the names that the driver "frame" has for them, before `ws` throws its own errors.

import { WsrigError } from "../errors.js";
import { maySendCloseCode } from "../protocol/close-codes.js";
import { encodeClosePayload } from "../protocol/close-payload.js";
import type { Role } from "../protocol/opcodes.js";

/** The error for what `ws` cannot do. */
export function unsupportedByWs(what: string): WsrigError {
  return new WsrigError("driver-unsupported", `the driver "ws" cannot ${what}`, {
    hint: "Use the driver frame.",
  });
}

/** @throws WsrigError `control-payload-too-long` */
export function assertControlPayload(payload: Uint8Array | undefined): void {
  if (payload === undefined || payload.length <= 125) return;
  throw new WsrigError(
    "control-payload-too-long",
    `the payload of a control frame takes ${payload.length} bytes; at most 125 are allowed`,
  );
}

/** @throws WsrigError `fragment-size-invalid` */
export function assertFragmentBytes(fragmentBytes: number): void {
  if (Number.isInteger(fragmentBytes) && fragmentBytes > 0) return;
  throw new WsrigError("fragment-size-invalid", `fragmentBytes is ${fragmentBytes}; must be an integer > 0`);
}

/** @throws WsrigError `close-code-invalid`, `close-reason-too-long`, `close-reason-without-code` */
export function assertClose(role: Role, code: number | undefined, reason: string | undefined): void {
  if (code !== undefined && !maySendCloseCode(code, role)) {
    throw new WsrigError(
      "close-code-invalid",
      `close code ${code} may not be sent by a ${role}; must be 1000-1003, 1007-1014 or 3000-4999`,
    );
  }
  encodeClosePayload(code, reason);
}
