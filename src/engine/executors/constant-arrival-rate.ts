// constant-arrival-rate: iterations start at a fixed rate, whatever earlier ones do (open model).

import { formatMs } from "../../units.js";
import type { ConstantArrivalRatePlan } from "../plan/executor-plan.js";
import { wholeNumberProblems } from "../plan/number-problems.js";
import { runArrivals } from "./arrival-run.js";
import type { Executor } from "./executor.js";
import { durationProblems, maxClientsOfLoad, rateProblems } from "./plan-numbers.js";
import { countOf, steadyPhases } from "./planned-phases.js";
import { flatRamp } from "./ramp.js";

/** Arrival i, from 0, is due `i / ratePerSecond` seconds after the start of the load; those of the warm-up count. */
export const constantArrivalRate: Executor<ConstantArrivalRatePlan> = {
  kind: "constant-arrival-rate",
  isOpenModel: true,
  problems: ({ ratePerSecond, durationMs, maxClients }) => [
    ...rateProblems({ ratePerSecond }),
    ...durationProblems({ durationMs }),
    ...wholeNumberProblems({ maxClients }, { least: 1, most: maxClientsOfLoad }),
  ],
  describe: ({ ratePerSecond, durationMs, maxClients }) =>
    `${countOf(ratePerSecond, "arrival per second")} for ${formatMs(durationMs)}, at most ${countOf(maxClients, "client")}`,
  phases: (_plan, warmUpMs) => steadyPhases(warmUpMs),
  durationMs: ({ durationMs }, warmUpMs) => warmUpMs + durationMs,
  maxClients: ({ maxClients }) => maxClients,
  run: ({ ratePerSecond, durationMs, maxClients }, context) =>
    runArrivals(flatRamp(ratePerSecond, context.warmUpMs + durationMs), maxClients, context),
};
