// One run of a scenario by one virtual client.

import { type DialResult, dial } from "../client/dial.js";
import { sleepMs } from "../clock.js";
import type { Driver } from "../connection/connection.js";
import type { ReportCheck, Tags } from "../metrics/run-report.js";
import type { Random } from "../random.js";
import { parseDurationMs } from "../units.js";
import { connectTarget, mergeDialOptions } from "./connect-options.js";
import { waitInTime } from "./deadline.js";
import { LiveConnection, type Patience } from "./live-connection.js";
import { countOwn, recordOwn } from "./own-metrics.js";
import type {
  CheckDetail,
  Session,
  SessionConnection,
  SessionConnectOptions,
  SessionConnectResult,
  SessionTarget,
} from "./session.js";
import type { SessionIdentity, SessionSetting } from "./session-setting.js";
import { SessionStopped } from "./session-stopped.js";
import { describeBug, stoppedBy } from "./step-failure.js";
import { untilInterrupted } from "./until-interrupted.js";
import { showDeadline, showFailure } from "./words.js";

// After a first timeout a default wait is this long at most: a target that answers nothing must not take 5 s for each of 30 checks.
const impatientMs = 2_000;
// And after so many timeouts the remaining steps of the session are not run.
const maxTimeouts = 2;
// How long a connection that the scenario left open may take to close.
const leftoverCloseMs = 1_000;

/** {@link Session} over real connections. */
export class LiveSession implements Session {
  readonly client: number;
  readonly iteration: number;
  readonly data: unknown;
  readonly random: Random;
  readonly url: string;
  readonly target: SessionTarget;
  readonly driver: Driver;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly tags: Tags;
  readonly #setting: SessionSetting;
  readonly #connections = new Set<LiveConnection>();
  readonly #abandon = () => {
    for (const connection of this.#connections) connection.abandon();
  };
  #openSteps = 0;
  #timeouts = 0;
  #unreachable: string | undefined;
  #checkedAtUs: number;

