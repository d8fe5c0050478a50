// How a case's connection is opened.

import type { DeflateParameters } from "../protocol/deflate.js";
import type { Role } from "../protocol/opcodes.js";
import type { Inflate } from "./driver/frame-inbox.js";

/** The opening handshake of a case. */
export type Opening =
  /** No subprotocol, no extension. */
  | { readonly kind: "plain" }
  /** The script speaks HTTP by itself: `driver.sendBytes`, `driver.receiveHead`. */
  | { readonly kind: "own" }
  | DeflateOpening;

/** permessage-deflate is offered or answered. */
export interface DeflateOpening {
  readonly kind: "deflate";
  /** The Sec-WebSocket-Extensions that the driver sends as a client. */
  readonly offer: string;
  /** What it answers as a server to the client's Sec-WebSocket-Extensions; `undefined`: no extension. */
  readonly answer: (offered: string) => string | undefined;
  /** How the peer's compressed messages are inflated. Default: as the parameters say, by zlib. */
  readonly makeInflate?: MakeInflate | undefined;
}

/**
 * Makes the inflater of one connection: of the messages of the peer of a driver in `driverRole`.
 *
 * `signal` is aborted when the connection is gone.
 */
export type MakeInflate = (deflate: DeflateParameters, driverRole: Role, signal: AbortSignal) => Inflate;

/** An opening that is the same for every case that has it. */
export type SharedOpening = Exclude<Opening, { kind: "own" }>;

/** The default. */
export const plainOpening: SharedOpening = { kind: "plain" };
