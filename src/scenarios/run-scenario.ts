// Runs one scenario: setup, all sessions, teardown.

import type { DialOptions, DialResult } from "../client/dial.js";
import type { Clock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck } from "../metrics/run-report.js";
import type { Random } from "../random.js";
import { CheckLedger } from "./check-ledger.js";
import { connectTarget, httpOrigin } from "./connect-options.js";
import type { Scenario, SetupContext } from "./scenario.js";
import { ScenarioStage } from "./scenario-stage.js";
import type { SessionTarget } from "./session.js";
import type { StrayErrors } from "./stray-errors.js";

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

/** Runs one scenario to its end; never rejects for what the target or the scenario's code does. */
export async function runScenario(scenario: Scenario, context: ScenarioRunContext): Promise<ReportCheck[]> {
  if (scenario.needs === "wsrig" && !context.target.isWsrig && !context.target.named)
    return notApplicable(scenario, context.url);
  const setup = setupContext(scenario, context);
  const stage = new ScenarioStage({ ...context, scenario, setup });
  if (await stage.open()) await runSessions(stage, scenario, { context, setup });
  return stage.close();
}

function notApplicable(scenario: Scenario, url: string): ReportCheck[] {
  const ledger = new CheckLedger(scenario.name, { ...scenario.tags });
  const reason = `needs a wsrig server (GET ${httpOrigin(url)}/ tells of none), or to be named`;
  ledger.record(scenario.description ?? scenario.name, {
    status: "notApplicable",
    detail: { reason },
    durationMs: 0,
  });
  return ledger.checks();
}

async function runSessions(
  stage: ScenarioStage,
  { name }: Scenario,
  { context, setup }: { readonly context: ScenarioRunContext; readonly setup: SetupContext },
): Promise<void> {
  const { clock, collector, signal } = context;
  const startedAtUs = clock.nowUs();
  const clients = Array.from({ length: setup.clients }, async (_, client) => {
    for (let iteration = 0; iteration < setup.iterations && !signal.aborted; iteration++)
      await stage.runSession(client, iteration);
  });
  await Promise.all(clients);
  collector.addActive({ scenario: name }, (clock.nowUs() - startedAtUs) / 1_000);
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
