// shared-iterations: a number of iterations in all, done by clients as they are free (closed model).

import { formatMs } from "../../units.js";
import type { SharedIterationsPlan } from "../plan/executor-plan.js";
import { wholeNumberProblems } from "../plan/number-problems.js";
import type { Executor } from "./executor.js";
import { runLoops } from "./loop-run.js";
import { durationProblems, maxClientsOfLoad } from "./plan-numbers.js";
import { countOf, steadyPhases } from "./planned-phases.js";
import { workOf } from "./share-split.js";

/**
 * Iterations are numbered over all workers, and each worker has its own of them from the start. Those begun in the warm-up
 * count too: with a warm-up, `iterations` is still what is run in all. The time bound begins after the warm-up.
 */
export const sharedIterations: Executor<SharedIterationsPlan> = {
  kind: "shared-iterations",
  isOpenModel: false,
  problems: ({ clients, iterations, maxDurationMs }) => [
    ...wholeNumberProblems({ clients }, { least: 1, most: maxClientsOfLoad }),
    ...wholeNumberProblems({ iterations }, { least: 1 }),
    ...durationProblems({ maxDurationMs }),
  ],
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
