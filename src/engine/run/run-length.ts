// How long the parts of a run take by its plan.

import { defaultSessionTimeoutMs } from "../../scenarios/scenario-stage.js";
import type { PlannedPhase } from "../executors/executor.js";
import { executorOf } from "../executors/executors.js";
import { isOpenModel } from "../plan/load-model.js";
import { connectionsOf } from "../plan/plan-run.js";
import type { LoadPlan, RunPlan } from "../plan/run-plan.js";
import type { PhaseFacts } from "./load-facts.js";

const leastOpeningMs = 1_000;
const handshakesPerSecond = 1_000;

/**
 * How long before its start a load opens the connections that it holds, ms: a second, and the time that all their
 * handshakes take. 0 where none are held.
 */
export function openingMs(load: LoadPlan): number {
  const { executor, connect } = load;
  if (executor.kind !== "constant-clients") return 0;
  const { ratePerSecond = handshakesPerSecond } = connect;
  return leastOpeningMs + (1_000 * connectionsOf(load)) / Math.min(ratePerSecond, handshakesPerSecond);
}

/**
 * What each phase really took, when the load's time was over after `endMs`. A schedule ends exactly as planned, however late
 * the timers are; a closed loop goes on until it is stopped.
 */
export function phasesSpent(
  load: LoadPlan,
  phases: readonly PlannedPhase[],
  endMs: number,
): readonly PhaseFacts[] {
  const { executor, warmUpMs } = load;
  const atMostMs = executorOf(executor).durationMs(executor, warmUpMs);
  const lastMs = isOpenModel(load) ? Math.min(endMs, atMostMs) : endMs;
  return phases.map(({ name, fromMs, toMs }) => ({
    name,
    spentMs: Math.max(0, Math.min(toMs, lastMs) - fromMs),
  }));
}

/** From the start to the last load's end, ms; drains not included. */
export function plannedMs({ loads }: RunPlan): number {
  return Math.max(0, ...loads.map(loadEndMs));
}

/** The same with every drain, and the teardown of every script, at its longest. */
export function longestRunMs({ loads }: RunPlan): number {
  return Math.max(0, ...loads.map((load) => loadEndMs(load) + load.gracefulStopMs + teardownMs(load)));
}

/** From the start of the run to the end of a load's arrivals, ms. */
function loadEndMs({ startMs, warmUpMs, executor }: LoadPlan): number {
  return startMs + executorOf(executor).durationMs(executor, warmUpMs);
}

function teardownMs({ work }: LoadPlan): number {
  return work.kind === "script" ? defaultSessionTimeoutMs : 0;
}
