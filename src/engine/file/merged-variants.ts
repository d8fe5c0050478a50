// The load of each variant of a file's experiment: the common one, with what the variant changes put over it.

import { type FileProblem, showPath, validateFile } from "../../scenarios/file-problems.js";
import { type DeclaredLoad, declaredLoadSchema } from "./declared-load-schema.js";
import type { DeclaredExperiment, DeclaredVariant } from "./load-file-schema.js";

type Data = Readonly<Record<string, unknown>>;

/** A variant with its whole load, or what is wrong with that, by the places of the file. */
export type MergedVariant = { readonly load: DeclaredLoad } | { readonly problems: readonly FileProblem[] };

/** Merges and validates each variant. A part of another `kind` replaces the whole part; so does what may only be said in one way. */
export function mergedVariants(experiment: DeclaredExperiment): readonly MergedVariant[] {
  return experiment.variants.map((variant, index) => {
    const result = validateFile(declaredLoadSchema, merge(experiment.load, changesOf(variant)));
    if ("value" in result) return { load: result.value };
    return { problems: result.problems.map((problem) => placed(problem, experiment, index)) };
  });
}

/** Where a key of a variant's load was written, or is missing: at the variant, when that says anything of the part; else at the load. */
export function placeInExperiment(
  path: readonly PropertyKey[],
  { variants }: Pick<DeclaredExperiment, "variants">,
  index: number,
): readonly PropertyKey[] {
  const changes = changesOf(variants[index] ?? { name: "" });
  const isOwn = has(changes, path) || (path.length > 1 && has(changes, path.slice(0, -1)));
  return isOwn ? ["experiment", "variants", index, ...path] : ["experiment", "load", ...path];
}

function changesOf({ name: _name, command: _command, ...changes }: DeclaredVariant): Data {
  return changes;
}

// Of each group a load may have one key only.
const alternatives: readonly (readonly string[])[] = [
  ["rate", "ratePerConnection", "inFlight"],
  ["size", "template"],
  ["traffic", "scenario"],
];

function merge(base: Data, over: Data): Data {
  if (over.kind !== undefined && over.kind !== base.kind && base.kind !== undefined) return over;
  const replaced = new Set(
    alternatives.filter((group) => group.some((key) => key in over)).flatMap((group) => [...group]),
  );
  // Rows of a feed fill a template, and random gaps are of a rate.
  if ("size" in over) replaced.add("feed");
  if ("inFlight" in over) replaced.add("arrivals");
  const kept = Object.entries(base).filter(
    ([key]) => !replaced.has(key) || (isData(base[key]) && key in over),
  );
  const merged: Record<string, unknown> = Object.fromEntries(kept);
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isData(below) && isData(value) && !wholes.has(key) ? merge(below, value) : value;
  }
  return merged;
}

// Parts that say one thing: half of one and half of another would say a third.
const wholes: ReadonlySet<string> = new Set(["size", "match", "session", "backoff", "feed"]);

function isData(value: unknown): value is Data {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function has(data: unknown, path: readonly PropertyKey[]): boolean {
  let value = data;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !(key in value)) return false;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return true;
}

/** A message begins with the place. */
function placed({ path, message }: FileProblem, experiment: DeclaredExperiment, index: number): FileProblem {
  const place = placeInExperiment(path, experiment, index);
  const before = showPath(path);
  const words = message.startsWith(before) ? message.slice(before.length) : `: ${message}`;
  return { path: place, message: `${showPath(place)}${words}` };
}
