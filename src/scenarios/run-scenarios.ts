// Runs scenarios against a target: clients x iterations each, checks gathered, metrics recorded.

import { setMaxListeners } from "node:events";
import pLimit from "p-limit";
import type { DialOptions } from "../client/dial.js";
import { parseDialTarget } from "../client/dial-target.js";
import { type Clock, systemClock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck } from "../metrics/run-report.js";
import { freshSeed, type Random, seededRandom } from "../random.js";
import { gotHttpAnswer } from "./dial-metrics.js";
import { runScenario } from "./run-scenario.js";
import type { Scenario } from "./scenario.js";
import { StrayErrors, type WatchStrayErrors } from "./stray-errors.js";
import { probeTarget } from "./target-probe.js";

/** What to run, where, and who hears of it. */
export interface ScenarioRunOptions {
  /** `ws://` or `wss://`. */
  readonly url: string;
  readonly scenarios: readonly Scenario[];
  /** Under the scenario's own `connect` options. Headers of both are sent. */
  readonly dial?: DialOptions | undefined;
  /** Virtual clients of every scenario, over what it says. */
  readonly clients?: number | undefined;
  /** Iterations of every virtual client, over what the scenario says. */
  readonly iterations?: number | undefined;
  /** Scenarios at once. Default 1, so that none disturbs another's times. The clients of a scenario always run at once. */
  readonly concurrency?: number | undefined;
  readonly collector: MetricCollector;
  /** Whether the user named these scenarios: then what needs a wsrig server runs against any target. Default false. */
  readonly named?: boolean | undefined;
  /** Whether the target is a wsrig server. Default: asked by one `GET /` before the first scenario. */
  readonly isWsrig?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** Default: a fresh seed. */
  readonly random?: Random | undefined;
  /** Default: the process's environment. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Once for every check, when its scenario has ended. */
  readonly onCheck?: ((check: ReportCheck) => void) | undefined;
  /**
   * Called before the first scenario, with what to hand the errors to that reach the process (`uncaughtException`, unhandled
   * rejections); what it gives is called after the last. Without it such an error of a scenario's code ends the process:
   * process-wide handlers belong to whoever owns the process.
   */
  readonly watchStrayErrors?: WatchStrayErrors | undefined;
  readonly onScenario?: ((name: string, state: "started" | "ended") => void) | undefined;
}

/** What came of it. The metrics are in the collector. */
export interface ScenarioRunResult {
  /** One per scenario and title: scenarios in the order given, titles in the order in which they first came. */
  readonly checks: readonly ReportCheck[];
  /** Whether some connection got an HTTP answer. */
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
}

// More handshakes at once measure the listen queue of the target, not its handshake.
const maxHandshakesAtOnce = 100;

/**
 * Runs scenarios. What the target does, and what goes wrong in a scenario's own code, are failed checks;
 * it rejects only for misuse.
 *
 * @throws WsrigError `usage-invalid-url`
 */
export async function runScenarios(options: ScenarioRunOptions): Promise<ScenarioRunResult> {
  // A URL that cannot be dialled is the caller's mistake, not a failed check of every scenario.
  parseDialTarget(options.url);
  const signal = sharedSignal(options.signal);
  const limitScenarios = pLimit(options.concurrency ?? 1);
  const strayErrors = new StrayErrors();
  let reachedHttp = false;
  const shared = {
    url: options.url,
    target: { isWsrig: await isWsrigServer(options, signal), named: options.named ?? false },
    dial: options.dial,
    clients: options.clients,
    iterations: options.iterations,
    collector: options.collector,
    clock: options.clock ?? systemClock,
    random: options.random ?? seededRandom(freshSeed()),
    env: options.env ?? process.env,
    signal,
    strayErrors,
    limitDial: pLimit(maxHandshakesAtOnce),
    dialled: (result: Parameters<typeof gotHttpAnswer>[0]) => {
      reachedHttp ||= gotHttpAnswer(result);
    },
  };
  const unwatch = options.watchStrayErrors?.(strayErrors.take);
  try {
    const checks = await Promise.all(
      options.scenarios.map((scenario) =>
        limitScenarios(async () => {
          if (signal.aborted) return [];
          options.onScenario?.(scenario.name, "started");
          const found = await runScenario(scenario, shared);
          for (const check of found) options.onCheck?.(check);
          options.onScenario?.(scenario.name, "ended");
          return found;
        }),
      ),
    );
    return { checks: checks.flat(), reachedHttp, interrupted: signal.aborted };
  } finally {
    unwatch?.();
  }
}

/** One signal that every session and every dial listens to: many listeners are no leak here. */
function sharedSignal(given: AbortSignal | undefined): AbortSignal {
  const signal = AbortSignal.any(given ? [given] : []);
  setMaxListeners(0, signal);
  return signal;
}

async function isWsrigServer(options: ScenarioRunOptions, signal: AbortSignal): Promise<boolean> {
  if (options.isWsrig !== undefined) return options.isWsrig;
  const probe = await probeTarget(options.url, { dial: options.dial, signal });
  return probe.isWsrig;
}
