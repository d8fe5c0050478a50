// How long to wait before connecting again.

import type { Random } from "../../random.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import type { BackoffPlan } from "../plan/traffic-plan.js";

/**
 * The wait before attempt `attempt` (from 0), in ms: `min(maxMs, baseMs * factor ^ attempt)`, of which the share `jitter` is
 * random. So with a jitter of 0.5 it lies between half of that and all of it, with 1 between 0 and all of it.
 *
 * @param random - Drawn from once, also without jitter.
 */
export function backoffMs(plan: BackoffPlan, attempt: number, random: Random): number {
  const { baseMs, factor, maxMs, jitter } = plan;
  // A factor to a high power is infinite, which the maximum bounds, unless it is multiplied by 0.
  const fullMs = baseMs === 0 ? 0 : Math.min(maxMs, baseMs * factor ** attempt);
  return fullMs * (1 - jitter * (1 - random.next()));
}

/** All mistakes of `plan`; paths begin with `path`. */
export function backoffProblems(plan: BackoffPlan, path: string): readonly PlanProblem[] {
  const { baseMs, factor, maxMs, jitter } = plan;
  const told: [isWrong: boolean, name: keyof BackoffPlan, rule: string][] = [
    [!(Number.isFinite(baseMs) && baseMs >= 0), "baseMs", "0 or more"],
    [!(Number.isFinite(factor) && factor >= 1), "factor", "1 or more"],
    [!(Number.isFinite(maxMs) && maxMs >= baseMs), "maxMs", `at least baseMs, ${baseMs}`],
    [!(jitter >= 0 && jitter <= 1), "jitter", "from 0 to 1"],
  ];
  return told
    .filter(([isWrong]) => isWrong)
    .map(([, name, rule]) => ({
      path: `${path}.${name}`,
      message: `${name} is ${plan[name]}; must be ${rule}`,
    }));
}
