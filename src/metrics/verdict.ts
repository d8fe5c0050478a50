// Was the run good, and why not: the verdict from what the run found.

import { formatAsBound } from "../units.js";
import { comparisonReasons } from "./comparison-verdict.js";
import { conformanceReasons } from "./conformance-verdict.js";
import type { Notice, ReportCheck, RunReport } from "./run-report.js";

/** What a verdict rests on. */
export interface VerdictInput {
  readonly checks?: readonly ReportCheck[] | undefined;
  readonly thresholds?: RunReport["thresholds"] | undefined;
  /** The peers of a conformance run. */
  readonly agents?: RunReport["agents"];
  /** Of an experiment or a comparison. */
  readonly comparisons?: RunReport["comparisons"];
  /** Ended by a signal before its plan was done. */
  readonly interrupted?: boolean | undefined;
  /** Why the numbers cannot be trusted, such as a generator that could not keep its schedule; empty when they can. */
  readonly invalid?: readonly Notice[] | undefined;
  /** False when no connection of the command ever got an HTTP answer. Default true. */
  readonly reachedHttp?: boolean | undefined;
}

/** A verdict and its reasons, the gravest first; a passed run has no reasons. */
export interface Verdict {
  readonly verdict: RunReport["verdict"];
  readonly reasons: Notice[];
}

const namesShown = 3;

/**
 * Judges a run. If several apply, the verdict is the first of interrupted, fail for a target that was never
 * reached, invalid, fail (the order of the exit codes), and the reasons of all are given.
 */
export function judgeRun(input: VerdictInput): Verdict {
  const interrupted = input.interrupted ? [interruptedReason] : [];
  const unreached = input.reachedHttp === false ? [unreachedReasonOf(input)] : [];
  const invalid = input.invalid ?? [];
  const failed = [
    ...thresholdReasons(input.thresholds ?? []),
    ...checkReasons(input.checks ?? []),
    ...conformanceReasons(input.agents ?? []),
    ...comparisonReasons(input.comparisons ?? []),
  ];
  const reasons = [...interrupted, ...unreached, ...invalid, ...failed];
  if (interrupted.length > 0) return { verdict: "interrupted", reasons };
  if (unreached.length > 0) return { verdict: "fail", reasons };
  if (invalid.length > 0) return { verdict: "invalid", reasons };
  return { verdict: failed.length > 0 ? "fail" : "pass", reasons };
}

const interruptedReason: Notice = {
  code: "interrupted",
  message: "The run was interrupted; the report covers what was done until then.",
  hint: "Run it again to the end before comparing its numbers.",
};

/** Clients come by themselves: where none did, there is no URL to check. */
function unreachedReasonOf({ agents }: VerdictInput): Notice {
  return agents?.length === 0 ? noClientReason : unreachedReason;
}

const noClientReason: Notice = {
  code: "no-client-came",
  message: "No client ran a case.",
  hint: "Let a client visit /getCaseCount and /runCase?case=1&agent=NAME at the URL above; a program gets it by {url} among its arguments, or in the variable WSRIG_URL.",
};

const unreachedReason: Notice = {
  code: "target-unreachable",
  message: "No connection got an HTTP answer from the target.",
  hint: "Check the URL and that the server is running and reachable from here.",
};

function thresholdReasons(thresholds: RunReport["thresholds"]): Notice[] {
  return thresholds
    .filter((threshold) => !threshold.ok)
    .map(({ metric, expression, observed }) => ({
      code: "threshold-failed",
      message: `Threshold ${metric}: ${expression} does not hold${observed === undefined ? "; the metric has no samples" : `; observed ${formatAsBound(observed, expression)}`}.`,
    }));
}

function checkReasons(checks: readonly ReportCheck[]): Notice[] {
  const failed = checks.filter((check) => check.status === "fail");
  if (failed.length === 0) return [];
  const applied = checks.filter((check) => check.status !== "notApplicable").length;
  const names = failed.slice(0, namesShown).map((check) => `${check.scenario}: ${check.title}`);
  const more = failed.length > namesShown ? `; and ${failed.length - namesShown} more` : "";
  return [
    {
      code: "checks-failed",
      message: `${failed.length} of ${applied} ${applied === 1 ? "check" : "checks"} failed (${names.join("; ")}${more}).`,
      hint: "Compare what was expected and what was received in the failed checks.",
    },
  ];
}
