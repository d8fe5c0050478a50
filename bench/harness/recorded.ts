// The recorded results: results.json, scale.json, truth.json, gate.json, stats.json and watch.json, as the runs write them.

import { readFileSync, writeFileSync } from "node:fs";
import type { GateResults } from "../gate/results.js";
import type { StatsResults } from "../stats/results.js";
import type { TruthResults } from "../truth/results.js";
import type { WatchResults } from "../watch/results.js";
import { benchFile } from "./commands.js";
import type { Results } from "./results.js";
import type { ScaleResults } from "./scale-table.js";

/** What each file holds. */
export interface Recorded {
  readonly "results.json": Results;
  readonly "scale.json": ScaleResults;
  readonly "truth.json": TruthResults;
  readonly "gate.json": GateResults;
  readonly "stats.json": StatsResults;
  readonly "watch.json": WatchResults;
}

/** The results of the last run that was recorded. */
export function readRecorded<File extends keyof Recorded>(file: File): Recorded[File] {
  return JSON.parse(readFileSync(benchFile(file), "utf8")) as Recorded[File];
}

/** Records the results of a run in place of the last one. */
export function writeRecorded<File extends keyof Recorded>(file: File, results: Recorded[File]): void {
  writeFileSync(benchFile(file), `${JSON.stringify(results, undefined, 2)}\n`);
}
