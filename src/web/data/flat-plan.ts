// The plan of a run as a flat list that reads like configuration.

/** `[path, value]`, such as `["payload.bytes", "32"]`. */
export type PlanEntry = readonly [string, string];

/** All leaves of `plan`; lists of plain values stay on one line. */
export function flatPlan(plan: Readonly<Record<string, unknown>>): readonly PlanEntry[] {
  return Object.entries(plan).flatMap(([key, value]) => flatten(key, value));
}

function flatten(path: string, value: unknown): readonly PlanEntry[] {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null))
      return [[path, value.join(", ") || "none"]];
    return value.flatMap((item, index) => flatten(`${path}[${index}]`, item));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [[path, "none"]];
    return entries.flatMap(([key, inner]) => flatten(`${path}.${key}`, inner));
  }
  return [[path, String(value)]];
}
