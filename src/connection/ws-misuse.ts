// Mistakes of the caller under the names that the driver "frame" has for them, before `ws` throws its own errors.

import { WsrigError } from "../errors.js";

/** The error for what `ws` cannot do. */
export function unsupportedByWs(what: string): WsrigError {
  return new WsrigError("driver-unsupported", `the driver "ws" cannot ${what}`, {
    hint: "Use the driver frame.",
  });
}

/** @throws WsrigError `fragment-size-invalid` */
export function assertFragmentBytes(fragmentBytes: number): void {
  if (Number.isInteger(fragmentBytes) && fragmentBytes > 0) return;
  throw new WsrigError("fragment-size-invalid", `fragmentBytes is ${fragmentBytes}; must be an integer > 0`);
}
