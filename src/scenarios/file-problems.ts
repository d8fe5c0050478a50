// Says what is wrong in a scenario file: every problem, where the user wrote it, and what they may have meant.

import type { z } from "zod";
import { showKeys } from "../metrics/thresholds/problems.js";
import { nearestWord } from "../nearest-word.js";

/** One problem. */
export interface FileProblem {
  /** Keys and indexes from the top of the file. */
  readonly path: readonly PropertyKey[];
  /** A whole sentence without a full stop, beginning with the path. */
  readonly message: string;
}

/** Validates `input`; gives the value, or all problems. */
export function validateFile<T>(
  schema: z.ZodType<T>,
  input: unknown,
): { value: T } | { problems: FileProblem[] } {
  const result = schema.safeParse(input, { error: describeIssue });
  if (result.success) return { value: result.data };
  return { problems: allProblems(result.error.issues, input, []) };
}

/** `steps[2].sendText`: a path as the user would look for it. */
export function showPath(path: readonly PropertyKey[]): string {
  return showKeys(path) || "the file";
}

/** `; did you mean "x"?`, or the known words when none is near. */
export function suggest(word: string, known: readonly string[]): string {
  const near = nearestWord(word, known);
  return near === undefined ? `; known: ${known.join(", ")}` : `; did you mean "${near}"?`;
}

/** The clause after `path is value; `. Our schemas' own messages are such clauses already. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "unrecognized_keys": {
      const definition = issue.inst?._zod.def as z.core.$ZodObjectDef | undefined;
      const known = Object.keys(definition?.shape ?? {});
      // One line for each key; split again below.
      return issue.keys.map((key) => `${key}\t${suggest(key, known)}`).join("\n");
    }
    case "invalid_type":
      return `must be ${article(isWhole(issue) ? "int" : issue.expected)}`;
    case "invalid_union":
      return `must be ${kindsOf(issue)
        .map((kind) => JSON.stringify(kind))
        .join(" or ")}`;
    case "invalid_value":
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
    case "too_small":
      return issue.origin === "array" || issue.origin === "string"
        ? "must not be empty"
        : `must be ${issue.inclusive === false ? "greater than" : "at least"} ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters long" : ""}`;
    default:
      return undefined;
  }
}

/** A text in place of a whole number is told as one in place of any number. */
function isWhole(issue: z.core.$ZodRawIssue): boolean {
  const definition = issue.inst?._zod.def;
  return definition !== undefined && "format" in definition && definition.format === "safeint";
}

/** Of alternatives that their `kind` tells apart, the kinds. */
function kindsOf(issue: z.core.$ZodRawIssue): readonly unknown[] {
  const definition = issue.inst?._zod.def;
  if (definition === undefined || !("options" in definition) || !("discriminator" in definition)) return [];
  const options = definition.options as readonly z.core.$ZodType[];
  return options.flatMap((option) => [...(option._zod.propValues?.[String(definition.discriminator)] ?? [])]);
}

/** Of an object with an unknown key, what else it lacks for that reason is not said. */
function allProblems(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  above: readonly PropertyKey[],
): FileProblem[] {
  const misspelt = issues
    .filter(({ code }) => code === "unrecognized_keys")
    .map(({ path }) => showPath(path));
  const told = issues.filter(({ code, path }) => code !== "custom" || !misspelt.includes(showPath(path)));
  return told.flatMap((issue) => problemsOf(issue, input, above));
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown, above: readonly PropertyKey[]): FileProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "invalid_union" && issue.errors.length > 0) return unionProblems(issue, input, path);
  if (issue.code === "unrecognized_keys") {
    return issue.message.split("\n").map((line) => {
      const [key = "", suggestion = ""] = line.split("\t");
      const keyPath = [...path, key];
      return { path: keyPath, message: `${showPath(keyPath)} is not known here${suggestion}` };
    });
  }
  const value = valueAt(input, path);
  const message =
    value === undefined
      ? `${showPath(path)} is missing; ${issue.message}`
      : `${showPath(path)} is ${showValue(value)}; ${issue.message}${unitHint(value, issue.message)}`;
  return [{ path, message }];
}

/** Of the alternatives, the user meant the one whose kind of value is right: its problems are theirs. */
function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  input: unknown,
  path: readonly PropertyKey[],
): FileProblem[] {
  const meant = issue.errors.find((issues) =>
    issues.every((inner) => inner.path.length > 0 || !["invalid_type", "invalid_value"].includes(inner.code)),
  );
  if (meant) return allProblems(meant, input, path);
  const clauses = issue.errors.flat().map((inner) => inner.message.replace(/^must be /, ""));
  const value = valueAt(input, path);
  return [
    {
      path,
      message: `${showPath(path)} is ${showValue(value)}; must be ${[...new Set(clauses)].join(", or ")}`,
    },
  ];
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function showValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null)
    return `an object with ${Object.keys(value).join(", ") || "no keys"}`;
  return JSON.stringify(value) ?? "missing";
}

/** A bare number where a unit is needed: show the fix. */
function unitHint(value: unknown, message: string): string {
  if (!/^\d+(\.\d+)?$/.test(String(value))) return "";
  if (message.includes("duration")) return ` (write "${value}s" if you mean seconds)`;
  if (message.includes("size")) return ` (write "${value}B" if you mean bytes)`;
  return "";
}

function article(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: "text",
    int: "a whole number",
    number: "a number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
    record: "an object",
  };
  return words[expected] ?? expected;
}
