// The two codes that can frame for the reference server, behind one function each.

import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type ServerOptions, WebSocketServer as WsServer } from "ws";
import type { Clock } from "../clock.js";
import type { Connection } from "../connection/connection.js";
import { WsConnection } from "../connection/ws-connection.js";
import { defaultLimits } from "../protocol/limits.js";
import { type GrantedUpgrade, openByFrame } from "./open-by-frame.js";
import type { AcceptedUpgrade } from "./upgrade-decision.js";

/** Limits of an engine's connections. `maxFragments` is Infinity for none. */
export interface EngineOptions {
  readonly maxMessageBytes: number;
  readonly maxFragments: number;
  readonly clock: Clock;
}

/** Answers 101 and makes the connection. */
export interface UpgradeEngine {
  /** `opened` is called once at most: not at all when the peer has gone in the meantime. */
  open(granted: GrantedUpgrade, opened: (connection: Connection) => void): void;
}

/** Framing by wsrig itself. */
export function frameEngine({ maxMessageBytes, maxFragments, clock }: EngineOptions): UpgradeEngine {
  const limits = { maxMessageBytes, maxFrameBytes: maxMessageBytes, maxFragments };
  return {
    open(granted, opened) {
      const { socket } = granted;
      if (socket.readable && socket.writable) opened(openByFrame(granted, { limits, clock }));
      else socket.destroy();
    },
  };
}

/** Framing by the `ws` package, which is given only what our own handshake has agreed to. */
export function wsEngine({ maxMessageBytes, maxFragments, clock }: EngineOptions): UpgradeEngine {
  const agreed = new WeakMap<IncomingMessage, AcceptedUpgrade>();
  // Of a later version of `ws` than its types know: both as our own framing, which gives a peer 5 s to answer a close frame.
  const newer = { closeTimeout: 5_000, maxPendingAutoPongs: defaultLimits.maxQueuedControlFrames };
  const options: ServerOptions = {
    ...newer,
    noServer: true,
    clientTracking: false,
    maxPayload: maxMessageBytes,
    maxFragments: Number.isFinite(maxFragments) ? maxFragments : 0, // 0 is no limit
    perMessageDeflate: { threshold: 0 }, // as our own framing: every message, once it was agreed
    handleProtocols: (_offered, request) => agreed.get(request)?.subprotocol || false,
  };
  const server = new WsServer(options);
  return {
    open({ request, socket, head, upgrade }, opened) {
      const granted = withoutSmallestWindow(upgrade);
      agreed.set(request, granted);
      // `ws` answers an offer with the offer itself, so that offering what we agreed to makes its answer ours. Without
      // one it neither compresses nor refuses what it cannot read.
      if (granted.extensions === "") delete request.headers["sec-websocket-extensions"];
      else request.headers["sec-websocket-extensions"] = granted.extensions;
      server.handleUpgrade(request, socket, head, (webSocket) => {
        opened(
          new WsConnection(webSocket, {
            role: "server",
            url: request.url ?? "/",
            extensions: granted.extensions,
            tcp: socket as Socket,
            clock,
          }),
        );
      });
    },
  };
}

/**
 * Declines to compress with a window of 256 bytes: zlib deflates raw with 9 bits when it is asked for 8, and `ws` would send
 * what the client cannot inflate.
 */
function withoutSmallestWindow(upgrade: AcceptedUpgrade): AcceptedUpgrade {
  if (upgrade.deflate?.serverMaxWindowBits !== 8) return upgrade;
  return { ...upgrade, extensions: "", deflate: undefined };
}
