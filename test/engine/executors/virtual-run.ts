// Runs an executor in virtual time with clients that take a known time, and writes down what it did.

import type { ExecutorContext, RunningExecutor } from "../../../src/engine/executors/executor.js";
import { executorOf } from "../../../src/engine/executors/executors.js";
import type { ExecutorPlan } from "../../../src/engine/plan/executor-plan.js";
import { type Share, wholeShare } from "../../../src/engine/plan/run-plan.js";
import type { Iteration, IterationEnd, VirtualClient } from "../../../src/engine/virtual-client.js";
import { FakeClock } from "../../fake-clock.js";

/** How an iteration goes. */
export interface Course {
  /** Until it ends by itself. `Infinity`: it waits to be stopped. */
  readonly takesMs: number;
  /** From `stop` to its end; default 0. `Infinity`: it waits to be terminated. */
  readonly drainsMs?: number;
  /** Default `again`. */
  readonly end?: IterationEnd;
  /** Rejects with it in place of an end. */
  readonly error?: Error;
}

export interface VirtualRunOptions {
  readonly plan: ExecutorPlan;
  readonly share?: Share;
  readonly warmUpMs?: number;
  /** When the load begins, after the clock's now. */
  readonly startsInUs?: number;
  readonly course?: (client: number, iteration: Iteration) => Course;
  readonly context?: Partial<ExecutorContext>;
}

/** An iteration that began; times in µs after the start of the load. */
export interface BegunIteration {
  readonly atUs: number;
  readonly client: number;
  readonly index: number;
  readonly dueUs?: number | undefined;
}

const clockStartUs = 5_000_000;

/** A run and its log; all times are µs after the start of the load. */
export class VirtualRun {
  readonly clock = new FakeClock(clockStartUs);
  readonly begun: BegunIteration[] = [];
  readonly stopped: { readonly atUs: number; readonly client: number }[] = [];
  readonly ended: { readonly atUs: number; readonly client: number }[] = [];
  readonly arrivedUs: number[] = [];
  readonly droppedUs: number[] = [];
  iterated = 0;
  readonly stop = new AbortController();
  readonly running: RunningExecutor;
  readonly #startUs: number;
  readonly #endUs: number;
  readonly #clients = new Map<number, FakeVirtualClient>();

  constructor({ plan, warmUpMs = 0, startsInUs = 0, course, ...options }: VirtualRunOptions) {
    this.#startUs = clockStartUs + startsInUs;
    const executor = executorOf(plan);
    this.#endUs = this.#startUs + executor.durationMs(plan, warmUpMs) * 1_000;
    this.running = executor.run(plan, {
      clock: this.clock,
      startUs: this.#startUs,
      warmUpMs,
      share: options.share ?? wholeShare,
      stop: this.stop.signal,
      client: (index) => this.client(index, course),
      arrived: (dueUs) => this.arrivedUs.push(dueUs - this.#startUs),
      dropped: (dueUs) => this.droppedUs.push(dueUs - this.#startUs),
      iterated: () => {
        this.iterated += 1;
      },
      ...options.context,
    });
  }

  nowUs(): number {
    return this.clock.nowUs() - this.#startUs;
  }

  /** Numbers of the clients that were made. */
  get clients(): readonly number[] {
    return [...this.#clients.keys()].sort((a, b) => a - b);
  }

  async advanceToMs(ms: number): Promise<void> {
    // Time stands still until what is due now has begun.
    await this.clock.advanceBy(0);
    await this.clock.advanceTo(this.#startUs + ms * 1_000);
  }

  /** To the end of the load's time, and until nothing runs any more. */
  async finish(): Promise<this> {
    await this.advanceToMs((this.#endUs - this.#startUs) / 1_000);
    await this.running.done;
    this.terminateAll();
    await this.running.settled();
    return this;
  }

  terminateAll(): void {
    for (const client of this.#clients.values()) client.terminate();
  }

  client(index: number, course: VirtualRunOptions["course"]): FakeVirtualClient {
    let client = this.#clients.get(index);
    if (client === undefined) {
      client = new FakeVirtualClient(this, index, course ?? (() => ({ takesMs: Number.POSITIVE_INFINITY })));
      this.#clients.set(index, client);
    }
    return client;
  }

  /** `client@ms` of every iteration begun. */
  get begunAtMs(): readonly string[] {
    return this.begun.map(({ client, atUs }) => `${client}@${atUs / 1_000}`);
  }

  /** `client@ms` of every stop that came while an iteration was under way. */
  get stoppedAtMs(): readonly string[] {
    return this.stopped.map(({ client, atUs }) => `${client}@${atUs / 1_000}`);
  }
}

/** Fails the test when it is used against its contract: one iteration at a time. */
class FakeVirtualClient implements VirtualClient {
  readonly #run: VirtualRun;
  readonly #index: number;
  readonly #course: (client: number, iteration: Iteration) => Course;
  #isBusy = false;
  #stopping = new AbortController();
  #terminating = new AbortController();

  constructor(run: VirtualRun, index: number, course: (client: number, iteration: Iteration) => Course) {
    this.#run = run;
    this.#index = index;
    this.#course = course;
  }

  async prepare(): Promise<void> {}

  async iterate(iteration: Iteration): Promise<IterationEnd> {
    if (this.#isBusy) throw new Error(`client ${this.#index} already runs an iteration`);
    this.#isBusy = true;
    this.#stopping = new AbortController();
    this.#terminating = new AbortController();
    const run = this.#run;
    const { clock } = run;
    const startUs = clock.nowUs() - run.nowUs();
    const dueUs = iteration.dueUs === undefined ? {} : { dueUs: iteration.dueUs - startUs };
    run.begun.push({ atUs: run.nowUs(), client: this.#index, index: iteration.index, ...dueUs });
    const { takesMs, drainsMs = 0, end = "again", error } = this.#course(this.#index, iteration);
    const isWhole = await slept(clock, takesMs, [this.#stopping.signal, this.#terminating.signal]);
    if (!isWhole) await slept(clock, drainsMs, [this.#terminating.signal]);
    this.#isBusy = false;
    run.ended.push({ atUs: run.nowUs(), client: this.#index });
    if (error) throw error;
    return end;
  }

  stop(): void {
    this.#run.stopped.push({ atUs: this.#run.nowUs(), client: this.#index });
    this.#stopping.abort();
  }

  terminate(): void {
    this.#terminating.abort();
  }

  async end(): Promise<void> {}
}

async function slept(clock: FakeClock, ms: number, signals: AbortSignal[]): Promise<boolean> {
  try {
    await clock.sleepUntilUs(clock.nowUs() + ms * 1_000, AbortSignal.any(signals));
    return true;
  } catch {
    return false; // An aborted signal is all that ends this sleep.
  }
}
