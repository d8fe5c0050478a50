// In what two stored plans differ, for a person who thought that they were the same.

import type { StoredPlan } from "./stored-plan-schema.js";

/**
 * Each field that differs, as a clause: `load.executor.durationMs is 2000 there and 10000 here`. The seed does not count: it changes nothing
 * that is measured.
 */
export function planDifferences(there: StoredPlan, here: StoredPlan): readonly string[] {
  const { seed: _there, ...a } = there;
  const { seed: _here, ...b } = here;
  return differences(a, b, "");
}

function differences(a: unknown, b: unknown, path: string): readonly string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isRecord(a) || !isRecord(b)) return [`${path} is ${shown(a)} there and ${shown(b)} here`];
  // Alternatives of a union have different fields: that the kind differs says it all.
  const isOtherKind = a.kind !== b.kind;
  const keys = isOtherKind ? ["kind"] : [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differences(a[key], b[key], path === "" ? key : `${path}.${key}`));
}

function shown(value: unknown): string {
  return value === undefined ? "left out" : JSON.stringify(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
