// In what two stored plans differ, for a person who thought that they were the same.

import { fieldDifferences } from "../../metrics/plain-record.js";
import type { StoredPlan } from "./stored-plan-schema.js";

/**
 * Each field that differs, as a clause: `load.executor.durationMs is 2000 there and 10000 here`. The seed does not count: it changes nothing
 * that is measured.
 */
export function planDifferences(there: StoredPlan, here: StoredPlan): readonly string[] {
  const { seed: _there, ...a } = there;
  const { seed: _here, ...b } = here;
  return fieldDifferences(a, b).map(
    ({ field, baseline, candidate }) => `${field} is ${shown(baseline)} there and ${shown(candidate)} here`,
  );
}

function shown(value: unknown): string {
  return value === undefined ? "left out" : JSON.stringify(value);
}
