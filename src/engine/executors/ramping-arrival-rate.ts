// ramping-arrival-rate: iterations start at a rate that goes in straight lines (open model).

import type { RampingArrivalRatePlan } from "../plan/executor-plan.js";
import { wholeNumberProblems } from "../plan/number-problems.js";
import { runArrivals } from "./arrival-run.js";
import type { Executor } from "./executor.js";
import { maxClientsOfLoad, phasesProblems, rampRateProblems } from "./plan-numbers.js";
import { countOf, describeRamp, rampDurationMs, rampPhases } from "./planned-phases.js";
import { rampOf } from "./ramp.js";

/** Arrival i, from 0, is due when the integral of the rate begins to exceed i; the start rate is held in the warm-up. */
export const rampingArrivalRate: Executor<RampingArrivalRatePlan> = {
  kind: "ramping-arrival-rate",
  isOpenModel: true,
  problems: ({ startRatePerSecond, phases, maxClients }) => [
    ...rampRateProblems({ startRatePerSecond }),
    ...phasesProblems(phases, { startLevel: startRatePerSecond, target: rampRateProblems }),
    ...wholeNumberProblems({ maxClients }, { least: 1, most: maxClientsOfLoad }),
  ],
  describe: ({ startRatePerSecond, phases, maxClients }) =>
    `${describeRamp(startRatePerSecond, "arrival per second", phases)}, at most ${countOf(maxClients, "client")}`,
  phases: ({ phases }, warmUpMs) => rampPhases(phases, warmUpMs),
  durationMs: ({ phases }, warmUpMs) => rampDurationMs(phases, warmUpMs),
  maxClients: ({ maxClients }) => maxClients,
  run({ startRatePerSecond: startLevel, phases, maxClients }, context) {
    return runArrivals(rampOf({ startLevel, warmUpMs: context.warmUpMs, phases }), maxClients, context);
  },
};
