// A peer in memory that is a few lines on frames: to see what a case sends, and to do what no right peer does.

import type { SeenFrame } from "../../src/conformance/driver/frame-reader.js";
import { answerDeflateOffers, type DeflateOffer } from "../../src/protocol/deflate-negotiation.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { MakePeer } from "./memory-peer.js";
import { type SloppyWire, sloppyPeer } from "./sloppy-peer.js";

/** What it does, once the connection is open; what it does not say, it does not do. */
export interface FramePeer {
  /** Each delivery, as it came. */
  bytes?(bytes: Uint8Array): void;
  frame?(frame: SeenFrame): void;
}

/**
 * Makes peers that open the connection as they should and then do what `make` says.
 *
 * @param deflate - What they offer, or demand of an offer. Default: no permessage-deflate.
 */
export function framePeer(
  role: Role,
  make: (wire: SloppyWire) => FramePeer,
  deflate?: DeflateOffer,
): MakePeer {
  return (connected) => {
    let peer: FramePeer | undefined;
    const hooks = {
      deflateOffer: deflate,
      extensions(offered: string | undefined): string | undefined {
        const answer = deflate === undefined ? undefined : answerDeflateOffers(offered, deflate);
        return answer?.kind === "agreed" ? answer.header : undefined;
      },
      bytes(bytes: Uint8Array, wire: SloppyWire): Uint8Array {
        peer ??= make(wire);
        if (bytes.length > 0) peer.bytes?.(bytes.slice());
        return bytes;
      },
      frame(frame: SeenFrame): boolean {
        peer?.frame?.(frame);
        return true;
      },
    };
    return sloppyPeer(role, hooks)(connected);
  };
}
