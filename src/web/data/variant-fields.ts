// What the variants of an experiment differ in: a value for each field and variant.

import type { ExperimentVariant, ReportExperiment } from "../../metrics/experiment-report.js";
import { says } from "../words/report-words.js";
import { flatPlan } from "./flat-plan.js";

/** One field in which variants differ. */
export interface VariedField {
  /** As in the report: `traffic.message.delivery.fragmentBytes`. */
  readonly path: string;
  /** In words: `delivery, fragment`. */
  readonly title: string;
  /** Of each variant, in their order; `–` where it has none. */
  readonly values: readonly string[];
}

/** The fields that the report names; target and command too where they differ. */
export function variedFields({ variants, varied }: ReportExperiment): readonly VariedField[] {
  const targets = [
    { path: "url", title: says.compared.target, values: variants.map(({ url }) => url) },
    {
      path: "command",
      title: says.compared.command,
      values: variants.map(({ command }) => command?.join(" ") ?? "–"),
    },
  ].filter(({ values }) => new Set(values).size > 1);
  const fields = varied
    .filter((path) => !targets.some((target) => target.path === path))
    .map((path) => ({ path, title: titleOf(path), values: variants.map((one) => valueText(one, path)) }));
  return [...targets, ...fields];
}

/** A letter for each variant, to write the order of their blocks with: A, B, ..., Z, then numbers. */
export function variantMark(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : String(index + 1);
}

/** `traffic.message.delivery.fragmentBytes` as `delivery, fragment`: the last two keys are enough to know it by. */
function titleOf(path: string): string {
  return keysOf(path).slice(-2).map(wordsOf).join(", ");
}

/** Where alternatives differ, the report names their kind alone: what they are is all of them. */
function keysOf(path: string): readonly string[] {
  const keys = path.split(".");
  return keys.length > 1 && keys.at(-1) === "kind" ? keys.slice(0, -1) : keys;
}

function wordsOf(key: string): string {
  return key
    .replace(/(?<=[a-z])(Ms|Bytes)$/, "")
    .replace(/(?<=[a-z\d])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText({ load }: ExperimentVariant, path: string): string {
  const keys = keysOf(path);
  const value = valueAt(load, keys) ?? valueAt(load, plannedKeys(keys));
  if (value === undefined || value === null) return "–";
  const key = keys.at(-1) ?? "";
  if (typeof value !== "object" || Array.isArray(value)) return flatPlan({ [key]: value })[0]?.[1] ?? "–";
  // `fixed, 32 B`: what it is and all that belongs to it.
  const parts = flatPlan(value as Readonly<Record<string, unknown>>).map(([name, text]) =>
    name === "kind" ? text : `${name} ${text}`,
  );
  return parts.length === 0 ? "–" : parts.join(", ");
}

/** A plan has other names than users for two of its parts. */
function plannedKeys([first = "", ...others]: readonly string[]): readonly string[] {
  if (first === "traffic" || first === "script") return ["work", ...others];
  return first === "dial" ? ["connect", first, ...others] : [first, ...others];
}

function valueAt(data: unknown, keys: readonly string[]): unknown {
  let value = data;
  for (const key of keys)
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}
