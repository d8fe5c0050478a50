// One load in one worker: its executor, its clients, its books, from the first connection to the last.

import { setMaxListeners } from "node:events";
import { type Clock, sleepMs } from "../../clock.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { Tags } from "../../metrics/run-report.js";
import type { Random } from "../../random.js";
import type { PlannedPhase } from "../executors/executor.js";
import { executorOf } from "../executors/executors.js";
import { clientsOf } from "../executors/share-split.js";
import type { LoadPlan, Pacing, Share } from "../plan/run-plan.js";
import { MessageBook } from "../record/message-book.js";
import { inFlightOf } from "../record/message-counts.js";
import { PhasedCounter, PhasedTrend } from "../record/phased-metrics.js";
import { ConnectionOpener } from "../traffic/connection-opener.js";
import { SessionBook } from "../traffic/session-book.js";
import type { VirtualClient } from "../virtual-client.js";
import { BookedPhases } from "./booked-phases.js";
import { CountedClient, RunningCount } from "./counted-client.js";
import type { LoadFacts } from "./load-facts.js";
import { MeasuredCpu } from "./measured-cpu.js";
import { openingMs, phasesSpent } from "./run-length.js";
import { ScriptWork, type ScriptWorkOptions } from "./script-work.js";
import { trafficWork } from "./traffic-work.js";
import type { Work } from "./work.js";

/** What a load runs in. */
export interface LoadRunnerOptions {
  readonly load: LoadPlan;
  /** Of all metrics of the load. */
  readonly tags: Tags;
  readonly share: Share;
  readonly pacing: Pacing;
  readonly clock: Clock;
  readonly collector: MetricCollector;
  /** Fixed by the run's seed and the load's name. */
  readonly random: Random;
  readonly env: ScriptWorkOptions["env"];
  readonly watchStrayErrors?: ScriptWorkOptions["watchStrayErrors"];
}

/** One load of a worker. Calls come in the order prepare, run; stop and terminate at any time. */
export class LoadRunner {
  readonly #options: LoadRunnerOptions;
  readonly #phases: readonly PlannedPhase[];
  readonly #book: MessageBook;
  readonly #sessions: SessionBook;
  readonly #booked: BookedPhases;
  readonly #opener: ConnectionOpener;
  readonly #work: Work;
  readonly #clients = new Map<number, VirtualClient>();
  readonly #stopping = new AbortController();
  readonly #terminating = new AbortController();
  #hasBegun = false;
  #startUs = 0;
  #endUs: number | undefined;
  readonly #counted = { iterations: 0, droppedIterations: 0, unansweredAtEnd: 0 };
  readonly #running = new RunningCount();
  readonly #cpu = new MeasuredCpu();

