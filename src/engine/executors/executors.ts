// Finds the executor of a plan.

import type { ExecutorKind, ExecutorPlan } from "../plan/executor-plan.js";
import { constantArrivalRate } from "./constant-arrival-rate.js";
import { constantClients } from "./constant-clients.js";
import type { Executor } from "./executor.js";
import { perClientIterations } from "./per-client-iterations.js";
import { rampingArrivalRate } from "./ramping-arrival-rate.js";
import { rampingClients } from "./ramping-clients.js";
import { sharedIterations } from "./shared-iterations.js";

/** All kinds, closed models first. */
export const executorKinds: readonly ExecutorKind[] = [
  constantClients.kind,
  rampingClients.kind,
  sharedIterations.kind,
  perClientIterations.kind,
  constantArrivalRate.kind,
  rampingArrivalRate.kind,
];

/** The executor that runs plans of this kind; give it no plan of another kind. */
export function executorOf({ kind }: ExecutorPlan): Executor<ExecutorPlan> {
  switch (kind) {
    case "constant-clients":
      return constantClients;
    case "ramping-clients":
      return rampingClients;
    case "constant-arrival-rate":
      return constantArrivalRate;
    case "ramping-arrival-rate":
      return rampingArrivalRate;
    case "shared-iterations":
      return sharedIterations;
    case "per-client-iterations":
      return perClientIterations;
    default:
      return kind satisfies never;
  }
}
