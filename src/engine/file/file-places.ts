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
  [/\bpayload\.(text|kind)$/, "template"],
  [/\bpayload\.feed\b/, "feed"],
  [/\bpayload\.size\b.*$/, "size"],
  [/\bdelivery\.fragmentBytes$/, "fragment"],
  [/\bdelivery\.writeBytes$/, "write"],
  [/\bdelivery\.pingEveryFragments$/, "pingEvery"],
  [/\breadBytesPerSecond$/, "readPerSecond"],
  [/Ms$/, ""],
];
// Names of the plan within a message.
const wordsOfFile: Readonly<Record<string, string>> = {
  baseMs: "base",
  durationMs: "duration",
  fragmentBytes: "fragment",
  maxBytes: "max",
  pingEveryFragments: "pingEvery",
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
  const at = keyOf(path, file);
  const words = message
    .replace("must be connection, or have ", "a rate over all connections needs ")
    .replaceAll(/\b\w+\b/g, (word) => wordsOfFile[word] ?? word);
  const clause = /^[\w.]+ is [^;]*; (.+)$/s.exec(words)?.[1];
  const value = valueAt(file, at);
  const said =
    clause === undefined || value === undefined || typeof value === "object"
      ? `${at}: ${words}`
      : `${at} is ${JSON.stringify(value)}; ${clause}`;
  return { path: "", message: said, hint };
}

/** Of a single load the plan does not say the name. */
function keyOf(path: string, file: LoadFile): string {
  const names = Object.keys(file.loads ?? {});
  const isOfLoad = !/^(loads|workers|limits)\b/.test(path);
  const whole = names.length === 1 && isOfLoad ? `loads.${names[0]}.${path}` : path;
  const rate = ownRate(whole, file);
  if (rate !== undefined) return rate;
  const [place, key] = keysOfFile.find(([each]) => each.test(whole)) ?? [];
  return place === undefined || key === undefined ? whole : whole.replace(place, key);
}

/** The file has a key for the rate of all connections, and one for that of each. */
function ownRate(path: string, file: LoadFile): string | undefined {
  const traffic = /^(.+)\.schedule\.(ratePerSecond|per)$/.exec(path)?.[1];
  if (traffic === undefined) return undefined;
  return valueAt(file, `${traffic}.rate`) === undefined ? `${traffic}.ratePerConnection` : `${traffic}.rate`;
}

function valueAt(file: LoadFile, path: string): unknown {
  let value: unknown = file;
  for (const key of path.split(/[.[\]]+/).filter((each) => each !== "")) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
