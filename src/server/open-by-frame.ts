// A granted upgrade becomes a connection on wsrig's own framing.

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Clock } from "../clock.js";
import { FrameConnection } from "../connection/frame-connection.js";
import type { ProtocolLimits } from "../protocol/limits.js";
import { buildUpgradeResponse } from "../protocol/server-handshake.js";
import type { AcceptedUpgrade } from "./upgrade-decision.js";

/** A request whose upgrade was granted, and the socket that now belongs to whoever frames. */
export interface GrantedUpgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** Bytes read past the request. */
  readonly head: Buffer;
  readonly upgrade: AcceptedUpgrade;
}

/** Options of {@link openByFrame}. */
export interface OpenByFrameOptions {
  /** More headers of the answer. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly limits: Partial<ProtocolLimits>;
  /** Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** Answers 101 (RFC 6455 §4.2.2) and makes the connection, which does not read before it has a listener. */
export function openByFrame(
  { request, socket, head, upgrade }: GrantedUpgrade,
  { headers, limits, clock }: OpenByFrameOptions,
): FrameConnection {
  socket.write(buildUpgradeResponse(upgrade, headers));
  return new FrameConnection({
    socket: socket as Socket, // node:http hands out the net.Socket or tls.TLSSocket itself
    role: "server",
    url: request.url ?? "/",
    subprotocol: upgrade.subprotocol,
    extensions: upgrade.extensions,
    deflate: upgrade.deflate,
    head,
    limits,
    clock,
  });
}
