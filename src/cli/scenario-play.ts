// Scenarios played for a report: their checks and metrics, with a time series and progress.

import type { DialOptions } from "../client/dial.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";
import { startSampling } from "../metrics/sampling.js";
import type { Threshold } from "../metrics/thresholds/threshold.js";
import { ThresholdWatch } from "../metrics/thresholds/threshold-watch.js";
import { isNotRun } from "../report/not-run.js";
import { runScenarios, type ScenarioRunOptions } from "../scenarios/run-scenarios.js";
import type { Scenario } from "../scenarios/scenario.js";
import { LiveSeconds } from "./progress/live-seconds.js";
import { figuresOf } from "./progress/progress-figures.js";
import type { RunContext, RunFindings } from "./reporting/run-findings.js";

/** What to play and in which run. */
export interface ScenarioPlay {
  readonly url: string;
  readonly scenarios: readonly Scenario[];
  readonly dial: DialOptions;
  /** Whether the user named the scenarios. */
  readonly named: boolean;
  readonly tags: Tags;
  readonly clients?: number | undefined;
  readonly iterations?: number | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** As of `runScenarios`. Default: such an error ends the process. */
  readonly watchStrayErrors?: ScenarioRunOptions["watchStrayErrors"];
  /** Of the run, read. Default: none. */
  readonly thresholds?: readonly Threshold[] | undefined;
  readonly context: RunContext;
}

/** Plays them one after another. A threshold that may end the run interrupts them. */
export async function playScenarios(play: ScenarioPlay): Promise<RunFindings> {
  const { context, url, dial, named, clients, iterations, env, watchStrayErrors, thresholds = [] } = play;
  const { collector, clock, random, progress } = context;
  const startedAtUs = clock.nowUs();
  const watch = new ThresholdWatch({ thresholds, collector, startedAtUs });
  const ending = new AbortController();
  const seconds = progress.live && new LiveSeconds(progress.live, clock);
  const sampling = startSampling({
    collector,
    clock,
    onSample: (points) => {
      progress.show(figuresOf(points, collector));
      watch.second(clock.nowUs());
      if (watch.shouldAbort(clock.nowUs()) !== undefined) ending.abort();
      seconds?.second(points, collector, () => watch.standing((clock.nowUs() - startedAtUs) / 1_000));
    },
  });
  const { checks, reachedHttp } = await runScenarios({
    url,
    scenarios: play.scenarios.map((scenario) => withTags(scenario, play.tags)),
    dial,
    named,
    clients,
    iterations,
    env,
    collector,
    clock,
    random,
    signal: AbortSignal.any([context.signal, ending.signal]),
    watchStrayErrors,
    onCheck: (check) => {
      // The failure that kept it from running was told.
      if (!isNotRun(check)) progress.check(check);
    },
    onScenario: (name, state) => {
      if (state === "started") progress.begin(`scenario ${name}`);
    },
  }).finally(() => sampling.stop());
  return {
    checks,
    reachedHttp: reachedHttp || !hasDialled(collector),
    thresholds: watch.results((clock.nowUs() - startedAtUs) / 1_000),
  };
}

/** A run whose scenarios never tried to connect has not failed to reach anybody. */
function hasDialled(collector: MetricCollector): boolean {
  return ["dns", "tcp", "tls", "upgrade"].some((step) => collector.total("ws_errors", { step }) > 0);
}

/** The run's tags under the scenario's own. */
function withTags(scenario: Scenario, tags: Tags): Scenario {
  return Object.keys(tags).length === 0 ? scenario : { ...scenario, tags: { ...tags, ...scenario.tags } };
}
