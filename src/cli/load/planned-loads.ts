// The loads of a run before it, as its report will have them: for who watches it.

import { isOpenModel } from "../../engine/plan/load-model.js";
import type { RunPlan } from "../../engine/plan/run-plan.js";
import { describeLoad } from "../../engine/run/describe-load.js";
import { hasDueTimes } from "../../engine/traffic/traffic-words.js";
import type { ReportLoad } from "../../metrics/run-report.js";

/** In the order of the plan. What only the run shows is left out. */
export function plannedLoads({ loads }: RunPlan): readonly ReportLoad[] {
  return loads.map((load) => ({
    name: load.name,
    description: describeLoad(load),
    model: isOpenModel(load) ? "open" : "closed",
    hasDueTimes: load.work.kind !== "script" && hasDueTimes(load.work),
  }));
}

/** The same of the variants of an experiment, each by its name. */
export function plannedVariants(
  variants: readonly { readonly variant: { readonly name: string }; readonly plan: RunPlan }[],
): readonly ReportLoad[] {
  return variants.flatMap(({ variant: { name }, plan }) =>
    plannedLoads(plan).map((load) => ({ ...load, name })),
  );
}
