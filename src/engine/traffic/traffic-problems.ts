import type { PlanProblem } from "../plan/plan-problem.js";
import type { LoadPlan } from "../plan/run-plan.js";
import type { TrafficPlan } from "../plan/traffic-plan.js";

export function trafficProblems(_plan: TrafficPlan, _load: LoadPlan): readonly PlanProblem[] {
  return [];
}
