// Feeds in JSON Lines: an object a line.

import type { FeedProblem, ParsedFeed } from "./feed.js";

/**
 * The rows of `text`; empty lines do not count. The first object says which values there are, and every other must have
 * them too. A text is taken as it is, any other value as its JSON.
 */
export function parseJsonlFeed(text: string): ParsedFeed {
  const problems: FeedProblem[] = [];
  const rows: string[][] = [];
  const lines: number[] = [];
  let columns: readonly string[] | undefined;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const row = readRow(line, columns);
    if (typeof row === "string") problems.push({ line: index + 1, message: row });
    else {
      columns ??= Object.keys(row);
      rows.push(columns.map((name) => asText(row[name])));
      lines.push(index + 1);
    }
  }
  if (rows.length === 0 && problems.length === 0) {
    problems.push({ line: 1, message: "is empty; must be a JSON object" });
  }
  return { columns: columns ?? [], rows, lines, problems };
}

/** The object of a line; otherwise what is wrong. */
function readRow(
  line: string,
  columns: readonly string[] | undefined,
): string | Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return `is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "must be a JSON object";
  const missing = columns?.filter((name) => !Object.hasOwn(value, name)) ?? [];
  if (missing.length > 0) return `has no ${missing.join(", ")}; must have it, as the first line`;
  return value as Readonly<Record<string, unknown>>;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
