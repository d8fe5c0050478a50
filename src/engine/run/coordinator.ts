// Leads the workers of a run through it: one start, one beat, one end, whatever becomes of single workers.

import { type Clock, sleepMs } from "../../clock.js";
import { WsrigError } from "../../errors.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { SeriesPoint } from "../../metrics/run-report.js";
import type { RunPlan } from "../plan/run-plan.js";
import { addLoadFacts, type LoadFacts } from "./load-facts.js";
import { longestRunMs } from "./run-length.js";
import { progressOf, type RunProgress } from "./run-progress.js";
import { noState, WorkerBook } from "./worker-book.js";
import type { WorkerError, WorkerLink, WorkerReport } from "./worker-contract.js";

/** Options of {@link Coordinator}. */
export interface CoordinatorOptions {
  readonly plan: RunPlan;
  /** One a worker, in the order of their shares. */
  readonly links: readonly WorkerLink[];
  /** Gets the metrics of all workers. Its series is opened at the start, and sampled once for each second of the run. */
  readonly collector: MetricCollector;
  readonly clock: Clock;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** The run's time begins at `startUs`, a moment ahead; the series of the collector is open. */
  readonly onStart?: ((startUs: number) => void) | undefined;
  /** Second `second` of the run (from 0) is in the collector, and these are its points. */
  readonly onSecond?: ((points: readonly SeriesPoint[], second: number) => void) | undefined;
}

/** What all workers did together. */
export interface CoordinatedRun {
  /** In the order of the plan; a load of which no worker told anything is left out. */
  readonly loads: readonly LoadFacts[];
  /** Workers that were lost, and why. */
  readonly lost: readonly { readonly worker: string; readonly why: string }[];
  /** Metrics of workers whose deltas did not add up to their totals. */
  readonly incomplete: readonly { readonly worker: string; readonly metrics: readonly string[] }[];
  /** Longest stretch above the CPU limit, by worker. */
  readonly busySeconds: readonly { readonly worker: string; readonly seconds: number }[];
}

// Commands to processes take a while; all must have them before the start.
const startLeadUs = 150_000;
// How long the second of the fastest worker waits for the same second of the slowest.
const secondGraceMs = 500;
// A worker tells something every second at least, also while it opens and while it drains.
const silenceLimitSeconds = 60;
// Beyond everything that is planned: closing handshakes, and a loaded machine.
const patienceMs = 30_000;

/** Leads one run. */
export class Coordinator {
  readonly #options: CoordinatorOptions;
  readonly #books: readonly WorkerBook[];
  readonly #waiting = new Set<() => void>();
  readonly #over = new AbortController();
  #isStopped = false;
  #closedSeconds = 0;
  #isClosing = false;
  #bug: unknown;

  constructor(options: CoordinatorOptions) {
    this.#options = options;
    this.#books = options.links.map(({ name }) => new WorkerBook(name));
  }

