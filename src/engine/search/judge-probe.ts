// From a whole run to the verdict of a probe.

import type { LoadsResult } from "../run-loads.js";
import type { ProbeOutcome } from "./probe.js";

/** What of a run a probe is judged by. */
export type ProbedRun = Pick<LoadsResult, "checks" | "thresholds" | "invalid" | "warnings" | "limitedBy">;

/**
 * Judges a run that was watched for one threshold.
 *
 * A failed check counts like a missed bound: a target that drops connections is fast for those that are left. A closed
 * loop in which the generator set the pace measures its own queueing: a bound missed in it says nothing of the target,
 * one that holds even so holds.
 */
export function judgeProbe(run: ProbedRun): ProbeOutcome {
  const [threshold] = run.thresholds;
  const observed = threshold?.observed;
  const failures = failuresOf(run);
  const holds = threshold?.ok === true && failures.length === 0;
  const isMissedAlone = !holds && failures.length === 0;
  const invalid = run.invalid[0]?.message ?? (isMissedAlone ? saturation(run) : undefined);
  return {
    holds,
    ...(observed !== undefined && { observed }),
    ...(failures.length > 0 && { failures }),
    ...(invalid !== undefined && { invalid }),
  };
}

function failuresOf({ checks, thresholds }: ProbedRun): readonly string[] {
  const failed = checks
    .filter(({ status }) => status === "fail")
    .map(({ title, received, reason }) => `${title}: failed${detail([received, reason])}`);
  const hasSamples = thresholds[0]?.observed !== undefined;
  return hasSamples ? failed : [...failed, "the metric has no samples"];
}

function detail(parts: readonly (string | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? "" : ` (${known.join("; ")})`;
}

function saturation({ limitedBy, warnings }: ProbedRun): string | undefined {
  if (limitedBy !== "generator") return undefined;
  return warnings.find(({ code }) => code === "generator-saturated")?.message;
}
