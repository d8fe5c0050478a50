// In which fields the loads of an experiment differ: what it can tell something about.

import { isDeepStrictEqual } from "node:util";
import type { LoadPlan, RunPlan } from "../engine/plan/run-plan.js";
import type { Variant } from "./variant.js";

/** A variant with its plan. */
export interface PlannedVariant {
  readonly variant: Pick<Variant, "command">;
  readonly plan: Pick<RunPlan, "loads">;
}

/**
 * The fields in which any variant differs from the first, each once, in the order of the plan: places as users write them,
 * `traffic.message.delivery.fragmentBytes`; `command` where their targets are started differently. Empty for variants that are alike.
 */
export function variedFields([first, ...others]: readonly PlannedVariant[]): readonly string[] {
  if (first === undefined) return [];
  const fields = new Set<string>();
  for (const other of others)
    for (const field of differences(fieldsOf(first), fieldsOf(other))) fields.add(field);
  return [...fields];
}

/** What tells nothing about a load is left out: its name and its tags. */
function fieldsOf({ variant, plan }: PlannedVariant): unknown {
  const [load] = plan.loads;
  return { command: variant.command?.words, ...(load === undefined ? {} : userFields(load)) };
}

/** A plan's fields under the names that users have for them. */
function userFields({
  name: _name,
  tags: _tags,
  work,
  connect,
  ...load
}: LoadPlan): Readonly<Record<string, unknown>> {
  const { dial, concurrency, ratePerSecond, localAddresses } = connect;
  return {
    ...load,
    [work.kind === "script" ? "script" : "traffic"]: work,
    dial,
    connectConcurrency: concurrency,
    connectRatePerSecond: ratePerSecond,
    localAddresses,
  };
}

function differences(a: unknown, b: unknown, path = ""): readonly string[] {
  if (isDeepStrictEqual(a, b)) return [];
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left === undefined || right === undefined) return [path];
  // Alternatives of a union have different fields: that the kind differs says it all.
  if (left.kind !== right.kind) return [path === "" ? "kind" : `${path}.kind`];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => differences(left[key], right[key], path === "" ? key : `${path}.${key}`));
}

/** Of plain data; lists, buffers and single values are wholes. */
function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null ? { ...value } : undefined;
}
