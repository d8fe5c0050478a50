// What conformance cases tell while they run: how many are done, which failed or changed, how long it may take.

import { systemClock } from "../clock.js";
import type { ConformanceCase } from "../conformance/case.js";
import type { CaseResult } from "../conformance/case-result.js";
import { changeBetween, outcomeOf } from "../conformance/report/outcome.js";
import { toldReason } from "../conformance/report/told-reason.js";
import { caseFacts, type JudgedReportCase } from "../report/case-facts.js";
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

  /** @param expected - The outcome that a baseline has: a case that has it is nothing to tell. */
  ended(result: CaseResult, expected?: string): void {
    this.#done++;
    const change = expected === undefined ? undefined : changeBetween(expected, outcomeOf(result));
    if (expected === undefined ? result.verdict === "fail" : change !== undefined) {
      if (result.verdict === "fail") this.#failed++;
      this.#tell(result, { expected, change });
    }
    const elapsedMs = (systemClock.nowUs() - this.#startedAtUs) / 1_000;
    const [done, all] = [this.#done, this.#all];
    this.#progress.show({
      done,
      failed: this.#failed,
      leftMs: done < fewestForEstimate ? undefined : (elapsedMs / done) * (all - done),
    });
  }

  #tell(result: CaseResult, standing: Pick<JudgedReportCase, "expected" | "change">): void {
    const { id, durationMs } = result;
    const { verdict, behavior, behaviorClose } = result;
    const reason = toldReason(this.#cases.get(id) ?? {}, result);
    const { mark, sentence, facts } = caseFacts({
      ...{ verdict, behavior, behaviorClose, reason },
      ...standing,
    });
    const title = standing.change === undefined || facts === "" ? sentence : `${sentence} (${facts})`;
    if (mark === "red") {
      this.#progress.check({ id, scenario: id, title, status: "fail", durationMs, tags: {} });
    } else this.#progress.note(`${mark === "better" ? "↑" : "↓"} ${printable(`${id}: ${title}`)}`);
  }
}
