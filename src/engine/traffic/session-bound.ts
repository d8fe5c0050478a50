// Whether sessions come to an end by themselves.

import type { TrafficPlan } from "../plan/traffic-plan.js";

/** True where a session ends after a number of messages or a time; otherwise only its executor ends it. */
export function isBounded(plan: TrafficPlan): boolean {
  if (!("session" in plan)) return false;
  const { messages, durationMs } = plan.session;
  return messages !== undefined || durationMs !== undefined;
}
