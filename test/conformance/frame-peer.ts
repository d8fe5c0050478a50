// A peer in memory that is a few lines on frames: to see what a case sends, and to do what no right peer does.

import type { SeenFrame } from "../../src/conformance/driver/frame-reader.js";
import type { Role } from "../../src/protocol/opcodes.js";
import type { MakePeer } from "./memory-peer.js";
import { type SloppyWire, sloppyPeer } from "./sloppy-peer.js";

/** What it does, once the connection is open; what it does not say, it does not do. */
export interface FramePeer {
  /** Each delivery, as it came. */
  bytes?(bytes: Uint8Array): void;
  frame?(frame: SeenFrame): void;
}

/** Makes peers that open the connection as they should and then do what `make` says. */
export function framePeer(role: Role, make: (wire: SloppyWire) => FramePeer): MakePeer {
  return (connected) => {
    let peer: FramePeer | undefined;
    const hooks = {
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
