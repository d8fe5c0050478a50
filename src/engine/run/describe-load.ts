// A load in a sentence.

import { executorOf } from "../executors/executors.js";
import type { LoadPlan } from "../plan/run-plan.js";
import { describeTraffic } from "../traffic/traffic-words.js";

/** `100 clients for 30 s: echo, 32 B text, one in flight`. */
export function describeLoad({ executor, work }: LoadPlan): string {
  const what = work.kind === "script" ? `scenario ${work.scenario}` : describeTraffic(work);
  return `${executorOf(executor).describe(executor)}: ${what}`;
}
