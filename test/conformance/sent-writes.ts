// What a case sends to a peer that never answers: write by write, with the virtual time of each.

import type { ConformanceCase } from "../../src/conformance/case.js";
import type { Role } from "../../src/protocol/opcodes.js";
import { FakeClock } from "../fake-clock.js";
import { toHex } from "../protocol/hex.js";
import { framePeer } from "./frame-peer.js";
import { playInMemory } from "./play-in-memory.js";

/** Each write after the opening handshake: `"1000 ms: 88 02 03 e9"`. To a client nothing is masked. */
export async function sentWrites(testCase: ConformanceCase, peerRole: Role = "client"): Promise<string[]> {
  const clock = new FakeClock();
  const writes: string[] = [];
  const recorder = framePeer(peerRole, () => ({
    bytes: (bytes) => writes.push(`${clock.nowUs() / 1_000} ms: ${toHex(bytes)}`),
  }));
  await playInMemory(testCase, peerRole, recorder, { clock });
  return writes;
}

/** The case of the catalogue or table with that id. */
export function caseNamed(cases: readonly ConformanceCase[], id: string): ConformanceCase {
  const found = cases.find((testCase) => testCase.id === id);
  if (found === undefined) throw new Error(`there is no case ${id}`);
  return found;
}
