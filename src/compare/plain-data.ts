// What the plan in a report says, whose shape no schema says.

import { isRecord, type PlainRecord } from "../metrics/plain-record.js";

/** The loads of a run's plan, with their names; empty where it has none. */
export function plannedLoads(plan: PlainRecord): readonly PlainRecord[] {
  return Array.isArray(plan.loads) ? plan.loads.filter(isRecord) : [];
}

/** A number of `record`, else 0. */
export function numberIn(record: PlainRecord, key: string): number {
  const value = record[key];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
