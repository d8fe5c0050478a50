// The checks of a run in bounded memory: the first ones that failed, the last ones of the others, and how many there were of each.

import type { LiveEvent } from "../../link/live-event.js";
import type { ReportCheck } from "../../metrics/run-report.js";

/** Of each sort. */
export const keptChecks = 1_000;

interface NumberedCheck {
  readonly number: number;
  readonly check: ReportCheck;
}

/** See the file's first line. */
export class KeptChecks {
  readonly #failed: NumberedCheck[] = [];
  #others: NumberedCheck[] = [];
  #told = 0;
  #counts = { pass: 0, fail: 0, notApplicable: 0 };

  add(check: ReportCheck): void {
    this.#counts = { ...this.#counts, [check.status]: this.#counts[check.status] + 1 };
    const numbered = { number: this.#told++, check };
    if (check.status === "fail") {
      if (this.#failed.length < keptChecks) this.#failed.push(numbered);
      return;
    }
    this.#others.push(numbered);
    // Not one by one: a shift of a long list for each check would cost.
    if (this.#others.length >= 2 * keptChecks) this.#others = this.#others.slice(-keptChecks);
  }

  /** Of all checks so far, those too that were never told one by one. */
  setCounts({ pass, fail, notApplicable }: Extract<LiveEvent, { kind: "checkCounts" }>): void {
    this.#counts = { pass, fail, notApplicable };
  }

  /** What gives a page the same: the checks in their order, then the counts of all; nothing where there were none. */
  events(): readonly LiveEvent[] {
    const checks = [...this.#failed, ...this.#others.slice(-keptChecks)].sort((a, b) => a.number - b.number);
    const { pass, fail, notApplicable } = this.#counts;
    if (pass + fail + notApplicable === 0) return [];
    return [
      ...checks.map(({ check }) => ({ kind: "check", check }) as const),
      { kind: "checkCounts", ...this.#counts },
    ];
  }
}
