// A scenario made ready: its setup done, its checks gathered, sessions to be run by whoever says when.

import type { DialOptions, DialResult } from "../client/dial.js";
import type { Clock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck, Tags } from "../metrics/run-report.js";
import { CheckLedger } from "./check-ledger.js";
import { mergeDialOptions } from "./connect-options.js";
import { LiveSession } from "./live-session.js";
import type { Scenario, SetupContext } from "./scenario.js";
import type { SessionTarget } from "./session.js";
import { SessionMeter } from "./session-meter.js";
import type { SessionSetting } from "./session-setting.js";
import { describeBug, stoppedBy } from "./step-failure.js";
import type { StrayErrors } from "./stray-errors.js";
import { untilInterrupted } from "./until-interrupted.js";

/** What a stage is made from. */
export interface StageOptions {
  readonly scenario: Scenario;
  /** Under the scenario's own. */
  readonly dial: DialOptions | undefined;
  readonly target: SessionTarget;
  /** For the scenario's hooks; its url is the sessions' too. */
  readonly setup: SetupContext;
  /** Ends the sessions. Default: the signal of `setup`, for a run that ends them by an interrupt alone. */
  readonly sessionsEnd?: AbortSignal | undefined;
  readonly collector: MetricCollector;
  /** On every metric, beside the scenario's own and its name; on every check too. */
  readonly tags?: Tags | undefined;
  readonly clock: Clock;
  /** The load phase of now, the tag `phase` on metrics. Default: there are no phases. */
  readonly phaseNow?: (() => string) | undefined;
  readonly strayErrors: StrayErrors;
  limitDial<T>(dialling: () => Promise<T>): Promise<T>;
  dialled(result: DialResult): void;
}

const defaultTimeoutMs = 5_000;
/** Of a session, a setup and a teardown each. Long for a conversation, short for a build machine that would wait for ever. */
export const defaultSessionTimeoutMs = 600_000;

/** Never rejects for what the target or the scenario's code does: that is a failed check. */
export class ScenarioStage {
  readonly #options: StageOptions;
  readonly #ledger: CheckLedger;
  /** By phase. */
  readonly #meters = new Map<string | undefined, SessionMeter>();
  readonly #timeoutMs: number;
  readonly #listening: Disposable;
  #setting: Omit<SessionSetting, "meter"> | undefined;
  #data: unknown;

  constructor(options: StageOptions) {
    const { scenario, strayErrors } = options;
    this.#options = options;
    this.#ledger = new CheckLedger(scenario.name, this.#tags());
    if (options.phaseNow === undefined) this.#meterOf(undefined);
    this.#timeoutMs = scenario.sessionTimeoutMs ?? defaultSessionTimeoutMs;
    this.#listening = strayErrors.listen((error) => this.#recordStray(error));
  }

  /** Runs the scenario's setup; whether sessions may run. Once. */
  async open(): Promise<boolean> {
    const { scenario, setup } = this.#options;
    const result = await this.#runHook("setup", async () => scenario.setup?.(setup));
    if (result.kind === "failed") return false;
    this.#data = result.value;
    this.#setting = this.#makeSetting();
    return true;
  }

  /**
   * One session, to its end. Not before {@link open} gave true.
   *
   * @param phase - That all its metrics belong to. Default: the one in which it begins.
   */
  async runSession(client: number, iteration: number, phase = this.#options.phaseNow?.()): Promise<void> {
    const { scenario, setup } = this.#options;
    if (this.#setting === undefined) throw new TypeError("the stage is not open");
    const random = setup.random.fork(`${client}/${iteration}`);
    const meter = this.#meterOf(phase);
    const session = new LiveSession(
      { ...this.#setting, meter },
      { client, iteration, data: this.#data, random },
    );
    await session.run(() => scenario.run(session));
    if (!this.#sessionsEnd.aborted) meter.iterated();
  }

  /** Runs the teardown, where the setup succeeded, and gives all checks. Once, after the last session. */
  async close(): Promise<ReportCheck[]> {
    const { scenario, setup } = this.#options;
    if (this.#setting !== undefined)
      await this.#runHook("teardown", async () => scenario.teardown?.(this.#data, setup));
    // Node tells of a rejection that nobody handled only when the turn of the event loop is over.
    await new Promise((resolve) => setImmediate(resolve));
    this.#listening[Symbol.dispose]();
    return this.#ledger.checks();
  }

  #makeSetting(): Omit<SessionSetting, "meter"> {
    const { scenario, setup, target, dial, clock } = this.#options;
    return {
      url: setup.url,
      target,
      connect: mergeDialOptions(dial, scenario.connect),
      timeoutMs: scenario.timeoutMs ?? defaultTimeoutMs,
      sessionTimeoutMs: this.#timeoutMs,
      clock,
      env: setup.env,
      signal: this.#sessionsEnd,
      tags: { ...scenario.tags },
      limitDial: (dialling) => this.#options.limitDial(dialling),
      dialled: (result) => this.#options.dialled(result),
      record: (title, status, detail, durationMs) =>
        this.#ledger.record(title, { status, detail, durationMs }),
    };
  }

  get #sessionsEnd(): AbortSignal {
    return this.#options.sessionsEnd ?? this.#options.setup.signal;
  }

  #tags(): Tags {
    return { ...this.#options.tags, ...this.#options.scenario.tags };
  }

  #meterOf(phase: string | undefined): SessionMeter {
    const { scenario, collector } = this.#options;
    const known = this.#meters.get(phase);
    if (known !== undefined) return known;
    const tags = { ...this.#tags(), scenario: scenario.name, ...(phase !== undefined && { phase }) };
    const made = new SessionMeter(collector, tags);
    this.#meters.set(phase, made);
    return made;
  }

  /** An error that the scenario's code threw where nobody awaits it. */
  #recordStray(error: unknown): void {
    const stopped = stoppedBy(error);
    if (stopped?.kind === "interrupted") return;
    const title = stopped?.title ?? "runs without an error";
    this.#meterOf(this.#options.phaseNow?.()).checked(false);
    this.#ledger.record(title, {
      status: "fail",
      detail: stopped?.detail ?? describeBug(error),
      durationMs: 0,
    });
  }

  /** Runs setup or teardown: an error in it is a failed check of that name; one that an interrupt cut off is none. */
  async #runHook(title: "setup" | "teardown", hook: () => Promise<unknown>): Promise<HookResult> {
    const { clock, setup } = this.#options;
    const { signal } = setup;
    const startedAtUs = clock.nowUs();
    try {
      const timeoutMs = this.#timeoutMs;
      const work = hook();
      return {
        kind: "done",
        value: await untilInterrupted({ work, name: title, title, timeoutMs, signal, clock }),
      };
    } catch (error) {
      const stopped = stoppedBy(error);
      if (stopped?.kind === "interrupted") return { kind: "failed" };
      const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
      this.#ledger.record(title, {
        status: "fail",
        detail: stopped?.detail ?? describeBug(error),
        durationMs,
      });
      return { kind: "failed" };
    }
  }
}

type HookResult = { readonly kind: "done"; readonly value: unknown } | { readonly kind: "failed" };
