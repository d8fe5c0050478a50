// When two runs had the same plan: all that a load can say is the same, but for what differs from one run to the next anyway.

import { createHash } from "node:crypto";
import path from "node:path";

/**
 * A short hash of the plan without its seed, its tags, the order of its blocks, its thresholds, and host and port of its targets;
 * of files only the name counts, as a checkout may lie anywhere. Absent, false and empty are one: options that nobody gave.
 */
export function planKey(plan: Readonly<Record<string, unknown>>): string {
  return createHash("sha256")
    .update(JSON.stringify(settled(plan)))
    .digest("hex")
    .slice(0, 12);
}

const passing: ReadonlySet<string> = new Set(["seed", "tags", "order", "thresholds"]);

/** Keys sorted: the same plan in another order is the same. */
function settled(value: unknown, key?: string): unknown {
  if (typeof value === "string") return key === "file" ? fileName(value) : withoutHost(value);
  if (Array.isArray(value)) return value.map((one) => settled(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([name]) => !passing.has(name))
    .map(([name, one]) => [name, settled(one, name)] as const)
    .filter(([, one]) => one !== undefined && one !== false && !(Array.isArray(one) && one.length === 0))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `ws://127.0.0.1:8080/slow?delay=20ms` as `ws:///slow?delay=20ms`. */
function withoutHost(text: string): string {
  return text.replace(/^(wss?|https?):\/\/[^/?#]*/, "$1://");
}

function fileName(file: string): string {
  return path.posix.basename(file.replaceAll("\\", "/"));
}
