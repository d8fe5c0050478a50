// The scenarios that come with wsrig, in the order in which `check` runs them.

import { binaryScenario } from "./builtin/binary.js";
import { broadcastScenario } from "./builtin/broadcast.js";
import { closeCodesScenario } from "./builtin/close-codes.js";
import { concurrentClientsScenario } from "./builtin/concurrent-clients.js";
import { fragmentedScenario } from "./builtin/fragmented.js";
import { handshakeScenario } from "./builtin/handshake.js";
import { pingPongScenario } from "./builtin/ping-pong.js";
import { textScenario } from "./builtin/text.js";
import type { Scenario } from "./scenario.js";

/**
 * All of them. What a target cannot be known to offer is not applicable there, with the reason,
 * unless the run says that the user named the scenario.
 */
export function builtinScenarios(): readonly Scenario[] {
  return [
    handshakeScenario,
    textScenario,
    binaryScenario,
    fragmentedScenario,
    pingPongScenario,
    closeCodesScenario,
    concurrentClientsScenario,
    broadcastScenario,
  ];
}
