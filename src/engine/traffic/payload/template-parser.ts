// A template as parts: parsed once, filled for every message.

import { nearestWord } from "../../../nearest-word.js";

/** What is put in without an argument. */
export const plainPlaceholders = ["client", "connection", "seq", "id", "nowUs", "nowMs", "uuid"] as const;
export type PlainPlaceholder = (typeof plainPlaceholders)[number];

export type TemplatePart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: PlainPlaceholder }
  /** 16 hexadecimal digits of the id. Not written in a template: a match by offset puts it there. */
  | { readonly kind: "idDigits" }
  /** A whole number, both ends included. */
  | { readonly kind: "random"; readonly min: number; readonly max: number }
  /** A value of the feed's row. */
  | { readonly kind: "feed"; readonly column: number };

/** A mistake in a template's text. */
export interface TemplateProblem {
  /** Begins with the place: `character 12: ...`. */
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A template as far as it could be read, and everything that is wrong with it. */
export interface ParsedTemplate {
  /** No two literals side by side, and none that is empty. */
  readonly parts: readonly TemplatePart[];
  readonly problems: readonly TemplateProblem[];
}

// As in the templates of scenario files: `\{{` stands for a literal `{{`.
const token = /\\\{\{|\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Parses `text`.
 *
 * @param columns - Names of the feed's values; `undefined` without a feed.
 */
export function parseTemplate(text: string, columns: readonly string[] | undefined): ParsedTemplate {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  let literal = "";
  let at = 0;
  const takeLiteral = (end: number): void => {
    const between = text.slice(at, end);
    const open = between.indexOf("{{");
    if (open !== -1) problems.push(unclosed(at + open));
    literal += between;
  };
  for (const found of text.matchAll(token)) {
    takeLiteral(found.index);
    at = found.index + found[0].length;
    const inside = found[1];
    if (inside === undefined) literal += "{{";
    else {
      if (literal !== "") parts.push({ kind: "literal", text: literal });
      literal = "";
      const read = readPlaceholder(inside, columns);
      if ("kind" in read) parts.push(read);
      else problems.push({ ...read, message: `character ${found.index + 1}: ${found[0]} ${read.message}` });
    }
  }
  takeLiteral(text.length);
  if (literal !== "") parts.push({ kind: "literal", text: literal });
  return { parts, problems };
}

/** The part that `inside` the braces stands for; otherwise what is wrong, said after the placeholder. */
function readPlaceholder(
  inside: string,
  columns: readonly string[] | undefined,
): TemplatePart | TemplateProblem {
  const [name = "", ...rest] = inside.split(/\s+/);
  if (name === "random") return readRandom(rest);
  if (name.startsWith("feed.")) return readFeedName(inside.slice("feed.".length), columns);
  const plain = plainPlaceholders.find((known) => known === inside);
  if (plain !== undefined) return { kind: plain };
  const known = [...plainPlaceholders, "random", ...(columns ?? []).map((column) => `feed.${column}`)];
  const near = nearestWord(inside, known) ?? nearestWord(name, known);
  if (near !== undefined) return { message: "is not known", hint: `Did you mean {{${near}}}?` };
  return { message: "is not known", hint: `Known are ${known.join(", ")}.` };
}

function readRandom(texts: readonly string[]): TemplatePart | TemplateProblem {
  const [min, max] = texts.map((text) => (/^-?\d+$/.test(text) ? Number(text) : Number.NaN));
  const hint = "Write it like {{random 1 100}}.";
  const isRange = texts.length === 2 && Number.isSafeInteger(min) && Number.isSafeInteger(max);
  if (!isRange || min === undefined || max === undefined)
    return { message: "must have two whole numbers, the lowest and the highest", hint };
  if (min > max) return { message: `must have its lowest number first; ${min} is above ${max}`, hint };
  if (!Number.isSafeInteger(max - min)) return { message: "must span less than 2^53", hint };
  return { kind: "random", min, max };
}

function readFeedName(name: string, columns: readonly string[] | undefined): TemplatePart | TemplateProblem {
  if (columns === undefined) return { message: "needs a feed", hint: "Name the file of the feed." };
  const column = columns.indexOf(name);
  if (column !== -1) return { kind: "feed", column };
  const near = nearestWord(name, columns);
  const hint = near === undefined ? `It has ${columns.join(", ")}.` : `Did you mean {{feed.${near}}}?`;
  return { message: "is not in the feed", hint };
}

function unclosed(index: number): TemplateProblem {
  return {
    message: `character ${index + 1}: {{ is never closed by }}`,
    hint: "Write \\{{ for the two braces themselves.",
  };
}
