// Which cases a peer runs next: all together; after a death those that may be guilty one after the other, the last of them by itself.

import type { ConformanceCase } from "../../../src/conformance/case.js";
import type { CaseResult } from "../../../src/conformance/case-result.js";
import type { TimedResults } from "./timed-results.js";

/** Cases for one start of a peer. */
export interface Batch {
  readonly cases: readonly ConformanceCase[];
  readonly jobs: number;
}

/** How a start of a peer ended. */
export type BatchEnd =
  | { readonly kind: "alive"; readonly results: TimedResults }
  | { readonly kind: "died"; readonly diedAtMs: number; readonly results: TimedResults };

/** One case at a time: when the news of a death comes, at most so many cases have ended since. */
const lastInRow = 3;

/** Narrows deaths down to the case that causes them. */
export class BatchQueue {
  readonly #cases: readonly ConformanceCase[];
  readonly #jobs: number;
  /** Cases to run one after the other, with one start of the peer. */
  #inRow: readonly string[] = [];
  /** Cases to run with a start of their own. */
  #alone: readonly string[] = [];
  /** A case that had a start of its own is not tried again. */
  readonly #tried = new Set<string>();
  #triedBefore = "";

  constructor(cases: readonly ConformanceCase[], jobs: number) {
    this.#cases = cases;
    this.#jobs = jobs;
  }

  /** The next batch; `undefined` when nothing is left to try. */
  next(kept: ReadonlyMap<string, CaseResult>): Batch | undefined {
    const left = this.#cases.filter(({ id }) => !kept.has(id) && !this.#tried.has(id));
    const alone = left.find(({ id }) => this.#alone.includes(id));
    if (alone !== undefined) return this.#once(alone);
    const inRow = left.filter(({ id }) => this.#inRow.includes(id));
    if (inRow.length > 0) return this.#unlessTried(inRow, 1);
    const together = left.filter(({ runsAlone }) => runsAlone !== true);
    return together.length > 0 ? this.#unlessTried(together, this.#jobs) : this.#unlessTried(left, 1);
  }

  /** Which results count, and which cases may have caused the death or suffered from it. */
  judge(
    { cases, jobs }: Batch,
    end: BatchEnd,
  ): { readonly sound: readonly CaseResult[]; readonly suspects: readonly string[] } {
    if (end.kind === "alive" || cases.length === 1) return { sound: end.results.all(), suspects: [] };
    return end.results.parted(end.diedAtMs, jobs === 1 ? lastInRow : Number.POSITIVE_INFINITY);
  }

  /** Looks at these more closely than before. */
  suspect(ids: readonly string[]): void {
    if (ids.length === 0) return;
    if (ids.length <= lastInRow) this.#alone = ids;
    else this.#inRow = ids;
  }

  /** The same batch twice brings nothing; by itself its first case shows what it does. */
  #unlessTried(cases: readonly ConformanceCase[], jobs: number): Batch | undefined {
    const [first] = cases;
    if (first === undefined) return undefined;
    const key = cases.map(({ id }) => id).join();
    if (key === this.#triedBefore) return this.#once(first);
    this.#triedBefore = key;
    return { cases, jobs };
  }

  #once(testCase: ConformanceCase): Batch {
    this.#tried.add(testCase.id);
    return { cases: [testCase], jobs: 1 };
  }
}
