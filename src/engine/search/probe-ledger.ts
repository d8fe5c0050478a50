// What the probes of a search came to, value by value.

import type { ProbeOutcome } from "./probe.js";

/** What the last probe of a value said. A probe that is invalid says nothing about the target, and no more is asked. */
export type ValueVerdict = "holds" | "fails" | "invalid";

// A target right at its limit holds and fails by chance; five tries without two alike in a row mean that it does not hold.
const maxTries = 5;

/** A value whose probes are known. */
export interface ProbedValue {
  readonly value: number;
  readonly verdict: ValueVerdict;
  /** Whether it was confirmed: two probes in a row said the same. */
  readonly isSettled: boolean;
}

/** All values of a search that were probed. */
export class ProbeLedger {
  readonly #tries = new Map<number, ValueVerdict[]>();

  add(value: number, outcome: ProbeOutcome): void {
    const verdict = outcome.invalid !== undefined ? "invalid" : outcome.holds ? "holds" : "fails";
    this.#tries.set(value, [...(this.#tries.get(value) ?? []), verdict]);
  }

  /** The lowest value that does not hold. */
  get ceiling(): ProbedValue | undefined {
    return this.#values().find(({ verdict }) => verdict !== "holds");
  }

  /**
   * The highest value that holds. Always below the ceiling: new values are probed within the bracket only, and of
   * the known ones only its two ends.
   */
  get floor(): ProbedValue | undefined {
    return this.#values().findLast(({ verdict }) => verdict === "holds");
  }

  /** By value, lowest first. */
  #values(): readonly ProbedValue[] {
    return [...this.#tries]
      .map(([value, tries]) => ({ value, ...judge(tries) }))
      .sort((a, b) => a.value - b.value);
  }
}

function judge(tries: readonly ValueVerdict[]): Omit<ProbedValue, "value"> {
  const [before, last = "fails"] = [tries.at(-2), tries.at(-1)];
  if (last === "invalid") return { verdict: last, isSettled: true };
  if (before === last) return { verdict: last, isSettled: true };
  return tries.length >= maxTries
    ? { verdict: "fails", isSettled: true }
    : { verdict: last, isSettled: false };
}
