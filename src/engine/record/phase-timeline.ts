// Which phase an instant belongs to.

import type { PlannedPhase } from "../executors/executor.js";

/** The phases of one load on the clock. What is before the first belongs to the first, what is after the last to the last. */
export class PhaseTimeline {
  readonly names: readonly string[];
  /** Where each phase but the first begins, µs of the clock. */
  readonly #fromUs: readonly number[];

  /** @param phases - At least one, in order, without gaps. */
  constructor(phases: readonly PlannedPhase[], startUs: number) {
    this.names = phases.map(({ name }) => name);
    this.#fromUs = phases.slice(1).map(({ fromMs }) => startUs + fromMs * 1_000);
  }

  /** Number of the phase at `us`. Phases are few: a walk from the first is cheapest. */
  indexAt(us: number): number {
    const fromUs = this.#fromUs;
    let index = 0;
    while (index < fromUs.length && us >= (fromUs[index] as number)) index++;
    return index;
  }

  /** The first instant after that of `indexAt`'s phase; `Infinity` for the last. */
  endOf(index: number): number {
    return this.#fromUs[index] ?? Number.POSITIVE_INFINITY;
  }

  /** The first instant of a phase; `-Infinity` for the first. */
  startOf(index: number): number {
    return index === 0 ? Number.NEGATIVE_INFINITY : (this.#fromUs[index - 1] as number);
  }
}
