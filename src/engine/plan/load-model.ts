// Whether a load is open or closed.

import { executorOf } from "../executors/executors.js";
import { hasDueTimes } from "../traffic/traffic-words.js";
import type { LoadPlan } from "./run-plan.js";

/** Whether a load has due times, of messages or of arrivals: only then can the generator be late. */
export function isOpenModel({ executor, work }: LoadPlan): boolean {
  return executorOf(executor).isOpenModel || (work.kind !== "script" && hasDueTimes(work));
}
