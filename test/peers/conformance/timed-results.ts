// Which results a peer's death may have spoilt: those of cases that ended about when it did.

import type { CaseResult } from "../../../src/conformance/case-result.js";

/** A peer that ended on its own. */
export interface PeerDeath {
  /** The case that killed it, when it was alone; otherwise nothing is known. */
  readonly caseId?: string | undefined;
  /** How the process ended, as a phrase. */
  readonly how: string;
}

/** What became of all cases of one peer in one role. */
export interface PeerOutcome {
  /** In the order of the selection; cases without a result are left out. */
  readonly results: readonly CaseResult[];
  readonly deaths: readonly PeerDeath[];
  /** Why it was given up before the end. */
  readonly gaveUp?: string | undefined;
}

/** The result of the case in which a peer died: it failed, whatever the end of its connection looked like. */
export function deadlyResult(result: CaseResult, how: string): CaseResult {
  const reason = `The peer's process died (${how.split("\n")[0]?.slice(0, 200)}).`;
  return { ...result, verdict: "fail", reason, complaints: [result.reason, ...result.complaints] };
}

/** More deaths than this, and the rest of the cases is given up. */
export const mostDeaths = 100;

/** The news of a death may take so long to reach us, while the connections' ends are known already. */
const newsMs = 1_500;

/** Results as they come, with their times. */
export class TimedResults {
  readonly #ended = new Map<string, { readonly result: CaseResult; readonly atMs: number }>();

  /** When the last one came; before that, when it began. */
  lastAtMs = performance.now();

  add(result: CaseResult): void {
    this.lastAtMs = performance.now();
    this.#ended.set(result.id, { result, atMs: this.lastAtMs });
  }

  /** All of them, where the peer lived to the end. */
  all(): readonly CaseResult[] {
    return [...this.#ended.values()].map(({ result }) => result);
  }

  /** Those that a death at `diedAtMs` cannot have touched, and the ids of the others; of these the last `most` alone. */
  parted(
    diedAtMs: number,
    most: number,
  ): { readonly sound: readonly CaseResult[]; readonly suspects: readonly string[] } {
    const entries = [...this.#ended.values()];
    const isSuspect = ({ atMs }: { readonly atMs: number }): boolean => atMs >= diedAtMs - newsMs;
    const count = Math.min(most, entries.filter(isSuspect).length);
    const sound = entries.slice(0, entries.length - count);
    return {
      sound: sound.map(({ result }) => result),
      suspects: entries.slice(entries.length - count).map(({ result }) => result.id),
    };
  }
}