  constructor(setting: SessionSetting, identity: SessionIdentity) {
    this.#setting = setting;
    this.client = identity.client;
    this.iteration = identity.iteration;
    this.data = identity.data;
    this.random = identity.random;
    this.url = setting.url;
    this.target = setting.target;
    this.driver = setting.connect.driver ?? "frame";
    this.env = setting.env;
    this.signal = setting.signal;
    this.tags = setting.tags;
    this.#checkedAtUs = setting.clock.nowUs();
    this.signal.addEventListener("abort", this.#abandon, { once: true });
  }

  async connect(options: SessionConnectOptions = {}): Promise<SessionConnection> {
    const title = "connects";
    const startedAtUs = this.#setting.clock.nowUs();
    const { result, opened } = await this.#dial(options);
    this.#setting.meter.dialled(result);
    if (opened) {
      // Within a step, the step's own check says it.
      if (this.#openSteps === 0) this.#record(title, "pass", undefined, startedAtUs);
      return opened;
    }
    if (this.signal.aborted || result.kind !== "failed") throw new SessionStopped("interrupted", title);
    const url = connectTarget(this.url, options.url);
    throw new SessionStopped("unreachable", title, {
      expected: `an open connection to ${url}`,
      received: showFailure(result.failure),
      reason: result.failure.hint,
    });
  }

  async tryConnect(options: SessionConnectOptions = {}): Promise<SessionConnectResult> {
    const { result, opened } = await this.#dial(options);
    if (opened) {
      this.#setting.meter.dialled(result);
      return { kind: "open", connection: opened, timings: result.timings };
    }
    if (this.signal.aborted || result.kind !== "failed") throw new SessionStopped("interrupted", "connects");
    if (result.failure.code === "timeout") this.#timeouts++;
    return result;
  }

  check(title: string, ok: boolean, detail?: CheckDetail): boolean {
    this.#record(title, ok ? "pass" : "fail", detail);
    return ok;
  }

  notApplicable(title: string, reason: string): void {
    this.#record(title, "notApplicable", { reason });
  }

  async step(title: string, body: () => Promise<CheckDetail | undefined> | Promise<void>): Promise<boolean> {
    const notRun = this.#whyNotRun();
    if (notRun !== undefined) return this.check(title, false, { reason: `not run: ${notRun}` });
    const startedAtUs = this.#setting.clock.nowUs();
    this.#openSteps++;
    try {
      const detail = (await body()) ?? undefined;
      this.#record(title, "pass", detail, startedAtUs);
      return true;
    } catch (error) {
      const stopped = stoppedBy(error);
      if (stopped?.kind === "interrupted") throw stopped;
      this.#learnFrom(stopped);
      this.#record(title, "fail", stopped?.detail ?? describeBug(error), startedAtUs);
      return false;
    } finally {
      this.#openSteps--;
    }
  }

  fail(detail: CheckDetail, title = "goes as expected"): never {
    throw new SessionStopped("failed", title, detail);
  }

  async sleep(duration: string | number): Promise<void> {
    const ms = typeof duration === "number" ? duration : parseDurationMs(duration, "sleep");
    try {
      await sleepMs(this.#setting.clock, ms, this.signal);
    } catch (error) {
      if (this.signal.aborted) throw new SessionStopped("interrupted", "sleeps");
      throw error;
    }
  }

  byClient<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("byClient needs a list that is not empty");
    return items[this.client % items.length] as T;
  }

  counter(name: string, n = 1, tags: Tags = {}): void {
    countOwn(this.#setting.meter, name, n, tags);
  }

  trend(name: string, us: number, tags: Tags = {}): void {
    recordOwn(this.#setting.meter, name, us, tags);
  }

  /** Runs the scenario's body: whatever stops it becomes a failed check. */
  async run(body: (session: Session) => Promise<void>): Promise<void> {
    const { signal } = this;
    try {
      const { clock, sessionTimeoutMs: timeoutMs } = this.#setting;
      const title = "runs to its end";
      await untilInterrupted({ work: body(this), name: "run", title, timeoutMs, signal, clock });
    } catch (error) {
      const stopped = stoppedBy(error);
      if (stopped?.kind === "interrupted") return;
      if (stopped) this.#record(stopped.title, "fail", stopped.detail);
      else this.#record("runs without an error", "fail", describeBug(error));
      this.#learnFrom(stopped);
    } finally {
      await this.#closeLeftovers();
      signal.removeEventListener("abort", this.#abandon);
    }
  }

  async #dial(options: SessionConnectOptions): Promise<{ result: DialResult; opened?: LiveConnection }> {
    if (this.signal.aborted) throw new SessionStopped("interrupted", "connects");
    const { clock, meter } = this.#setting;
    const { url, keepFrames, ...dialOptions } = mergeDialOptions(this.#setting.connect, options);
    const timeoutMs = dialOptions.timeoutMs ?? this.#patience().timeoutMs;
    const result = await this.#setting.limitDial(() =>
      dial(connectTarget(this.url, url), {
        // Our own deadline of a close comes first, so that it is told apart from a dropped connection.
        closeTimeoutMs: timeoutMs + leftoverCloseMs,
        ...dialOptions,
        timeoutMs,
        clock,
        signal: this.signal,
      }),
    );
    this.#setting.dialled(result);
    if (result.kind === "failed") return { result };
    const { connection, timings } = result;
    const opened = new LiveConnection({
      connection,
      timings,
      keepFrames: keepFrames ?? false,
      meter: meter.opened(connection, timings.startedAtUs + timings.totalUs),
      owner: {
        clock,
        meter,
        signal: this.signal,
        patience: () => this.#patience(),
        failCheck: (title, detail) => this.#record(title, "fail", detail),
      },
    });
    this.#connections.add(opened);
    // A long session may open many: those that have closed need no more care.
    void connection.waitForClose().then(() => this.#connections.delete(opened));
    if (this.signal.aborted) opened.abandon();
    return { result, opened };
  }

  #patience(): Patience {
    const { timeoutMs } = this.#setting;
    if (this.#timeouts === 0 || timeoutMs <= impatientMs) return { timeoutMs };
    const whyShort = `waited ${showDeadline(impatientMs)}: an earlier wait of this session timed out`;
    return { timeoutMs: impatientMs, whyShort };
  }

  #whyNotRun(): string | undefined {
    if (this.#unreachable !== undefined) return `there was no connection (${this.#unreachable})`;
    if (this.#timeouts < maxTimeouts) return undefined;
    return `${maxTimeouts} checks before it timed out, so the target seems not to answer`;
  }

  #learnFrom(stopped: SessionStopped | undefined): void {
    if (stopped?.kind === "timeout") this.#timeouts++;
    if (stopped?.kind === "unreachable") this.#unreachable = stopped.detail.received;
  }

  /** @param startedAtUs - Default: the time of the check before. */
  #record(
    title: string,
    status: ReportCheck["status"],
    detail?: CheckDetail,
    startedAtUs = this.#checkedAtUs,
  ): void {
    const nowUs = this.#setting.clock.nowUs();
    this.#checkedAtUs = nowUs;
    if (status !== "notApplicable") this.#setting.meter.checked(status === "pass");
    this.#setting.record(title, status, detail, (nowUs - startedAtUs) / 1_000);
  }

  async #closeLeftovers(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => this.#closeLeftover(connection)));
    this.#connections.clear();
  }

  async #closeLeftover({ connection }: LiveConnection): Promise<void> {
    // A target that already let us wait in vain is not asked again.
    if (this.#timeouts > 0 || this.signal.aborted) connection.terminate();
    else if (connection.state === "open") connection.close(1000);
    const closed = await waitInTime(connection.waitForClose(), leftoverCloseMs, this.#setting.clock);
    if (closed.kind === "done") return;
    connection.terminate();
    await connection.waitForClose();
  }
}
