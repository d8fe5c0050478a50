// The plan of loads as a report keeps it: everything but what may hold secrets.

import type { RunPlan } from "../../engine/plan/run-plan.js";

/**
 * The plan as data.
 *
 * @param dial - How connections were opened, in words: the options themselves hold keys and certificates.
 */
export function reportedPlan(
  plan: RunPlan,
  dial: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const loads = plan.loads.map(({ connect, ...load }) => ({
    ...load,
    connect: { ...connect, dial: undefined },
  }));
  return { ...plan, loads, dial };
}