  constructor(options: LoadRunnerOptions) {
    this.#options = options;
    const { load, tags, clock, collector, share } = options;
    const { executor, warmUpMs, connect, work, url } = load;
    setMaxListeners(0, this.#terminating.signal);
    this.#phases = executorOf(executor).phases(executor, warmUpMs);
    const messageTimeoutMs = work.kind === "script" ? Number.POSITIVE_INFINITY : work.messageTimeoutMs;
    this.#book = new MessageBook({ collector, tags, messageTimeoutUs: messageTimeoutMs * 1_000 });
    this.#sessions = new SessionBook(collector, tags, clock);
    this.#booked = new BookedPhases(this.#sessions, (us) => this.#book.phaseAt(us));
    const { signal } = this.#terminating;
    this.#opener = new ConnectionOpener({ url, connect, share, clock, collector, tags, signal });
    this.#work = this.#makeWork();
  }

  get name(): string {
    return this.#options.load.name;
  }

  /** Handshakes so far. */
  get handshakes(): { readonly opened: number; readonly failed: number } {
    const { opened, attempted } = this.#opener.facts;
    return { opened, failed: attempted - opened };
  }

  get openConnections(): number {
    return this.#sessions.openConnections;
  }

  /** Virtual clients with an iteration under way. */
  get runningClients(): number {
    return this.#running.clients;
  }

  /** The phase of now; `undefined` before the load's time, `draining` after it. */
  get phase(): string | undefined {
    if (!this.#hasBegun) return undefined;
    if (this.#endUs !== undefined) return "draining";
    return this.#book.phaseAt(this.#options.clock.nowUs());
  }

  /** Opens the work, and the connections that are held from the start where there is no time for that later. */
  async prepare(): Promise<void> {
    await this.#work.open();
    if (this.#opensBeforeRun()) await this.#openHeld();
  }

  /** From the start of the run to the end of the load. Rejects for our own bugs only. */
  async run(runStartUs: number): Promise<LoadFacts> {
    const { load, clock } = this.#options;
    this.#startUs = runStartUs + load.startMs * 1_000;
    if (!this.#opensBeforeRun()) await this.#openBeforeStart();
    await this.#sleepUntil(this.#startUs);
    this.#book.begin(this.#phases, this.#startUs);
    this.#book.endsAt(this.#startUs + this.#plannedMs() * 1_000);
    this.#hasBegun = true;
    if (!this.#stopping.signal.aborted) await this.#execute();
    this.#endUs ??= clock.nowUs();
    const endUs = this.#endUs;
    await Promise.all([...this.#clients.values()].map((client) => client.end()));
    const checks = await this.#work.close();
    this.flush();
    return this.#facts(checks, endUs);
  }

  /** Arrivals end now; what is under way is drained. Before the load's time handshakes in progress are given up. */
  stop(): void {
    this.#stopping.abort();
    if (!this.#hasBegun) this.#terminating.abort();
  }

  /** Everything ends now. */
  terminate(): void {
    this.#stopping.abort();
    this.#terminating.abort();
    for (const client of this.#clients.values()) client.terminate();
  }

  /** Brings the collector up to date. */
  flush(): void {
    const { collector, clock, tags } = this.#options;
    const nowUs = this.#endUs ?? clock.nowUs();
    this.#book.flush();
    if (!this.#hasBegun) return;
    this.#noteSteady(nowUs);
    if (this.#work.holdsConnections) this.#booked.book(nowUs);
    collector.gauge("ws_clients", "1", tags).set(this.#running.clients);
  }

  /** A load that begins later has its connections when it begins, as one that begins with the run has: else what is due first is dropped. */
  async #openBeforeStart(): Promise<void> {
    await this.#sleepUntil(this.#startUs - openingMs(this.#options.load) * 1_000);
    if (!this.#stopping.signal.aborted) await this.#openHeld();
  }

  /** A load that begins with the run, or too soon after it to open its connections meanwhile. */
  #opensBeforeRun(): boolean {
    return this.#options.load.startMs <= openingMs(this.#options.load);
  }

  async #openHeld(): Promise<void> {
    const { executor } = this.#options.load;
    if (!this.#work.holdsConnections || executor.kind !== "constant-clients") return;
    const own = clientsOf(this.#options.share, executor.clients);
    await Promise.all(own.map((index) => this.#client(index).prepare()));
  }

  async #execute(): Promise<void> {
    const { load, clock, share, collector, tags } = this.#options;
    const { executor, warmUpMs } = load;
    this.#noteSteady(clock.nowUs());
    const counting = { collector, tags, book: this.#book };
    const lateness = new PhasedTrend({ ...counting, name: "generator_lateness" });
    const dropped = new PhasedCounter({ ...counting, name: "dropped_iterations" });
    // A script counts its iterations by itself.
    const isScript = load.work.kind === "script";
    const iterations = isScript ? undefined : new PhasedCounter({ ...counting, name: "iterations" });
    for (const each of [dropped, iterations]) each?.add(this.#startUs + warmUpMs * 1_000, 0);
    const running = executorOf(executor).run(executor, {
      ...{ clock, warmUpMs, share },
      startUs: this.#startUs,
      stop: this.#stopping.signal,
      client: (index) => this.#client(index),
      arrived: (dueUs) => lateness.record(dueUs, Math.max(0, Math.round(clock.nowUs() - dueUs))),
      dropped: (dueUs) => {
        this.#counted.droppedIterations++;
        dropped.add(dueUs, 1);
      },
      iterated: () => {
        this.#counted.iterations++;
        iterations?.add(clock.nowUs(), 1);
      },
    });
    this.#booked.book(this.#startUs);
    void this.#flushPhases();
    // Clients that were prepared join a schedule in this turn: what is due at once is not dropped for want of them.
    await new Promise((resolve) => setImmediate(resolve));
    this.#work.begin(this.#startUs);
    await running.done;
    this.#endUs = clock.nowUs();
    this.#book.endsAt(this.#endUs);
    this.#noteSteady(this.#endUs);
    this.#cpu.end();
    this.#counted.unansweredAtEnd = inFlightOf(this.#book.total());
    this.#work.end();
    await this.#drain(running.settled());
  }

  /** Looks at the end of each phase, beside the looks of each second. */
  async #flushPhases(): Promise<void> {
    for (const { toMs } of this.#phases.slice(0, -1)) {
      await this.#sleepUntil(this.#startUs + toMs * 1_000);
      // Stopped: there are no further phases.
      if (this.#stopping.signal.aborted) return;
      this.flush();
    }
  }

  /** Waits for what is under way, at most the graceful stop; then everything is dropped. */
  async #drain(settled: Promise<void>): Promise<void> {
    const { clock, load } = this.#options;
    const hasSettled = new AbortController();
    const signal = AbortSignal.any([this.#terminating.signal, hasSettled.signal]);
    const timeout = sleepMs(clock, load.gracefulStopMs, signal).catch(() => {
      // Aborted: everything has settled, or the run is terminated.
    });
    await Promise.race([settled, timeout]);
    hasSettled.abort();
    for (const client of this.#clients.values()) client.terminate();
    await settled;
  }

  #client(index: number): VirtualClient {
    const known = this.#clients.get(index);
    if (known !== undefined) return known;
    const client = new CountedClient(this.#work.client(index), this.#running);
    this.#clients.set(index, client);
    return client;
  }

  #makeWork(): Work {
    const { load, share, pacing, random, clock, collector, tags, env, watchStrayErrors } = this.#options;
    const plan = load.work;
    if (plan.kind === "script") {
      const clients = executorOf(load.executor).maxClients(load.executor);
      const { signal } = this.#terminating;
      const own = {
        plan,
        clients,
        signal,
        watchStrayErrors,
        phaseAt: (us: number) => this.#book.phaseAt(us),
      };
      return new ScriptWork({ load, random, clock, collector, tags, env, ...own });
    }
    const own = { book: this.#book, opener: this.#opener, sessions: this.#sessions };
    return trafficWork({ load, plan, share, pacing, random, clock, collector, tags, ...own });
  }

  /** The CPU of the measured time begins with the first phase that is no warm-up. */
  #noteSteady(nowUs: number): void {
    if (this.#book.phaseAt(nowUs) !== "warm-up") this.#cpu.begin(nowUs);
  }

  async #sleepUntil(dueUs: number): Promise<void> {
    try {
      await this.#options.clock.sleepUntilUs(dueUs, this.#stopping.signal);
    } catch {
      // Stopped before the time came: the caller looks at the signal.
    }
  }

  /** From the load's start to its end, ms; `Infinity` where that is not known ahead. */
  #plannedMs(): number {
    const { executor, warmUpMs } = this.#options.load;
    return executorOf(executor).durationMs(executor, warmUpMs);
  }

  #facts(checks: LoadFacts["checks"], endUs: number): LoadFacts {
    const handshakes = this.#opener.facts;
    const cpuSpanMs = this.#cpu.spanMs(endUs);
    const phases = phasesSpent(this.#options.load, this.#phases, (endUs - this.#startUs) / 1_000);
    return {
      name: this.name,
      handshakes: { ...handshakes, reachedHttp: handshakes.reachedHttp || this.#work.reachedHttp },
      droppedBecause: this.#sessions.droppedBecause,
      counts: this.#book.counts(),
      phases,
      ...this.#counted,
      checks,
      // Of the phases, to which messages are counted: a timer that comes late is not in it.
      steadyMs: phases.reduce((sum, { name, spentMs }) => (name === "warm-up" ? sum : sum + spentMs), 0),
      cpuUs: this.#cpu.cpuUs,
      busiestShare: cpuSpanMs > 0 && this.#clients.size > 0 ? this.#cpu.cpuUs / (cpuSpanMs * 1_000) : 0,
    };
  }
}
