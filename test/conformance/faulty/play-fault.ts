// Plays a case on the loose peer with given faults, in memory and in virtual time.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import type { Role } from "../../../src/protocol/opcodes.js";
import { FakeClock } from "../../fake-clock.js";
import { playInMemory } from "../play-in-memory.js";
import type { FaultSwitches } from "./fault-switches.js";
import { loosePeer } from "./loose-peer.js";

/** The result of `testCase` on a loose peer in `role`. */
export function playFault(testCase: ConformanceCase, role: Role, faults: FaultSwitches): Promise<CaseResult> {
  const clock = new FakeClock();
  return playInMemory(testCase, role, loosePeer(role, faults, clock), { clock });
}
