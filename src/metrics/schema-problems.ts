// What is wrong with a document, in words: every problem that a schema found, with its place as people write it.

import type { z } from "zod";

/** One line a problem: `metrics[2].p99: ...`. @param json - The document that `error` is about. */
export function schemaProblems(error: z.core.$ZodError, json: unknown): readonly string[] {
  return error.issues.map((issue) => problemOf(issue, json));
}

function problemOf(issue: z.core.$ZodIssue, json: unknown): string {
  const isMissing = issue.path.length > 0 && valueAt(json, issue.path) === undefined;
  if (isMissing) return `${placeOf(issue)} is missing; must be ${kindOf(issue)}`;
  return `${placeOf(issue)}: ${issue.message}`;
}

function valueAt(json: unknown, place: readonly PropertyKey[]): unknown {
  return place.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    json,
  );
}

function kindOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return issue.values.map((value) => JSON.stringify(value)).join(" or ");
  if (issue.code !== "invalid_type") return "given";
  const expected = issue.expected === "record" ? "object" : issue.expected;
  return `${/^[aeiou]/.test(expected) ? "an" : "a"} ${expected}`;
}

/** `["metrics", 2, "p99"]` as `metrics[2].p99`. */
function placeOf(issue: z.core.$ZodIssue): string {
  const place = issue.path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
  return place === "" ? "the document" : place;
}
