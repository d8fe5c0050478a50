// What a case sends once the connection is open, to a peer that says nothing: in spaced hexadecimal.

import type { ConformanceCase } from "../../src/conformance/case.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { playInMemory } from "./play-in-memory.js";
import { sloppyPeer } from "./sloppy-peer.js";

/**
 * The bytes of the first turns, before the peer's silence makes the driver close or end; masked with 37 fa 21 3d.
 *
 * @param extensions - What the peer answers to an offer of extensions, as a server.
 */
export async function sentBytes(testCase: ConformanceCase, role: Role, extensions?: string): Promise<string> {
  const deliveries: Uint8Array[] = [];
  const silent = sloppyPeer(role, {
    bytes(bytes) {
      deliveries.push(new Uint8Array(bytes));
      return new Uint8Array(0);
    },
    extensions: () => extensions,
    deflateOffer: extensions === undefined ? undefined : { clientMaxWindowBits: true },
  });
  let untilTimePasses: string | undefined;
  await playInMemory(testCase, role, silent, {
    timeMoves: () => {
      untilTimePasses ??= spaced(Buffer.concat(deliveries));
    },
  });
  return untilTimePasses ?? spaced(Buffer.concat(deliveries));
}

function spaced(bytes: Buffer): string {
  return bytes.toString("hex").replaceAll(/(..)(?=.)/g, "$1 ");
}
