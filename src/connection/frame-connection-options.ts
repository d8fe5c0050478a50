// What a FrameConnection is made from.

import type { Socket } from "node:net";
import type { Clock } from "../clock.js";
import type { DeflateParameters } from "../protocol/deflate.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import type { Role } from "../protocol/opcodes.js";
import type { MaskKeyKind } from "./mask-keys.js";
import type { SocketReads } from "./socket-reads.js";

/** Options of `FrameConnection`. */
export interface FrameConnectionOptions {
  /** A connected socket (net or tls) whose handshake is done; the connection owns it from here on. */
  readonly socket: Socket;
  /** Where the socket's reads arrive, when it was made with `onread`. Default: its `data` events. */
  readonly reads?: SocketReads | undefined;
  readonly role: Role;
  /** The full URL for a client, the request target for a server. */
  readonly url: string;
  /** Default: none agreed. */
  readonly subprotocol?: string | undefined;
  /** As on the wire. Default: none agreed. */
  readonly extensions?: string | undefined;
  /** permessage-deflate as agreed. */
  readonly deflate?: DeflateParameters | undefined;
  /** Bytes that were read past the handshake. The connection may change them. */
  readonly head?: Uint8Array | undefined;
  readonly limits?: Partial<ProtocolLimits> | undefined;
  /** How long the closing handshake and TCP's end may take together, in ms. Default 5,000. */
  readonly closeTimeoutMs?: number | undefined;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
  /** Of a client's frames. Default `random`. A function gives the next key (unsigned 32 bit). */
  readonly maskKeys?: MaskKeyKind | (() => number) | undefined;
}
