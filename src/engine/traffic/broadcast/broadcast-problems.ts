// What is wrong with the plan of a broadcast, beyond what it shares with others.

import { wholeNumberProblems } from "../../plan/number-problems.js";
import type { PlanProblem } from "../../plan/plan-problem.js";
import type { LoadPlan } from "../../plan/run-plan.js";
import type { BroadcastPlan, PayloadPlan } from "../../plan/traffic-plan.js";
import { sizeRange } from "../payload/payload-size.js";
import { broadcastHeaderBytes } from "./broadcast-header.js";

/** All mistakes; paths are relative to the plan. */
export function broadcastProblems(plan: BroadcastPlan, load: LoadPlan): readonly PlanProblem[] {
  return [...publisherProblems(plan, load), ...payloadProblems(plan.message.payload)];
}

function publisherProblems(
  { publishers, connectionsPerClient }: BroadcastPlan,
  { executor }: LoadPlan,
): readonly PlanProblem[] {
  const wrong = wholeNumberProblems({ publishers }, { least: 1 });
  if (wrong.length > 0 || executor.kind !== "constant-clients") return wrong;
  const connections = executor.clients * connectionsPerClient;
  if (!(publishers >= connections)) return [];
  const message = `publishers is ${publishers}; must be less than the ${connections} connections, so that one only listens`;
  return [{ path: "publishers", message }];
}

function payloadProblems(payload: PayloadPlan): readonly PlanProblem[] {
  const path = "message.payload";
  if (payload.kind === "template") {
    const message = `kind is template; must be generated, since a message begins with ${broadcastHeaderBytes} digits that its receivers time it by`;
    return [{ path: `${path}.kind`, message }];
  }
  const { minBytes } = sizeRange(payload.size);
  // A size that is no number is told elsewhere.
  if (!(minBytes < broadcastHeaderBytes)) return [];
  const message = `size can be ${minBytes} bytes; must be at least ${broadcastHeaderBytes}, for the digits that receivers time a message by`;
  return [{ path: `${path}.size`, message }];
}
