// What a schema accepts, as a plain function: for lists of thousands, of which the schema itself makes as many objects again.

import type { z } from "zod";

/** Whether a value of JSON is what the schema accepts. */
export type QuickCheck = (value: unknown) => boolean;

type Def = z.core.$ZodTypes["_zod"]["def"];

/**
 * Made once from a schema of objects, arrays, tagged unions, literals, enums, strings, booleans and numbers. Accepts exactly
 * what the schema does, but keeps keys that it does not know.
 *
 * @throws TypeError for a schema of anything else
 */
export function quickCheck(schema: z.core.$ZodType): QuickCheck {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return objectCheck(def);
    case "array": {
      plain(def);
      const element = quickCheck(def.element);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case "union":
      return unionCheck(def);
    case "optional": {
      const inner = quickCheck(def.innerType);
      return (value) => value === undefined || inner(value);
    }
    case "literal":
      return oneOf(def.values);
    case "enum":
      return oneOf(Object.values(def.entries));
    case "string":
      plain(def);
      return (value) => typeof value === "string";
    case "boolean":
      return (value) => typeof value === "boolean";
    case "number":
      return numberCheck(def);
    default:
      throw new TypeError(`no quick check for a schema of ${def.type}`);
  }
}

function objectCheck(def: z.core.$ZodObjectDef): QuickCheck {
  if (def.catchall !== undefined) throw new TypeError("no quick check for an object that minds unknown keys");
  const fields = Object.entries(def.shape).map(([key, field]) => ({ key, accepts: quickCheck(field) }));
  return (value) => {
    if (!isRecord(value)) return false;
    for (const { key, accepts } of fields) if (!accepts(value[key])) return false;
    return true;
  };
}

function unionCheck(def: z.core.$ZodUnionDef): QuickCheck {
  const { discriminator } = def as z.core.$ZodDiscriminatedUnionDef;
  const options = new Map<unknown, QuickCheck>();
  for (const option of def.options) {
    const tags = option._zod.propValues?.[discriminator] ?? [];
    for (const tag of tags) options.set(tag, quickCheck(option));
  }
  return (value) => isRecord(value) && options.get(value[discriminator])?.(value) === true;
}

function numberCheck(def: z.core.$ZodNumberDef): QuickCheck {
  const isWhole = "format" in def && def.format === "safeint";
  if ("format" in def && !isWhole) throw new TypeError(`no quick check for ${def.format}`);
  let least = Number.NEGATIVE_INFINITY;
  let most = Number.POSITIVE_INFINITY;
  for (const check of def.checks ?? []) {
    const bound = check._zod.def as z.core.$ZodCheckLessThanDef | z.core.$ZodCheckGreaterThanDef;
    if (bound.inclusive && bound.check === "greater_than") least = Math.max(least, Number(bound.value));
    else if (bound.inclusive && bound.check === "less_than") most = Math.min(most, Number(bound.value));
    else throw new TypeError(`no quick check for ${bound.check}`);
  }
  const isNumber = isWhole ? Number.isSafeInteger : Number.isFinite;
  return (value) => isNumber(value) && (value as number) >= least && (value as number) <= most;
}

function oneOf(values: readonly unknown[]): QuickCheck {
  return (value) => values.includes(value);
}

function plain({ type, checks = [] }: Def): void {
  if (checks.length > 0) throw new TypeError(`no quick check for a ${type} with bounds`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
