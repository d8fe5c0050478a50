// A small echo peer, independent of src/protocol, that keeps every rule but those it is told to break.

import type { Clock } from "../../../src/clock.js";
import type { Role } from "../../../src/protocol/opcodes.js";
import type { MakePeer, MemoryPeer, PeerWire } from "../memory-peer.js";
import type { FaultSwitches } from "./fault-switches.js";
import { LooseClient, type LooseTarget } from "./loose-client.js";
import { LooseServer } from "./loose-server.js";
import { meanPeer } from "./mean-peer.js";

/**
 * Makes loose peers in `role`.
 *
 * @param clock - Time for faults that are late: that of the play.
 * @param target - What a client asks for.
 */
export function loosePeer(
  role: Role,
  faults: FaultSwitches,
  clock: Clock,
  target: LooseTarget = { host: "127.0.0.1:9001", target: "/" },
): MakePeer {
  const options = { role, faults, clock };
  let isDown = false;
  return (wire) => {
    if (isDown) return deadPeer(wire);
    const watched: PeerWire = {
      ...wire,
      drop() {
        isDown = faults.staysDown === true;
        wire.drop();
      },
    };
    return meanPeer(options, watched, (other) =>
      role === "server" ? new LooseServer(options, other) : new LooseClient(options, other, target),
    );
  };
}

function deadPeer(wire: PeerWire): MemoryPeer {
  return { connected: () => wire.drop(), receive: () => wire.drop() };
}
