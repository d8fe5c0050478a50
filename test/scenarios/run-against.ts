// Runs scenarios against a peer of a test and gives what a test asserts on.

import { systemClock } from "../../src/clock.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import type { ReportCheck } from "../../src/metrics/run-report.js";
import { seededRandom } from "../../src/random.js";
import { runScenarios, type ScenarioRunOptions } from "../../src/scenarios/run-scenarios.js";
import type { Scenario } from "../../src/scenarios/scenario.js";

/** What came of a run. */
export interface RunAgainst {
  readonly checks: readonly ReportCheck[];
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
  readonly collector: MetricCollector;
  /** The check of that title; throws where there is none. */
  check(title: string): ReportCheck;
  /** `scenario: title` of every check with that status. */
  titles(status: ReportCheck["status"]): string[];
}

/** Runs with a fixed seed and no environment, unless told otherwise. */
export async function runAgainst(
  url: string,
  scenarios: readonly Scenario[],
  options: Partial<ScenarioRunOptions> = {},
): Promise<RunAgainst> {
  const collector = new MetricCollector({ clock: systemClock });
  collector.start();
  const result = await runScenarios({
    url,
    scenarios,
    collector,
    random: seededRandom(1),
    env: {},
    ...options,
  });
  return {
    ...result,
    collector,
    check(title) {
      const found = result.checks.find((check) => check.title === title);
      if (!found)
        throw new Error(`no check "${title}" in: ${result.checks.map((check) => check.title).join(", ")}`);
      return found;
    },
    titles: (status) =>
      result.checks
        .filter((check) => check.status === status)
        .map((check) => `${check.scenario}: ${check.title}`),
  };
}
