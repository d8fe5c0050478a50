// What conformance cases tell while they run: how many are done, which failed, how long it may take.

import { systemClock } from "../clock.js";
import type { ConformanceCase } from "../conformance/case.js";
import type { CaseResult } from "../conformance/case-result.js";
import { toldReason } from "../conformance/report/told-reason.js";
import { printable } from "../report/printable.js";
import type { Progress } from "./progress.js";

/** Below this many, the time left would be a guess. */
const fewestForEstimate = 16;

/** Tells `progress` of each case that ends. */
export class CaseProgress {
  readonly #progress: Progress;
  #all: number;
  #peers = 1;
  readonly #cases: ReadonlyMap<string, ConformanceCase>;
  readonly #startedAtUs = systemClock.nowUs();
  #done = 0;
  #failed = 0;

  /** @param selected - The cases that will end. */
  constructor(progress: Progress, selected: readonly ConformanceCase[]) {
    this.#progress = progress;
    this.#all = selected.length;
    this.#cases = new Map(selected.map((testCase) => [testCase.id, testCase]));
    progress.begin(this.#all === 1 ? "1 case" : `${this.#all} cases`);
  }

  /** A peer has come that is to run all cases, by the name that it gave itself; the first is expected from the start. */
  peerCame(name: string): void {
    if (this.#peers++ > 1) this.#all += this.#cases.size;
    this.#progress.begin(`${this.#cases.size} cases: ${printable(name)}`);
  }

  ended(result: CaseResult): void {
    const { id, verdict, durationMs } = result;
    this.#done++;
    if (verdict === "fail") {
      this.#failed++;
      const title = toldReason(this.#cases.get(id) ?? {}, result);
      this.#progress.check({ id, scenario: id, title, status: "fail", durationMs, tags: {} });
    }
    const elapsedMs = (systemClock.nowUs() - this.#startedAtUs) / 1_000;
    const [done, all] = [this.#done, this.#all];
    this.#progress.show({
      done,
      failed: this.#failed,
      leftMs: done < fewestForEstimate ? undefined : (elapsedMs / done) * (all - done),
    });
  }
}
