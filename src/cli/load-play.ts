// Closed loops run for a report, one after another, with progress.

import type { LoadProgress } from "../engine/closed-loop.js";
import type { ClosedLoopOptions } from "../engine/closed-loop-options.js";
import { runLoads } from "../engine/run-loads.js";
import type { ProgressFigures } from "./progress.js";
import { figuresOf } from "./progress-figures.js";
import type { RunContext, RunFindings } from "./reported-run.js";

/** A load, and what progress calls it. */
export interface LabelledLoad {
  readonly label: string;
  readonly options: ClosedLoopOptions;
}

/** Runs them in order; loads with the same tags count as one. */
export async function playLoads(loads: readonly LabelledLoad[], context: RunContext): Promise<RunFindings> {
  const { progress, collector } = context;
  let figures: ProgressFigures = {};
  const follow = (now: LoadProgress, index: number): void => {
    progress.begin(...activityOf(loads[index], now));
    figures = { ...figures, open: now.opened };
    progress.show(figures);
  };
  const result = await runLoads({
    ...context,
    loads: loads.map(({ options }) => options),
    onProgress: follow,
    onSecond: (points) => {
      figures = { ...figures, ...figuresOf(points, collector) };
      progress.show(figures);
    },
  });
  for (const check of result.checks) progress.check(check);
  return result;
}

function activityOf(load: LabelledLoad | undefined, now: LoadProgress): [string, number?] {
  const label = load?.label ?? "load";
  switch (now.phase) {
    case "connecting":
      return [`${label}: connecting ${now.connections}`];
    case "warm-up":
      return [`${label}: warm-up`, load?.options.warmUpMs];
    case "steady":
      return [`${label}: steady`, load?.options.durationMs];
    case "draining":
      return [`${label}: draining`];
    default:
      return now.phase satisfies never;
  }
}
