// shared-iterations: a number of iterations in all, done by clients as they are free (closed model).

import { formatMs } from "../../units.js";
import type { SharedIterationsPlan } from "../plan/executor-plan.js";
import type { Executor } from "./executor.js";
import { runLoops } from "./loop-run.js";
import { countedLoopProblems } from "./plan-numbers.js";
import { countOf, steadyPhases } from "./planned-phases.js";
import { workOf } from "./share-split.js";

/**
 * Iterations are numbered over all workers, and each worker has its own of them from the start. No run has a warm-up with
 * it, as `planRun` refuses one: iterations are counted, not timed.
 */
export const sharedIterations: Executor<SharedIterationsPlan> = {
  kind: "shared-iterations",
  isOpenModel: false,
  problems: countedLoopProblems,
  describe: ({ clients, iterations, maxDurationMs }) =>
    `${countOf(iterations, "iteration")} shared by ${countOf(clients, "client")}, in at most ${formatMs(maxDurationMs)}`,
  phases: (_plan, warmUpMs) => steadyPhases(warmUpMs),
  durationMs: ({ maxDurationMs }, warmUpMs) => warmUpMs + maxDurationMs,
  maxClients: ({ clients }) => clients,
  run({ clients, iterations, maxDurationMs: durationMs }, context) {
    const numbers = workOf(context.share, clients);
    return runLoops({
      context,
      clients,
      durationMs,
      next() {
        const { value: index } = numbers.next();
        return index !== undefined && index < iterations ? { index } : undefined;
      },
    });
  },
};
