// Fills {{client}}, {{iteration}}, {{random}} and {{data.NAME}} in a declarative scenario, when a virtual client runs it.

import { type FileProblem, showPath, suggest } from "./file-problems.js";
import type { Session } from "./session.js";

// Blanks around the name are in it: a pattern of their own would look for them in a time that grows with their square.
const placeholder = /(\\?)\{\{([^{}]*)\}\}/g;

/** What fills the placeholders of one session. */
export interface TemplateValues {
  readonly [name: string]: string;
}

/** The values for one virtual client and iteration; `random` is 8 hexadecimal digits, one draw per session. */
export function templateValues(
  session: Session,
  data: readonly Readonly<Record<string, string>>[],
): TemplateValues {
  const row = data.length === 0 ? {} : session.byClient(data);
  const random = session.random.integer(0, 0xffff_ffff).toString(16).padStart(8, "0");
  return {
    client: String(session.client),
    iteration: String(session.iteration),
    random,
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [`data.${name}`, value])),
  };
}

/** A copy of `tree` with every text filled; `\{{` stands for a literal `{{`. */
export function fillTemplates<T>(tree: T, values: TemplateValues): T {
  return mapTexts(tree, (text) =>
    text.replaceAll(placeholder, (whole, escaped: string, name: string) =>
      escaped === "" ? (values[name.trim()] ?? whole) : whole.slice(1),
    ),
  ) as T;
}

/** The rows of a scenario, and where the user wrote them. */
export interface TemplateData {
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly path: readonly PropertyKey[];
}

/** Placeholders that no value will fill, each with its place; and rows that lack a value that others have. */
export function templateProblems(
  tree: unknown,
  path: readonly PropertyKey[],
  data: TemplateData,
): FileProblem[] {
  const dataNames = [...new Set(data.rows.flatMap((row) => Object.keys(row)))];
  const known = ["client", "iteration", "random", ...dataNames.map((name) => `data.${name}`)];
  const problems: FileProblem[] = [];
  const rowsChecked = new Set<string>();
  visitTexts(tree, path, (text, at) => {
    for (const [whole, escaped, inside = ""] of text.matchAll(placeholder)) {
      if (escaped !== "") continue;
      const name = inside.trim();
      if (!known.includes(name)) {
        const message = `${showPath(at)} uses ${whole}, which nothing fills${suggest(name, known)}`;
        problems.push({ path: at, message });
      } else if (name.startsWith("data.") && !rowsChecked.has(name)) {
        rowsChecked.add(name);
        problems.push(...rowProblems(data, name.slice("data.".length), `${showPath(at)} uses ${whole}`));
      }
    }
  });
  return problems;
}

/** The rows without a value of that name: their clients would send the placeholder itself. */
function rowProblems({ rows, path }: TemplateData, name: string, use: string): FileProblem[] {
  return rows.flatMap((row, index) => {
    if (Object.hasOwn(row, name)) return [];
    const at = [...path, index];
    return [{ path: at, message: `${showPath(at)} has no ${name}; ${use}, so every row must have it` }];
  });
}

function mapTexts(tree: unknown, map: (text: string) => string): unknown {
  if (typeof tree === "string") return map(tree);
  if (Array.isArray(tree)) return tree.map((item) => mapTexts(item, map));
  if (typeof tree !== "object" || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, mapTexts(value, map)]));
}

function visitTexts(
  tree: unknown,
  path: readonly PropertyKey[],
  visit: (text: string, path: readonly PropertyKey[]) => void,
): void {
  if (typeof tree === "string") visit(tree, path);
  else if (Array.isArray(tree))
    for (const [index, item] of tree.entries()) visitTexts(item, [...path, index], visit);
  else if (typeof tree === "object" && tree !== null) {
    for (const [key, value] of Object.entries(tree)) visitTexts(value, [...path, key], visit);
  }
}
