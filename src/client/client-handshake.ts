// What a client keeps of a dial.

import type { DialResult } from "./dial.js";
import type { ClientHandshake } from "./web-socket-events.js";

/** @param requestHead - As it was sent; `undefined` when it was not. */
export function handshakeOf(result: DialResult, requestHead: string | undefined): ClientHandshake {
  const { timings } = result;
  if (result.kind === "open") {
    return { timings, requestHead, response: { statusText: "Switching Protocols", ...result.response } };
  }
  const { step, response } = result.failure;
  return { timings, failedStep: step, requestHead, ...(response && { response }) };
}
