// Mistakes in the plan of a file's loads, told by the keys and the values of the file.

import { InvalidLoadError } from "../plan/invalid-load-error.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import type { LoadFile } from "./load-file-schema.js";

// What the plan calls otherwise than the file, by the end of a place; the longest first where one ends another.
const keysOfFile: readonly (readonly [place: RegExp, key: string])[] = [
  [/\bconnectConcurrency$/, "connect.concurrency"],
  [/\bconnectRatePerSecond$/, "connect.rate"],
  [/\blocalAddresses$/, "connect.localAddresses"],
  [/\blimits\.latenessP99Ms$/, "limits.lateness"],
  [/\blimits\.cpuShare$/, "limits.cpu"],
  [/\blimits\.cpuSeconds$/, "limits.cpuTime"],
  [/\bexecutor\.ratePerSecond$/, "executor.rate"],
  [/\bexecutor\.startRatePerSecond$/, "executor.startRate"],
  [/\bschedule\.inFlight$/, "inFlight"],
  [/\bmatch\.path$/, "match.json"],
  [/\bpayload\.(text|kind)$/, "template"],
  [/\bpayload\.feed\b/, "feed"],
  [/\bpayload\.size\b.*$/, "size"],
  [/\bdelivery\.fragmentBytes$/, "fragment"],
  [/\bdelivery\.writeBytes$/, "write"],
  [/\bdelivery\.pingEveryFragments$/, "pingEvery"],
  [/\breadBytesPerSecond$/, "readPerSecond"],
  [/Ms$/, ""],
];
// Names of the plan within a message or a hint.
const wordsOfFile: Readonly<Record<string, string>> = {
  baseMs: "base",
  durationMs: "duration",
  fragmentBytes: "fragment",
  maxBytes: "max",
  meanBytes: "mean",
  minBytes: "min",
  pingEveryFragments: "pingEvery",
  stdevBytes: "stdev",
  writeBytes: "write",
};

/**
 * Plans the loads of a file.
 *
 * @throws InvalidLoadError whose problems have the keys of the file as their places; those of `found` come first
 */
export function planByFile<T>(file: LoadFile, found: readonly PlanProblem[], plan: () => T): T {
  const planned = attempt(plan);
  const problems = "problems" in planned ? planned.problems : [];
  if (found.length + problems.length === 0 && "plan" in planned) return planned.plan;
  throw new InvalidLoadError([...found, ...problems.map((problem) => placed(problem, file))]);
}

function attempt<T>(plan: () => T): { readonly plan: T } | { readonly problems: readonly PlanProblem[] } {
  try {
    return { plan: plan() };
  } catch (error) {
    if (!(error instanceof InvalidLoadError)) throw error;
    return { problems: error.problems };
  }
}

/** Its message begins with the whole place, so the place is not said twice. */
function placed({ path, message, hint }: PlanProblem, file: LoadFile): PlanProblem {
  const { parent, prefix, place } = parted(path, file);
  const key = keyOf(place, parent);
  const words = inWordsOfFile(
    message.replace("must be connection, or have ", "a rate over all connections needs "),
  );
  const clause = /^[\w.]+ is [^;]*; (.+)$/s.exec(words)?.[1];
  const value = valueAt(parent, key);
  const said =
    clause === undefined || value === undefined || typeof value === "object"
      ? `${prefix}${key}: ${words}`
      : `${prefix}${key} is ${JSON.stringify(value)}; ${clause}`;
  return { path: "", message: said, hint: hint === undefined ? undefined : inWordsOfFile(hint) };
}

/** A place in a load, or in the file itself. */
interface Parted {
  readonly parent: unknown;
  readonly prefix: string;
  readonly place: string;
}

/** A load's name may have dots, and words of the plan. Of a single load the plan does not say the name. */
function parted(path: string, file: LoadFile): Parted {
  const loads = Object.entries(file.loads ?? {});
  const [only] = loads.length === 1 && !/^(loads|workers|limits)\b/.test(path) ? loads : [];
  if (only !== undefined) return { parent: only[1], prefix: `loads.${only[0]}.`, place: path };
  const [named] = loads
    .filter(([name]) => path.startsWith(`loads.${name}.`))
    .sort(([a], [b]) => b.length - a.length);
  if (named === undefined) return { parent: file, prefix: "", place: path };
  const prefix = `loads.${named[0]}.`;
  return { parent: named[1], prefix, place: path.slice(prefix.length) };
}

function keyOf(place: string, parent: unknown): string {
  const rate = ownRate(place, parent);
  if (rate !== undefined) return rate;
  const [pattern, key] = keysOfFile.find(([each]) => each.test(place)) ?? [];
  return pattern === undefined || key === undefined ? place : place.replace(pattern, key);
}

/** The file has a key for the rate of all connections, and one for that of each. */
function ownRate(place: string, parent: unknown): string | undefined {
  const traffic = /^(.+)\.schedule\.(ratePerSecond|per)$/.exec(place)?.[1];
  if (traffic === undefined) return undefined;
  return valueAt(parent, `${traffic}.rate`) === undefined
    ? `${traffic}.ratePerConnection`
    : `${traffic}.rate`;
}

/** But not what the user wrote: in quotes, in braces, in the path of a file. */
function inWordsOfFile(text: string): string {
  return text.replaceAll(/(?<![\w"{./-])\w+(?![\w"}/-])/g, (word) => wordsOfFile[word] ?? word);
}

function valueAt(parent: unknown, path: string): unknown {
  let value = parent;
  for (const key of path.split(/[.[\]]+/).filter((each) => each !== "")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