  /**
   * Runs the plan to its end. A lost worker ends only its own share.
   *
   * @throws WsrigError for a mistake that a worker found (a scenario file, say); and our own bugs
   */
  async run(): Promise<CoordinatedRun> {
    const { links } = this.#options;
    const listening = setInterval(() => this.#countSilence(), 1_000).unref();
    try {
      this.#prepare();
      await this.#until(() => this.#books.every((book) => book.stage !== "opening"));
      this.#begin();
      const limitMs = longestRunMs(this.#options.plan) + patienceMs;
      await this.#until(() => this.#books.every((book) => book.isOver), limitMs);
      this.#giveUpOnSilent(limitMs);
      this.#closeSecond();
      return this.#outcome();
    } finally {
      clearInterval(listening);
      this.#over.abort();
      for (const link of links) link.close();
    }
  }

  /** Arrivals end now; what is under way is drained, and the run ends by itself. At any time, also before the run. */
  stop(): void {
    this.#isStopped = true;
    for (const link of this.#options.links) link.send({ kind: "stop" });
  }

  #prepare(): void {
    const { links, plan } = this.#options;
    for (const [worker, link] of links.entries()) {
      const book = this.#books[worker] as WorkerBook;
      link.listen({
        reported: (report) => this.#take(book, report),
        lost: (why) => this.#lose(book, why),
      });
      link.send({ kind: "prepare", plan, share: { worker, of: links.length } });
      if (this.#isStopped) link.send({ kind: "stop" });
    }
  }

  #begin(): void {
    const { links, clock, collector } = this.#options;
    const startUs = clock.nowUs() + (links.length > 1 ? startLeadUs : 0);
    collector.start();
    this.#options.onStart?.(startUs);
    for (const [index, link] of links.entries()) {
      const book = this.#books[index] as WorkerBook;
      if (book.isOver) continue;
      book.stage = "running";
      link.send({ kind: "begin", startUs });
    }
  }

  #take(book: WorkerBook, report: WorkerReport): void {
    if (book.isOver) return;
    book.silentSeconds = 0;
    switch (report.kind) {
      case "opening":
        book.opening = { opened: report.opened, failed: report.failed };
        this.#tellProgress();
        break;
      case "prepared":
        book.stage = "prepared";
        break;
      case "second":
        book.absorb(report.delta, this.#options.collector);
        book.state = report.state;
        book.seconds = report.second + 1;
        this.#secondCame(report.second);
        break;
      case "done":
        book.absorb(report.delta, this.#options.collector);
        book.result = report.result;
        book.incomplete = book.missing(report.totals);
        book.stage = "done";
        this.#secondCame(book.seconds - 1);
        break;
      case "failed":
        book.stage = "failed";
        this.#bug ??= revive(report.error);
        break;
      default:
        report satisfies never;
    }
    this.#wake();
  }

  #lose(book: WorkerBook, why: string): void {
    if (book.isOver) return;
    book.stage = "lost";
    book.lostBecause = why;
    book.state = noState;
    this.#wake();
  }

  /** Counts seconds of our own event loop: while that was held up, nothing can have been heard. */
  #countSilence(): void {
    for (const [index, book] of this.#books.entries()) {
      // One that is prepared waits for the others, and has nothing to tell.
      if (book.isOver || book.stage === "prepared") continue;
      if (++book.silentSeconds < silenceLimitSeconds) continue;
      this.#lose(book, `told nothing for ${silenceLimitSeconds} s`);
      // It may only be stopped, and would go on with its load later.
      this.#options.links[index]?.close();
    }
  }

  /** Closes a second when every worker that is left has told it, or some time after the first has. */
  #secondCame(second: number): void {
    if (second < this.#closedSeconds) return;
    if (this.#books.every((book) => book.isOver || book.seconds > second)) {
      this.#closeSecond();
      return;
    }
    if (this.#isClosing) return;
    this.#isClosing = true;
    void this.#closeAfterGrace(second);
  }

  async #closeAfterGrace(second: number): Promise<void> {
    try {
      await sleepMs(this.#options.clock, secondGraceMs, this.#over.signal);
    } catch {
      return; // The run is over, and has closed it.
    }
    this.#isClosing = false;
    if (second >= this.#closedSeconds) this.#closeSecond();
  }

  #closeSecond(): void {
    const second = this.#closedSeconds++;
    const points = this.#options.collector.sample();
    this.#tellProgress();
    this.#options.onSecond?.(points, second);
  }

  #tellProgress(): void {
    this.#options.onProgress?.(progressOf(this.#books));
  }

  /** Waits for `isTrue`, which every report may make so, or until the time is over. @throws what a worker failed with. */
  async #until(isTrue: () => boolean, limitMs?: number): Promise<void> {
    const over = new AbortController();
    await new Promise<void>((resolve, reject) => {
      const end = (settle: () => void): void => {
        over.abort();
        this.#waiting.delete(look);
        settle();
      };
      const look = (): void => {
        if (this.#bug !== undefined) end(() => reject(this.#bug));
        else if (isTrue()) end(resolve);
      };
      this.#waiting.add(look);
      if (limitMs !== undefined) {
        sleepMs(this.#options.clock, limitMs, over.signal).then(
          () => end(resolve),
          () => {}, // Only our own end aborts it.
        );
      }
      look();
    });
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }

  #giveUpOnSilent(limitMs: number): void {
    for (const book of this.#books) {
      if (book.isOver) continue;
      book.stage = "lost";
      book.lostBecause = `did not finish within ${Math.round(limitMs / 1_000)} s`;
    }
  }

  #outcome(): CoordinatedRun {
    const books = this.#books;
    return {
      loads: mergeLoads(this.#options.plan, books),
      lost: books.flatMap(({ name, lostBecause }) =>
        lostBecause === undefined ? [] : [{ worker: name, why: lostBecause }],
      ),
      incomplete: books.flatMap(({ name, incomplete }) =>
        incomplete.length === 0 ? [] : [{ worker: name, metrics: incomplete }],
      ),
      busySeconds: books.flatMap(({ name, result }) =>
        result === undefined ? [] : [{ worker: name, seconds: result.longestBusySeconds }],
      ),
    };
  }
}

function mergeLoads(plan: RunPlan, books: readonly WorkerBook[]): readonly LoadFacts[] {
  return plan.loads.flatMap(({ name }) => {
    const parts = books.flatMap(({ result }) => result?.loads.filter((load) => load.name === name) ?? []);
    const [first, ...others] = parts;
    return first === undefined ? [] : [others.reduce(addLoadFacts, first)];
  });
}

function revive({ code, message, hint, path, stack }: WorkerError): Error {
  const error = code === undefined ? new Error(message) : new WsrigError(code, message, { hint, path });
  if (stack !== undefined) error.stack = stack;
  return error;
}
