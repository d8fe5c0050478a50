// Runs one scenario: setup, all sessions, teardown.

import type { DialOptions, DialResult } from "../client/dial.js";
import type { Clock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck } from "../metrics/run-report.js";
import type { Random } from "../random.js";
import { CheckLedger } from "./check-ledger.js";
import { connectTarget, httpOrigin, mergeDialOptions } from "./connect-options.js";
import { LiveSession } from "./live-session.js";
import type { Scenario, SetupContext } from "./scenario.js";
import type { SessionTarget } from "./session.js";
import { SessionMeter } from "./session-meter.js";
import type { SessionSetting } from "./session-setting.js";
import { describeBug, stoppedBy } from "./step-failure.js";
import type { StrayErrors } from "./stray-errors.js";
import { untilInterrupted } from "./until-interrupted.js";

/** What all scenarios of a run share. */
export interface ScenarioRunContext {
  readonly url: string;
  readonly target: SessionTarget;
  readonly dial: DialOptions | undefined;
  /** Over the scenario's own numbers. */
  readonly clients: number | undefined;
  readonly iterations: number | undefined;
  readonly collector: MetricCollector;
  readonly clock: Clock;
  readonly random: Random;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly strayErrors: StrayErrors;
  limitDial<T>(dialling: () => Promise<T>): Promise<T>;
  dialled(result: DialResult): void;
}

const defaultTimeoutMs = 5_000;
// Long for a conversation, short for a build machine that would wait for ever.
const defaultSessionTimeoutMs = 600_000;

/** Runs one scenario to its end; never rejects for what the target or the scenario's code does. */
export async function runScenario(scenario: Scenario, context: ScenarioRunContext): Promise<ReportCheck[]> {
  const tags = { ...scenario.tags };
  const ledger = new CheckLedger(scenario.name, tags);
  const meter = new SessionMeter(context.collector, { ...tags, scenario: scenario.name });
  if (scenario.needs === "wsrig" && !context.target.isWsrig && !context.target.named) {
    const reason = `needs a wsrig server (GET ${httpOrigin(context.url)}/ tells of none), or to be named`;
    ledger.record(scenario.description ?? scenario.name, {
      status: "notApplicable",
      detail: { reason },
      durationMs: 0,
    });
    return ledger.checks();
  }
  const setup = setupContext(scenario, context);
  const { clock, signal } = context;
  const timeoutMs = scenario.sessionTimeoutMs ?? defaultSessionTimeoutMs;
  const hooks = { ledger, clock, signal, timeoutMs };
  using _ = context.strayErrors.listen((error) => recordStray(error, ledger, meter));
  const data = await runHook("setup", async () => scenario.setup?.(setup), hooks);
  if (data.kind === "done") {
    await runSessions(scenario, context, { data: data.value, setup, ledger, meter });
    await runHook("teardown", async () => scenario.teardown?.(data.value, setup), hooks);
  }
  // Node tells of a rejection that nobody handled only when the turn of the event loop is over.
  await new Promise((resolve) => setImmediate(resolve));
  return ledger.checks();
}

/** An error that the scenario's code threw where nobody awaits it. */
function recordStray(error: unknown, ledger: CheckLedger, meter: SessionMeter): void {
  const stopped = stoppedBy(error);
  if (stopped?.kind === "interrupted") return;
  const title = stopped?.title ?? "runs without an error";
  meter.checked(false);
  ledger.record(title, { status: "fail", detail: stopped?.detail ?? describeBug(error), durationMs: 0 });
}

interface ScenarioInProgress {
  readonly data: unknown;
  readonly setup: SetupContext;
  readonly ledger: CheckLedger;
  readonly meter: SessionMeter;
}

async function runSessions(
  scenario: Scenario,
  context: ScenarioRunContext,
  { data, setup, ledger, meter }: ScenarioInProgress,
): Promise<void> {
  const setting: SessionSetting = {
    url: setup.url,
    target: context.target,
    connect: mergeDialOptions(context.dial, scenario.connect),
    timeoutMs: scenario.timeoutMs ?? defaultTimeoutMs,
    sessionTimeoutMs: scenario.sessionTimeoutMs ?? defaultSessionTimeoutMs,
    clock: context.clock,
    env: context.env,
    signal: context.signal,
    tags: { ...scenario.tags },
    meter,
    limitDial: (dialling) => context.limitDial(dialling),
    dialled: (result) => context.dialled(result),
    record: (title, status, detail, durationMs) => ledger.record(title, { status, detail, durationMs }),
  };
  const startedAtUs = context.clock.nowUs();
  const clients = Array.from({ length: setup.clients }, async (_, client) => {
    for (let iteration = 0; iteration < setup.iterations && !context.signal.aborted; iteration++) {
      const random = setup.random.fork(`${client}/${iteration}`);
      await new LiveSession(setting, { client, iteration, data, random }).run((session) =>
        scenario.run(session),
      );
      if (!context.signal.aborted) meter.iterated();
    }
  });
  await Promise.all(clients);
  context.collector.addActive({ scenario: scenario.name }, (context.clock.nowUs() - startedAtUs) / 1_000);
}

function setupContext(scenario: Scenario, context: ScenarioRunContext): SetupContext {
  const url = connectTarget(context.url, scenario.path);
  return {
    url,
    httpUrl: httpOrigin(url),
    clients: context.clients ?? scenario.clients ?? 1,
    iterations: context.iterations ?? scenario.iterations ?? 1,
    random: context.random.fork(scenario.name),
    env: context.env,
    signal: context.signal,
  };
}

interface HookSetting {
  readonly ledger: CheckLedger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

type HookResult = { readonly kind: "done"; readonly value: unknown } | { readonly kind: "failed" };

/** Runs setup or teardown: an error in it is a failed check of that name; one that an interrupt cut off is none. */
async function runHook(
  title: "setup" | "teardown",
  hook: () => Promise<unknown>,
  { ledger, clock, signal, timeoutMs }: HookSetting,
): Promise<HookResult> {
  const startedAtUs = clock.nowUs();
  try {
    return {
      kind: "done",
      value: await untilInterrupted({ work: hook(), name: title, title, timeoutMs, signal, clock }),
    };
  } catch (error) {
    const stopped = stoppedBy(error);
    if (stopped?.kind === "interrupted") return { kind: "failed" };
    const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
    ledger.record(title, { status: "fail", detail: stopped?.detail ?? describeBug(error), durationMs });
    return { kind: "failed" };
  }
}
