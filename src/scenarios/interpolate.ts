// Fills ${NAME} and ${NAME:-default} in a scenario file from the environment, before it is validated.

import { type FileProblem, showPath } from "./file-problems.js";

type Environment = Readonly<Record<string, string | undefined>>;

// Keys that hold numbers, or true and false: there a filled-in text becomes one. Everywhere else "42" stays text.
const numberKeys = new Set([
  // Of scenarios.
  "clients",
  "iterations",
  "times",
  "code",
  "expect",
  "expectClose",
  "opcode",
  "rsv",
  // Of loads.
  "concurrency",
  "connectionsPerClient",
  "cpu",
  "factor",
  "inFlight",
  "jitter",
  "maxClients",
  "messages",
  "offset",
  "pingEvery",
  "publishers",
  "rate",
  "ratePerConnection",
  "startClients",
  "startRate",
  "target",
  "weight",
  "workers",
]);
const booleanKeys = new Set(["abortOnFail", "compression", "fin", "includesSender", "keepOpen", "masked"]);
// Below these, keys are the user's own words and values stay what they are.
const ownWords = new Set<PropertyKey>(["data", "headers", "json", "tags"]);

/**
 * A copy of `tree` with every text filled. `$${` stands for a literal `${`.
 *
 * @returns problems for names that are not set and have no default, each with its place.
 */
export function interpolate(tree: unknown, env: Environment): { value: unknown; problems: FileProblem[] } {
  const problems: FileProblem[] = [];
  return { value: fill(tree, [], { env, problems }), problems };
}

interface Filling {
  readonly env: Environment;
  readonly problems: FileProblem[];
}

function fill(tree: unknown, path: readonly PropertyKey[], filling: Filling): unknown {
  if (typeof tree === "string") return fillText(tree, path, filling);
  if (Array.isArray(tree)) return tree.map((item, index) => fill(item, [...path, index], filling));
  if (typeof tree !== "object" || tree === null) return tree;
  const entries = Object.entries(tree).map(
    ([key, value]) => [key, fill(value, [...path, key], filling)] as const,
  );
  return Object.fromEntries(entries);
}

function fillText(text: string, path: readonly PropertyKey[], { env, problems }: Filling): unknown {
  if (!text.includes("${")) return text;
  const filled = text.replaceAll(/(\$?)\$\{([^{}]*)\}/g, (whole, escaped: string, inside: string) => {
    if (escaped !== "") return whole.slice(1);
    const [, name, fallback] = /^([A-Za-z_]\w*)(?::-(.*))?$/s.exec(inside) ?? [];
    const value = name === undefined ? undefined : env[name];
    // As in a shell: `:-` also replaces an empty value.
    if (value !== undefined && !(value === "" && fallback !== undefined)) return value;
    if (fallback !== undefined) return fallback;
    problems.push({ path, message: missing(path, whole, name) });
    return "";
  });
  return path.slice(0, -1).some((key) => ownWords.has(key)) ? filled : asTyped(filled, path.at(-1));
}

function missing(path: readonly PropertyKey[], whole: string, name: string | undefined): string {
  if (name === undefined) return `${showPath(path)} uses ${whole}; must be \${NAME} or \${NAME:-default}`;
  return `${showPath(path)} uses ${whole}, but ${name} is not set (set it, or write \${${name}:-default})`;
}

function asTyped(text: string, key: PropertyKey | undefined): unknown {
  if (typeof key !== "string") return text;
  if (numberKeys.has(key) && /^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (booleanKeys.has(key) && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
