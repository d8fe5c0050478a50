// The id of an answer that is JSON: a number, or a text of digits, at a path such as `meta.id` or `items[0].id`.

import type { PlanProblem } from "../../plan/plan-problem.js";

/** Keys and indexes from the top of a JSON document. */
export type JsonPath = readonly (string | number)[];

const step = /(?:^|\.)([^.[\]]+)|\[(\d+)\]/y;

/** `path` as steps; `undefined` when it is no path. */
export function parseJsonPath(path: string): JsonPath | undefined {
  const steps: (string | number)[] = [];
  step.lastIndex = 0;
  let at = 0;
  for (let found = step.exec(path); found !== null; found = step.exec(path)) {
    const [, key, index] = found;
    steps.push(key ?? Number(index));
    at = step.lastIndex;
  }
  return steps.length > 0 && at === path.length && !path.startsWith(".") ? steps : undefined;
}

/** What is wrong with the path of a match by JSON. */
export function jsonPathProblems(jsonPath: string, path: string): readonly PlanProblem[] {
  if (parseJsonPath(jsonPath) !== undefined) return [];
  const message = `path is "${jsonPath}"; must be keys with dots between them and indexes in brackets`;
  return [{ path: `${path}.path`, message, hint: "Write it like meta.id or items[0].id." }];
}

/** The id at `path` of `payload`; `NaN` where it is no JSON, or there is no whole number from 0 to 2^53 - 1. */
export function readJsonId(payload: Uint8Array, path: JsonPath): number {
  let value: unknown;
  try {
    value = JSON.parse(bufferOf(payload).toString("utf8"));
  } catch {
    // What a target sends is data: an answer that is no JSON has no id.
    return Number.NaN;
  }
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return Number.NaN;
    value = (value as Record<string | number, unknown>)[key];
  }
  return asId(value);
}

function asId(value: unknown): number {
  const id = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof id === "number" && Number.isSafeInteger(id) && id >= 0 ? id : Number.NaN;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
