import type { TrafficPlan } from "../plan/traffic-plan.js";

export function describeTraffic(plan: TrafficPlan): string {
  return plan.kind;
}
export function hasDueTimes(plan: TrafficPlan): boolean {
  return "schedule" in plan && plan.schedule.kind === "open";
}
