// What conformance cases tell while they run: how many are done, which failed or changed, how long it may take.

import { type Clock, systemClock } from "../../clock.js";
import type { ConformanceCase } from "../../conformance/case.js";
import type { CaseResult } from "../../conformance/case-result.js";
import { changeBetween, outcomeOf } from "../../conformance/report/outcome.js";
import { toldReason } from "../../conformance/report/told-reason.js";
import { caseFacts, type JudgedReportCase } from "../../report/case-facts.js";
import { printable } from "../../report/printable.js";
import type { Progress } from "../progress/progress.js";

/** With fewer cases done, or less of the weight of all, the time left would be a guess. */
const fewestForEstimate = 16;
const leastShareForEstimate = 0.1;

// In times of a plain case among several at a time, as measured on our own server over all cases: 36 ms for a plain one, 1 s and 52 s for
// 1,000 compressed messages with 16 KB and 131 MB in all. The dear ones come last, so that cases may not count alike.
const heavyWeight = 25;
const bytesPerWeight = 100_000;

/** Tells `progress` of each case that ends. */
export class CaseProgress {
  readonly #progress: Progress;
  readonly #clock: Clock;
  readonly #weightOfEach: number;
  /** Those that came; one before any has. */
  #peers = 1;
  #hasPeer = false;
  readonly #cases: ReadonlyMap<string, ConformanceCase>;
  readonly #startedAtUs: number;
  #done = 0;
  #doneWeight = 0;
  #failed = 0;
  /** Of each peer, by case: a client may run one again. */
  readonly #verdicts = new Map<string, Map<string, CaseResult["verdict"]>>();

  /** @param selected - The cases that will end. */
  constructor(progress: Progress, selected: readonly ConformanceCase[], clock: Clock = systemClock) {
    this.#progress = progress;
    this.#clock = clock;
    this.#startedAtUs = clock.nowUs();
    this.#weightOfEach = selected.reduce((sum, testCase) => sum + weightOf(testCase), 0);
    this.#cases = new Map(selected.map((testCase) => [testCase.id, testCase]));
    progress.begin(selected.length === 1 ? "1 case" : `${selected.length} cases`);
  }

  /** A peer has come that is to run all cases, by the name that it gave itself; the first is expected from the start. */
  peerCame(name: string): void {
    if (this.#hasPeer) this.#peers++;
    this.#hasPeer = true;
    this.#progress.begin(`${this.#cases.size} cases: ${printable(name)}`);
  }

  /**
   * @param expected - The outcome that a baseline has: a case that has it is nothing to tell.
   * @param agent - The peer.
   */
  ended(result: CaseResult, expected?: string, agent = ""): void {
    this.#done++;
    this.#count(agent, result);
    const change = expected === undefined ? undefined : changeBetween(expected, outcomeOf(result));
    if (expected === undefined ? result.verdict === "fail" : change !== undefined) {
      if (result.verdict === "fail") this.#failed++;
      this.#tell(result, { expected, change });
    }
    const testCase = this.#cases.get(result.id);
    if (testCase !== undefined) this.#doneWeight += weightOf(testCase);
    this.#progress.show({ done: this.#done, failed: this.#failed, leftMs: this.#leftMs() });
  }

  #count(agent: string, { id, verdict }: CaseResult): void {
    const { live } = this.#progress;
    if (live === undefined) return;
    const verdicts = this.#verdicts.get(agent) ?? new Map<string, CaseResult["verdict"]>();
    this.#verdicts.set(agent, verdicts.set(id, verdict));
    const total = this.#cases.size;
    const agents = [...this.#verdicts].map(([name, own]) => ({
      agent: printable(name),
      total,
      verdicts: countsOf(own.values()),
    }));
    live.tell({ kind: "cases", agents });
  }

  /** Milliseconds at the pace so far; `undefined` while they would be a guess. */
  #leftMs(): number | undefined {
    const all = this.#weightOfEach * this.#peers;
    const done = this.#doneWeight;
    if (this.#done < fewestForEstimate || done < all * leastShareForEstimate) return undefined;
    const elapsedMs = (this.#clock.nowUs() - this.#startedAtUs) / 1_000;
    // A client may run a case again.
    return (elapsedMs / done) * Math.max(0, all - done);
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

function countsOf(verdicts: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const verdict of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function weightOf({ load, runsAlone = false }: ConformanceCase): number {
  if (load !== undefined) return heavyWeight + load.bytes / bytesPerWeight;
  return runsAlone ? heavyWeight : 1;
}
