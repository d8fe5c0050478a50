// The plan of a run as a flat list in words: `warmUpMs: 500` reads `warm up: 500 ms`.

import { formatBytes, formatMs } from "../../units.js";
import { says } from "../words/report-words.js";

/** Label and value, such as `["payload, bytes", "32 B"]`. */
export type PlanEntry = readonly [string, string];

/** All leaves of `plan`; lists of plain values stay on one line. */
export function flatPlan(plan: Readonly<Record<string, unknown>>): readonly PlanEntry[] {
  return Object.entries(plan).flatMap(([key, value]) => flatten([], key, value));
}

/** @param above - The labels of what it is nested in. */
function flatten(above: readonly string[], key: string, value: unknown): readonly PlanEntry[] {
  // Names of tags are the user's own.
  const label = above[0] === "tags" ? key : wordsOf(key, value);
  const labels = [...above, label];
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null))
      return [[labels.join(", "), value.join(", ") || says.details.none]];
    return value.flatMap((item, index) => flatten(above, `${key} ${index + 1}`, item));
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [[labels.join(", "), says.details.none]];
    return entries.flatMap(([inner, one]) => flatten(labels, inner, one));
  }
  return [[labels.join(", "), above[0] === "tags" ? String(value) : valueText(key, value)]];
}

/** `warmUpMs` as `warm up`: the unit goes with the value. */
function wordsOf(key: string, value: unknown): string {
  const bare = typeof value === "number" ? key.replace(/(?<=[a-z])(Ms|Bytes)$/, "") : key;
  return bare.replace(/(?<=[a-z\d])[A-Z](?=[a-z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function valueText(key: string, value: unknown): string {
  if (typeof value === "number" && /[a-z]Ms$/.test(key)) return formatMs(value);
  if (typeof value === "number" && /(^b|[a-z]B)ytes$/.test(key)) return formatBytes(value);
  return String(value);
}
