// A failed case is run once more: on a busy machine an absence may be proved by a stall of our own.

import type { CaseResult } from "../../../src/conformance/case-result.js";
import type { PeerRunOptions } from "./run-server-peer.js";
import type { PeerOutcome } from "./timed-results.js";

/** What became of all cases, and which ones failed once only. */
export interface TwiceOutcome extends PeerOutcome {
  /** Ids of cases that failed, and did not when they were run again; the second result counts. */
  readonly unsteady: readonly string[];
}

/** Failed cases at a time: fewer than before, and more than one as each may take seconds. */
const jobsAgain = 2;

/** Runs all cases, then those that failed once more. */
export async function runTwice(
  run: (options: PeerRunOptions) => Promise<PeerOutcome>,
  options: PeerRunOptions,
): Promise<TwiceOutcome> {
  const first = await run(options);
  const isDeadly = (id: string): boolean => first.deaths.some(({ caseId }) => caseId === id);
  const failed = first.results.filter(({ id, verdict }) => verdict === "fail" && !isDeadly(id));
  if (failed.length === 0 || first.gaveUp !== undefined) return { ...first, unsteady: [] };
  const ids = new Set(failed.map(({ id }) => id));
  const cases = options.cases.filter(({ id }) => ids.has(id));
  const again = await run({ ...options, cases, jobs: Math.min(jobsAgain, options.jobs) });
  const second = new Map<string, CaseResult>(again.results.map((result) => [result.id, result]));
  return {
    results: first.results.map((result) => second.get(result.id) ?? result),
    deaths: [...first.deaths, ...again.deaths],
    gaveUp: again.gaveUp,
    unsteady: again.results.filter(({ verdict }) => verdict !== "fail").map(({ id }) => id),
  };
}
