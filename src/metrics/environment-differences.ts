// Whether figures of two machines may be held against each other.

import type { ReportEnvironment } from "./environment.js";

type Compared = Exclude<keyof ReportEnvironment, "ci">;

const words: Readonly<Record<Compared, string>> = {
  os: "the system",
  arch: "the architecture",
  cpu: "the CPU",
  cores: "the number of cores",
  memoryBytes: "the memory",
  node: "the version of Node",
};

/** A kernel keeps a little for itself, and not the same at each start. */
const memoryTolerance = 0.02;

/** How `now` differs from `before`, each as a clause: `the version of Node is 20.20.0 there and 22.1.0 here`. Empty for the same machine. */
export function environmentDifferences(before: ReportEnvironment, now: ReportEnvironment): readonly string[] {
  return (Object.keys(words) as Compared[])
    .filter((key) => !isAlike(key, before, now))
    .map((key) => `${words[key]} is ${shown(key, before)} there and ${shown(key, now)} here`);
}

function isAlike(key: Compared, before: ReportEnvironment, now: ReportEnvironment): boolean {
  if (key !== "memoryBytes") return before[key] === now[key];
  return Math.abs(now.memoryBytes - before.memoryBytes) <= memoryTolerance * before.memoryBytes;
}

function shown(key: Compared, environment: ReportEnvironment): string {
  return key === "memoryBytes" ? `${(environment[key] / 2 ** 30).toFixed(1)} GiB` : String(environment[key]);
}
