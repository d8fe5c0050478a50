// Finds the highest rate or number of connections that still holds a bound.

import { nextProbe, type SearchConclusion } from "./next-probe.js";
import type { ProbeOutcome, ProbePurpose, SearchProbe } from "./probe.js";
import { ProbeLedger } from "./probe-ledger.js";
import { planSearch, type SearchRange } from "./search-options.js";

/** Options of {@link findHighest}. */
export interface SearchOptions extends SearchRange {
  /** Runs once with `value`. What it throws ends the search, unless `signal` has aborted. */
  readonly probe: (value: number, purpose: ProbePurpose) => Promise<ProbeOutcome>;
  /** After each probe. */
  readonly onProbe?: ((probe: SearchProbe) => void) | undefined;
  /** Ends the search; the probe under way must end itself. */
  readonly signal?: AbortSignal | undefined;
}

/** Why a search ended. */
export type SearchEnd =
  | Exclude<SearchConclusion, { kind: "generator-limit" }>
  /** At `value` the generator could not keep up, for `reason`: this is its limit; the target may hold more than the answer. */
  | { readonly kind: "generator-limit"; readonly value: number; readonly reason: string }
  /** All probes were used; `failing` is the lowest value that did not hold so far. */
  | { readonly kind: "probe-limit"; readonly failing?: number | undefined }
  | { readonly kind: "interrupted" };

/** What a search found. */
export interface SearchResult {
  /** All probes in the order made: the curve. */
  readonly probes: readonly SearchProbe[];
  /** The highest value that holds; undefined when none did. */
  readonly answer?: number | undefined;
  /** Whether the answer held twice in a row. Always true of `found` and `holds-everywhere`. */
  readonly isConfirmed: boolean;
  readonly ended: SearchEnd;
}

/**
 * Searches `low` to `high` by geometric growth from `start`, then by bisection down to the precision.
 *
 * Targets are noisy near their limit, so nothing counts for once: the answer must hold twice in a row, otherwise the
 * search steps down, and the value above it must fail twice in a row, otherwise it steps up. A value that goes to and
 * fro five times fails. An invalid probe ends the climb for good.
 *
 * @throws WsrigError `usage-invalid-search`, and whatever `probe` throws
 */
export async function findHighest(options: SearchOptions): Promise<SearchResult> {
  const plan = planSearch(options);
  const { probe, signal } = options;
  const ledger = new ProbeLedger();
  const probes: SearchProbe[] = [];
  const endedBy = (ended: SearchEnd): SearchResult => {
    const { floor } = ledger;
    return { probes, answer: floor?.value, isConfirmed: floor?.isSettled ?? false, ended };
  };
  for (;;) {
    const next = nextProbe(plan, ledger);
    if ("kind" in next) return endedBy(withReason(next, probes));
    if (signal?.aborted) return endedBy({ kind: "interrupted" });
    if (probes.length >= plan.maxProbes)
      return endedBy({ kind: "probe-limit", failing: ledger.ceiling?.value });
    const outcome = await probe(next.value, next.purpose).catch((error: unknown) => {
      if (signal?.aborted) return undefined;
      throw error;
    });
    // What an aborted run shows is the abort.
    if (outcome === undefined || signal?.aborted) return endedBy({ kind: "interrupted" });
    const done: SearchProbe = { ...next, ...outcome };
    probes.push(done);
    ledger.add(next.value, outcome);
    options.onProbe?.(done);
  }
}

function withReason(conclusion: SearchConclusion, probes: readonly SearchProbe[]): SearchEnd {
  if (conclusion.kind !== "generator-limit") return conclusion;
  const invalid = probes.find((probe) => probe.value === conclusion.value && probe.invalid !== undefined);
  return { ...conclusion, reason: invalid?.invalid ?? "" };
}
