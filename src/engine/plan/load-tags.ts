// The tags of a load's metrics and checks.

import type { Tags } from "../../metrics/run-report.js";
import type { LoadPlan, RunPlan } from "./run-plan.js";

/** Its own, and `load` with its name where the run has several. */
export function loadTags({ name, tags }: LoadPlan, { loads }: Pick<RunPlan, "loads">): Tags {
  return loads.length > 1 ? { ...tags, load: name } : tags;
}
