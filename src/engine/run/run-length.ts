// How long a run may take by its plan.

import { executorOf } from "../executors/executors.js";
import type { LoadPlan, RunPlan } from "../plan/run-plan.js";

/** From the start of the run to the end of a load's arrivals, ms. */
export function loadEndMs({ startMs, warmUpMs, executor }: LoadPlan): number {
  return startMs + executorOf(executor).durationMs(executor, warmUpMs);
}

/** From the start to the last load's end, ms; drains not included. */
export function plannedMs({ loads }: RunPlan): number {
  return Math.max(0, ...loads.map(loadEndMs));
}

/** The same with every drain at its longest. */
export function longestRunMs({ loads }: RunPlan): number {
  return Math.max(0, ...loads.map((load) => loadEndMs(load) + load.gracefulStopMs));
}
