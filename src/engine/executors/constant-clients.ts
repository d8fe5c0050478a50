// constant-clients: a number of clients, each running one iteration after another, for a time (closed model).

import { formatMs } from "../../units.js";
import type { ConstantClientsPlan } from "../plan/executor-plan.js";
import { wholeNumberProblems } from "../plan/number-problems.js";
import type { Executor } from "./executor.js";
import { runLoops } from "./loop-run.js";
import { durationProblems, maxClientsOfLoad } from "./plan-numbers.js";
import { countOf, steadyPhases } from "./planned-phases.js";

/** All clients start at once and go on until the time is over; when all are spent, it is over for them. */
export const constantClients: Executor<ConstantClientsPlan> = {
  kind: "constant-clients",
  isOpenModel: false,
  problems: ({ clients, durationMs }) => [
    ...wholeNumberProblems({ clients }, { least: 1, most: maxClientsOfLoad }),
    ...durationProblems({ durationMs }),
  ],
  describe: ({ clients, durationMs }) => `${countOf(clients, "client")} for ${formatMs(durationMs)}`,
  phases: (_plan, warmUpMs) => steadyPhases(warmUpMs),
  durationMs: ({ durationMs }, warmUpMs) => warmUpMs + durationMs,
  maxClients: ({ clients }) => clients,
  run: ({ clients, durationMs }, context) =>
    runLoops({ context, clients, durationMs, next: (index) => ({ index }) }),
};
