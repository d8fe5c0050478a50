// A worker: all loads of its share, their metrics, and itself under watch. Where it runs is its link's business.

import { type Clock, sleepMs } from "../../clock.js";
import { WsrigError } from "../../errors.js";
import { MetricCollector } from "../../metrics/collector.js";
import { seededRandom } from "../../random.js";
import { shareStrayErrors } from "../../scenarios/stray-errors.js";
import { loadTags } from "../plan/load-tags.js";
import type { RunPlan, Share } from "../plan/run-plan.js";
import { SelfWatch } from "../self-watch.js";
import { collectGarbage } from "./collect-garbage.js";
import type { LoadFacts } from "./load-facts.js";
import { LoadRunner, type LoadRunnerOptions } from "./load-runner.js";
import type { WorkerCommand, WorkerError, WorkerReport, WorkerState } from "./worker-contract.js";

/** What a worker works in. */
export interface WorkerOptions extends Pick<LoadRunnerOptions, "clock" | "env" | "watchStrayErrors"> {
  report(report: WorkerReport): void;
}

const secondUs = 1_000_000;
const openingReportMs = 250;

/** One worker, from `prepare` to `done`. What goes wrong in it is reported, never thrown. */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #clock: Clock;
  readonly #collector: MetricCollector;
  readonly #finished = new AbortController();
  #plan: RunPlan | undefined;
  #share: Share | undefined;
  #runners: readonly LoadRunner[] = [];
  #isStopped = false;

  constructor(options: WorkerOptions) {
    const { watchStrayErrors } = options;
    this.#options = {
      ...options,
      watchStrayErrors: watchStrayErrors && shareStrayErrors(watchStrayErrors),
    };
    this.#clock = options.clock;
    this.#collector = new MetricCollector({ clock: options.clock });
  }

  /** Does what it is told. */
  take(command: WorkerCommand): void {
    switch (command.kind) {
      case "prepare":
        this.#attempt(() => this.#prepare(command.plan, command.share));
        return;
      case "begin":
        this.#attempt(() => this.#run(command.startUs));
        return;
      case "stop":
        this.#isStopped = true;
        for (const runner of this.#runners) runner.stop();
        return;
      case "terminate":
        this.#isStopped = true;
        for (const runner of this.#runners) runner.terminate();
        return;
      default:
        command satisfies never;
    }
  }

  #attempt(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      this.#finished.abort();
      for (const runner of this.#runners) runner.terminate();
      this.#options.report({ kind: "failed", error: describeError(error) });
    });
  }

  async #prepare(plan: RunPlan, share: Share): Promise<void> {
    this.#plan = plan;
    this.#share = share;
    const random = seededRandom(plan.seed);
    this.#runners = plan.loads.map(
      (load) =>
        new LoadRunner({
          ...this.#options,
          load,
          tags: loadTags(load, plan),
          share,
          pacing: plan.pacing,
          collector: this.#collector,
          random: random.fork(load.name),
        }),
    );
    if (this.#isStopped) for (const runner of this.#runners) runner.stop();
    const prepared = new AbortController();
    void this.#reportOpening(prepared.signal);
    try {
      await Promise.all(this.#runners.map((runner) => runner.prepare()));
    } finally {
      prepared.abort();
    }
    this.#options.report({ kind: "opening", ...this.#opening() });
    // The garbage of handshakes, now and not in the first measured second.
    collectGarbage();
    this.#options.report({ kind: "prepared" });
  }

  async #run(startUs: number): Promise<void> {
    const { limits } = this.#requirePlan();
    const tags = { worker: String((this.#share?.worker ?? 0) + 1) };
    const watch = new SelfWatch({
      collector: this.#collector,
      nowUs: this.#clock.nowUs(),
      tags,
      busyShare: limits.cpuShare,
    });
    try {
      // Together: what goes wrong in a report ends the loads too.
      const [loads] = await Promise.all([this.#runLoads(startUs), this.#reportSeconds(startUs, watch)]);
      watch.read(this.#clock.nowUs());
      const { longestBusySeconds } = watch;
      this.#options.report({
        kind: "done",
        delta: this.#collector.takeDelta(),
        totals: this.#collector.totals(),
        result: { loads, longestBusySeconds },
      });
    } finally {
      watch.stop();
    }
  }

  async #runLoads(startUs: number): Promise<readonly LoadFacts[]> {
    const loads = await Promise.all(this.#runners.map((runner) => runner.run(startUs)));
    this.#finished.abort();
    return loads;
  }

  /** One report at every whole second of the run, until it is over. */
  async #reportSeconds(startUs: number, watch: SelfWatch): Promise<void> {
    for (let second = 0; ; second++) {
      try {
        await this.#clock.sleepUntilUs(startUs + (second + 1) * secondUs, this.#finished.signal);
      } catch {
        return; // Only the end of the run aborts the sleep.
      }
      watch.read(this.#clock.nowUs());
      for (const runner of this.#runners) runner.flush();
      const delta = this.#collector.takeDelta();
      this.#options.report({ kind: "second", second, delta, state: this.#state() });
    }
  }

  async #reportOpening(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await sleepMs(this.#clock, openingReportMs, signal);
        this.#options.report({ kind: "opening", ...this.#opening() });
      }
    } catch {
      // All connections are open, or have failed.
    }
  }

  #opening(): { readonly opened: number; readonly failed: number } {
    const sum = { opened: 0, failed: 0 };
    for (const { handshakes } of this.#runners) {
      sum.opened += handshakes.opened;
      sum.failed += handshakes.failed;
    }
    return sum;
  }

  #state(): WorkerState {
    return {
      connections: this.#runners.reduce((sum, runner) => sum + runner.openConnections, 0),
      clients: this.#runners.reduce((sum, runner) => sum + runner.runningClients, 0),
      loads: this.#runners.flatMap(({ name, phase }) => (phase === undefined ? [] : [{ name, phase }])),
    };
  }

  #requirePlan(): RunPlan {
    if (this.#plan === undefined) throw new TypeError("a worker begins after it was prepared");
    return this.#plan;
  }
}

/** An error as data that crosses processes. */
export function describeError(error: unknown): WorkerError {
  if (error instanceof WsrigError) {
    const { code, message, hint, path, stack } = error;
    return { code, message, hint, path, stack };
  }
  return error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
}
