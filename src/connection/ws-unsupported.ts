// What only our own framing can do.

import { WsrigError } from "../errors.js";

/** The error for what `ws` cannot do. */
export function unsupportedByWs(what: string): WsrigError {
  return new WsrigError("driver-unsupported", `the driver "ws" cannot ${what}`, {
    hint: "Use the driver frame.",
  });
}
