// Loads run for a report, with progress.

import type { RunPlan } from "../../engine/plan/run-plan.js";
import { plannedMs } from "../../engine/run/run-length.js";
import type { RunProgress } from "../../engine/run/run-progress.js";
import type { LoadThresholds } from "../../engine/run/watch-thresholds.js";
import { type LoadsOptions, type LoadsResult, playPlan } from "../../engine/run-loads.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { SeriesPoint } from "../../metrics/run-report.js";
import { LiveSeconds } from "../progress/live-seconds.js";
import type { Progress, ProgressFigures } from "../progress/progress.js";
import { figuresOf } from "../progress/progress-figures.js";
import { standingOf } from "../progress/run-standing.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";

/** What to play, and what progress calls it. */
export interface LoadPlay {
  readonly label: string;
  readonly plan: RunPlan;
  readonly thresholds?: LoadThresholds | undefined;
  readonly env?: LoadsOptions["env"];
  readonly watchStrayErrors?: LoadsOptions["watchStrayErrors"];
  readonly watchPid?: number | undefined;
  readonly context: RunContext;
}

/** Runs the plan. */
export async function playLoad(play: LoadPlay): Promise<LoadsResult> {
  const { label, plan, context, thresholds, env, watchStrayErrors, watchPid } = play;
  const { progress, collector, clock, signal } = context;
  const shown = showLoad(progress, label, plan);
  const seconds = progress.live && new LiveSeconds(progress.live, clock);
  const result = await playPlan(plan, {
    collector,
    clock,
    signal,
    thresholds,
    env,
    watchStrayErrors,
    watchPid,
    onProgress: shown.onProgress,
    onSecond(points, _second, standing) {
      shown.onSecond(points, collector);
      seconds?.second(points, collector, standing);
    },
  });
  for (const check of result.checks) progress.check(check);
  return result;
}

/** Listeners of a run that show it as it goes. */
export interface ShownLoad {
  onProgress(now: RunProgress): void;
  /** @param collector - Has the metrics of the run. */
  onSecond(points: readonly SeriesPoint[], collector: MetricCollector): void;
}

/** Shows a run of `plan` in `progress` under the name `label`. */
export function showLoad(progress: Progress, label: string, plan: RunPlan): ShownLoad {
  let figures: ProgressFigures = {};
  return {
    onProgress(now) {
      progress.begin(...activityOf(label, now, plan));
      figures = { ...figures, ...standingOf(now) };
      progress.show(figures);
    },
    onSecond(points, collector) {
      figures = { ...figures, ...figuresOf(points, collector) };
      progress.show(figures);
    },
  };
}

/** What a report says of loads. */
export function findingsOf(result: LoadsResult): RunFindings {
  const { checks, warnings, invalid, thresholds, reachedHttp, limitedBy } = result;
  const loads = result.loads.map(({ name, description, model, hasDueTimes, limitedBy: limit }) => ({
    name,
    description,
    model,
    hasDueTimes,
    ...(limit !== undefined && { limitedBy: limit }),
  }));
  return { checks, warnings, invalid, thresholds, reachedHttp, limitedBy, loads };
}

function activityOf(label: string, now: RunProgress, plan: RunPlan): [string, number?] {
  if (now.stage === "opening") return [`${label}: opening connections`];
  if (now.stage === "draining") return [`${label}: draining`];
  // The bar is of the whole run; which phase it is in is one of the figures.
  return [`${label}: running`, plannedMs(plan)];
}
