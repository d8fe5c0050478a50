// A scenario of a file as the work of a load: each iteration is one session.

import pLimit from "p-limit";
import type { Clock } from "../../clock.js";
import { WsrigError } from "../../errors.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { ReportCheck, Tags } from "../../metrics/run-report.js";
import type { Random } from "../../random.js";
import { connectTarget, httpOrigin } from "../../scenarios/connect-options.js";
import { gotHttpAnswer } from "../../scenarios/dial-metrics.js";
import type { Scenario } from "../../scenarios/scenario.js";
import { ScenarioStage } from "../../scenarios/scenario-stage.js";
import { StrayErrors, type WatchStrayErrors } from "../../scenarios/stray-errors.js";
import { loadRunFile } from "../file/load-run-file.js";
import type { LoadPlan, ScriptPlan } from "../plan/run-plan.js";
import type { Iteration, IterationEnd, VirtualClient } from "../virtual-client.js";
import type { Work } from "./work.js";

/** What a script works with. */
export interface ScriptWorkOptions {
  readonly load: LoadPlan;
  readonly plan: ScriptPlan;
  /** Clients over all workers, for the script's setup. */
  readonly clients: number;
  readonly random: Random;
  readonly clock: Clock;
  readonly collector: MetricCollector;
  readonly tags: Tags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The phase of the load at an instant, µs of the clock. */
  readonly phaseAt: (us: number) => string;
  /** Aborts when the run is interrupted, which cuts off a setup or a teardown; the end of the load's time does not. */
  readonly signal: AbortSignal;
  /** Where the process hands errors that nobody caught (see `watchStrayErrors` of runScenarios). */
  readonly watchStrayErrors?: WatchStrayErrors | undefined;
}

/** The work of a load with a script. Its setup and teardown run once in every worker. */
export class ScriptWork implements Work {
  readonly holdsConnections = false;
  readonly #options: ScriptWorkOptions;
  readonly #sessionsEnd = new AbortController();
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #strayErrors = new StrayErrors();
  #stage: ScenarioStage | undefined;
  #isOpen = false;
  #unwatch: (() => void) | undefined;
  #reachedHttp = false;

  constructor(options: ScriptWorkOptions) {
    this.#options = options;
    this.#limit = pLimit(options.load.connect.concurrency);
  }

  /** Whether the target answered any handshake in HTTP. */
  get reachedHttp(): boolean {
    return this.#reachedHttp;
  }

  async open(): Promise<void> {
    const { load, collector, tags, clock, phaseAt, watchStrayErrors } = this.#options;
    const scenario = await this.#load();
    this.#unwatch = watchStrayErrors?.(this.#strayErrors.take);
    this.#stage = new ScenarioStage({
      scenario,
      setup: this.#setupContext(scenario),
      sessionsEnd: this.#sessionsEnd.signal,
      dial: load.connect.dial,
      target: { isWsrig: false, named: true },
      collector,
      tags,
      clock,
      phaseNow: () => phaseAt(clock.nowUs()),
      strayErrors: this.#strayErrors,
      limitDial: (dialling) => this.#limit(dialling),
      dialled: (result) => {
        this.#reachedHttp ||= gotHttpAnswer(result);
      },
    });
    this.#isOpen = await this.#stage.open();
  }

  client(index: number): VirtualClient {
    return new ScriptClient((iteration) => this.#iterate(index, iteration), this.#sessionsEnd);
  }

  begin(): void {}

  end(): void {}

  async close(): Promise<readonly ReportCheck[]> {
    try {
      return (await this.#stage?.close()) ?? [];
    } finally {
      this.#unwatch?.();
    }
  }

  async #iterate(client: number, iteration: Iteration): Promise<IterationEnd> {
    if (!this.#isOpen || this.#stage === undefined) return "spent";
    const { index, dueUs } = iteration;
    // An arrival belongs to the phase in which it was due, as messages do.
    await this.#stage.runSession(
      client,
      index,
      dueUs === undefined ? undefined : this.#options.phaseAt(dueUs),
    );
    return "again";
  }

  async #load(): Promise<Scenario> {
    const { plan, env } = this.#options;
    const { scenarios } = await loadRunFile(plan.file, { env });
    const scenario = scenarios.find(({ name }) => name === plan.scenario);
    if (scenario !== undefined) return scenario;
    throw new WsrigError(
      "scenario-unknown",
      `${plan.file} has no scenario named "${plan.scenario}"; it has ${scenarios.map(({ name }) => name).join(", ")}`,
      { path: "scenario" },
    );
  }

  #setupContext(scenario: Scenario) {
    const { load, clients, random, env, signal } = this.#options;
    const url = connectTarget(load.url, scenario.path);
    return { url, httpUrl: httpOrigin(url), clients, iterations: 1, random, env, signal };
  }
}

/** A client whose iterations are sessions. A session is let go on when the client is asked to stop, and cut off at the end. */
class ScriptClient implements VirtualClient {
  readonly #iterate: (iteration: Iteration) => Promise<IterationEnd>;
  readonly #sessionsEnd: AbortController;

  constructor(iterate: (iteration: Iteration) => Promise<IterationEnd>, sessionsEnd: AbortController) {
    this.#iterate = iterate;
    this.#sessionsEnd = sessionsEnd;
  }

  async prepare(): Promise<void> {}

  iterate(iteration: Iteration): Promise<IterationEnd> {
    return this.#iterate(iteration);
  }

  stop(): void {}

  /** Clients are terminated together, so one signal serves all. */
  terminate(): void {
    this.#sessionsEnd.abort();
  }

  async end(): Promise<void> {}
}
