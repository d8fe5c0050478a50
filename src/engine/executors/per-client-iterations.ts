// per-client-iterations: a number of iterations by each client (closed model).

import { formatMs } from "../../units.js";
import type { PerClientIterationsPlan } from "../plan/executor-plan.js";
import type { Executor } from "./executor.js";
import { runLoops } from "./loop-run.js";
import { countedLoopProblems } from "./plan-numbers.js";
import { countOf, steadyPhases } from "./planned-phases.js";

/** Iterations are numbered per client. No run has a warm-up with it, as `planRun` refuses one. */
export const perClientIterations: Executor<PerClientIterationsPlan> = {
  kind: "per-client-iterations",
  isOpenModel: false,
  problems: countedLoopProblems,
  describe: ({ clients, iterations, maxDurationMs }) =>
    `${countOf(iterations, "iteration")} by each of ${countOf(clients, "client")}, in at most ${formatMs(maxDurationMs)}`,
  phases: (_plan, warmUpMs) => steadyPhases(warmUpMs),
  durationMs: ({ maxDurationMs }, warmUpMs) => warmUpMs + maxDurationMs,
  maxClients: ({ clients }) => clients,
  run: ({ clients, iterations, maxDurationMs: durationMs }, context) =>
    runLoops({
      context,
      clients,
      durationMs,
      next: (index) => (index < iterations ? { index } : undefined),
    }),
};
