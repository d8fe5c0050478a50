// What an endpoint refuses its own side.

import { WsrigError } from "../errors.js";

/** `connection-not-open` */
export function notOpen(state: string): WsrigError {
  return new WsrigError("connection-not-open", `the connection is ${state}; must be open to send`);
}

/** `control-payload-too-long` */
export function controlTooLong(bytes: number): WsrigError {
  return new WsrigError(
    "control-payload-too-long",
    `the payload of a control frame takes ${bytes} bytes; at most 125 are allowed`,
  );
}
