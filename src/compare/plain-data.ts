// Data of a report whose shape no schema says, such as a plan, looked into with care.

/** An object of named values. */
export type PlainRecord = Readonly<Record<string, unknown>>;

export function isRecord(data: unknown): data is PlainRecord {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

/** The loads of a run's plan, with their names; empty where it has none. */
export function plannedLoads(plan: PlainRecord): readonly PlainRecord[] {
  return Array.isArray(plan.loads) ? plan.loads.filter(isRecord) : [];
}

/** A number of `record`, else 0. */
export function numberIn(record: PlainRecord, key: string): number {
  const value = record[key];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
}
