// Plays a case on the loose peer with given faults, in memory and in virtual time.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import { makeCatalogue } from "../../../src/conformance/catalogue.js";
import { ZlibShare } from "../../../src/conformance/deflate/zlib-share.js";
import type { Role } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";
import { playInMemory } from "../play-in-memory.js";
import type { FaultSwitches } from "./fault-switches.js";
import { loosePeer } from "./loose-peer.js";

const zlibShare = new ZlibShare();

/** Every case, with few messages where the reference suite sends a thousand: a fault shows in the first of them. */
export const faultCases: readonly ConformanceCase[] = makeCatalogue({
  deflateMessages: 3,
  roundTrips: 3,
  zlibShare,
});

/** The cases of peers in `role`. */
export function casesOf(role: Role): readonly ConformanceCase[] {
  return faultCases.filter(({ peers }) => peers.includes(role));
}

/** The result of `testCase` on a loose peer in `role`. */
export function playFault(testCase: ConformanceCase, role: Role, faults: FaultSwitches): Promise<CaseResult> {
  const clock = new FakeClock();
  const isBusy = (): boolean => zlibShare.underWay > 0;
  return playInMemory(testCase, role, loosePeer(role, faults, clock), { clock, isBusy });
}
