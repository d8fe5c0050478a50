// The thresholds of a run of loads: read against its plan, watched while it goes.

import type { MetricKind } from "../../metrics/catalogue.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { Tags } from "../../metrics/run-report.js";
import { requireThresholds, type WrittenThresholds } from "../../metrics/thresholds/check-thresholds.js";
import type { ThresholdContext } from "../../metrics/thresholds/known-words.js";
import type { MetricSelector } from "../../metrics/thresholds/selector.js";
import type { Threshold } from "../../metrics/thresholds/threshold.js";
import { ThresholdWatch } from "../../metrics/thresholds/threshold-watch.js";
import type { Scenario } from "../../scenarios/scenario.js";
import { executorOf } from "../executors/executors.js";
import { isOpenModel } from "../plan/load-model.js";
import type { RunPlan } from "../plan/run-plan.js";
import { hasDueTimes } from "../traffic/traffic-words.js";
import type { RunProgress } from "./run-progress.js";

/** Thresholds as written, and the user's own metrics that they may name. */
export interface LoadThresholds extends WrittenThresholds {
  readonly ownMetrics?: Readonly<Record<string, MetricKind>> | undefined;
}

/**
 * Reads thresholds against the plan: metrics, tags and phases that it will have.
 *
 * @throws WsrigError `usage-invalid-threshold` that names every problem
 */
export function readThresholds(written: LoadThresholds, plan: RunPlan): readonly Threshold[] {
  return requireThresholds(written, {
    tags: tagsOf(plan),
    loads: plan.loads.map(({ name, work }) => ({
      name,
      work: work.kind === "script" ? "script" : "traffic",
    })),
    ownMetrics: written.ownMetrics,
    hasDueTimes: plan.loads.some(({ work }) => work.kind !== "script" && hasDueTimes(work)),
    hasDueArrivals: plan.loads.some(isOpenModel),
  });
}

/**
 * Reads thresholds of scenarios that run without loads, and so without phases.
 *
 * @param scenarios - With all tags of the run.
 * @throws WsrigError `usage-invalid-threshold` that names every problem
 */
export function readScenarioThresholds(
  written: LoadThresholds,
  scenarios: readonly Pick<Scenario, "name" | "tags">[],
): readonly Threshold[] {
  return requireThresholds(written, {
    tags: { ...valuesOf(scenarios), scenario: scenarios.map(({ name }) => name) },
    ownMetrics: written.ownMetrics,
    hasDueTimes: false,
  });
}

/** Watches thresholds of a run that begins at `startUs`. `progress` gives where it stands. */
export function watchThresholds(
  thresholds: readonly Threshold[],
  collector: MetricCollector,
  { startUs, progress }: { readonly startUs: number; readonly progress: () => RunProgress | undefined },
): ThresholdWatch {
  return new ThresholdWatch({
    thresholds,
    collector,
    startedAtUs: startUs,
    measures: (selector) => measures(selector, progress()),
  });
}

/** Whether some load that a selector may mean is in a phase that it may mean. */
function measures({ tags }: MetricSelector, progress: RunProgress | undefined): boolean {
  return (progress?.phases ?? []).some(({ load, phase }) => {
    if (tags.load !== undefined && tags.load !== load) return false;
    if (tags.phase !== undefined) return tags.phase === phase;
    return phase !== "warm-up" && phase !== "draining";
  });
}

function tagsOf({ loads, workers }: RunPlan): ThresholdContext["tags"] {
  const phases = loads.flatMap(({ executor, warmUpMs }) =>
    executorOf(executor)
      .phases(executor, warmUpMs)
      .map(({ name }) => name),
  );
  const scenarios = loads.flatMap(({ work }) => (work.kind === "script" ? [work.scenario] : []));
  return {
    ...valuesOf(loads),
    phase: [...new Set(phases)],
    worker: Array.from({ length: workers }, (_, index) => String(index + 1)),
    ...(loads.length > 1 && { load: loads.map(({ name }) => name) }),
    ...(scenarios.length > 0 && { scenario: scenarios }),
  };
}

/** All values of each tag. */
function valuesOf(tagged: readonly { readonly tags?: Tags | undefined }[]): ThresholdContext["tags"] {
  // A map, and not an object, which has some names from the start, such as `constructor`.
  const values = new Map<string, readonly string[]>();
  for (const [key, value] of tagged.flatMap(({ tags = {} }) => Object.entries(tags)))
    values.set(key, [...(values.get(key) ?? []), value]);
  return Object.fromEntries(values);
}
