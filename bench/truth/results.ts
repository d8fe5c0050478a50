// The document of a run: bench/truth.json.

import type { Goal } from "../harness/goals.js";
import type { Machine } from "../harness/machine.js";
import type { DriversPart } from "./drivers.js";
import type { FaultsPart } from "./faults.js";
import type { HoldsPart } from "./holds.js";
import type { StallsPart } from "./stalls.js";

/** The parts by their letters in the page; those that were not run are left out. */
export interface TruthParts {
  readonly a?: HoldsPart | undefined;
  readonly b?: StallsPart | undefined;
  readonly c?: FaultsPart | undefined;
  readonly d?: DriversPart | undefined;
}

/** The letter of a part. */
export type PartName = keyof TruthParts;
export const partNames: readonly PartName[] = ["a", "b", "c", "d"];

/** What a run measured. */
export interface TruthResults extends Machine {
  /** Whether generator and server had a core each. */
  readonly pinned: boolean;
  /** Load average over a minute when the run began: above 1 others were at work on this machine. */
  readonly loadAverage: number;
  readonly tookSeconds: number;
  readonly ratePerSecond: number;
  readonly connections: number;
  readonly parts: TruthParts;
}

/** A goal with the part that it belongs to. */
export interface PlacedGoal extends Goal {
  readonly part: PartName;
}

/** All goals, in the order of the parts. */
export function goalsOf(parts: TruthParts): readonly PlacedGoal[] {
  return partNames.flatMap((part) => parts[part]?.goals.map((goal) => ({ part, ...goal })) ?? []);
}

/** What wsrig itself said against the open runs that it made, each sentence once for each run. */
export function invalidReasonsOf({ a, b, c, d }: TruthParts): readonly string[] {
  return [
    ...(a?.samples.flatMap(({ invalid }) => invalid) ?? []),
    ...(b === undefined ? [] : [...b.stalled.invalid, ...b.unstalled.invalid]),
    ...(c?.invalid ?? []),
    ...(d?.invalid ?? []),
  ];
}

/**
 * The parts of a comma-separated list; all when it is empty.
 *
 * @throws Error that lists the known ones.
 */
export function chooseParts(only: string): readonly PartName[] {
  const names = only.split(",").filter((name) => name !== "");
  const unknown = names.find((name) => !partNames.some((part) => part === name));
  if (unknown !== undefined)
    throw new Error(`TRUTH_ONLY names "${unknown}"; must be of ${partNames.join(", ")}`);
  return names.length === 0 ? partNames : partNames.filter((part) => names.includes(part));
}
