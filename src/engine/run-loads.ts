// One or more closed loops, one after the other, as one run with one time series.

import { systemClock } from "../clock.js";
import type { Notice, ReportCheck, SeriesPoint } from "../metrics/run-report.js";
import { type ClosedLoopResult, type LoadContext, type LoadProgress, runClosedLoop } from "./closed-loop.js";
import type { ClosedLoopOptions } from "./closed-loop-options.js";
import type { LimitedBy } from "./limited-by.js";
import { startSampling } from "./sampling.js";
import { SelfWatch } from "./self-watch.js";

/** Options of {@link runLoads}. */
export interface LoadsOptions extends Omit<LoadContext, "onMeter" | "onProgress"> {
  readonly loads: readonly ClosedLoopOptions[];
  /** @param index - Which of the loads this is about. */
  readonly onProgress?: ((progress: LoadProgress, index: number) => void) | undefined;
  /** Once a second, with what that second brought. */
  readonly onSecond?: ((points: readonly SeriesPoint[], elapsedMs: number) => void) | undefined;
}

/** What the loads did together. */
export interface LoadsResult {
  readonly results: readonly ClosedLoopResult[];
  readonly checks: readonly ReportCheck[];
  readonly warnings: readonly Notice[];
  /** What held all of them back; `unknown` when they differ. */
  readonly limitedBy: LimitedBy;
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
  readonly durationMs: number;
}

/**
 * Runs the loads in order while sampling the collector once a second.
 *
 * Loads with the same tags count as one: their metrics and checks merge. An abort ends the current load and skips the rest.
 */
export async function runLoads(options: LoadsOptions): Promise<LoadsResult> {
  const { loads, collector, clock = systemClock } = options;
  const startedAtUs = clock.nowUs();
  const watch = new SelfWatch(collector, startedAtUs);
  let readMeter: (() => void) | undefined;
  const sampling = startSampling({
    collector,
    clock,
    beforeSample: (nowUs) => {
      watch.read(nowUs);
      readMeter?.();
    },
    onSample: (points) => options.onSecond?.(points, (clock.nowUs() - startedAtUs) / 1_000),
  });
  const results: ClosedLoopResult[] = [];
  try {
    for (const [index, load] of loads.entries()) {
      if (options.signal?.aborted) break;
      const onMeter = (read: () => void): void => {
        readMeter = read;
      };
      results.push(
        await runClosedLoop(load, {
          ...options,
          onMeter,
          onProgress: (progress) => options.onProgress?.(progress, index),
        }),
      );
      readMeter = undefined;
    }
  } finally {
    await sampling.stop();
    watch.stop();
  }
  return {
    results,
    checks: mergeChecks(results.flatMap((result) => result.checks)),
    warnings: closedLoopWarnings(results),
    limitedBy: commonLimit(results),
    reachedHttp: results.some((result) => result.reachedHttp),
    interrupted: options.signal?.aborted ?? false,
    durationMs: (clock.nowUs() - startedAtUs) / 1_000,
  };
}

/** One check for each id: failed when any of them failed, with the first failure's words. */
function mergeChecks(checks: readonly ReportCheck[]): readonly ReportCheck[] {
  const byId = new Map<string, ReportCheck[]>();
  for (const check of checks) byId.set(check.id, [...(byId.get(check.id) ?? []), check]);
  return [...byId.values()].map((group) => {
    const decisive =
      group.find((check) => check.status === "fail") ?? group.find((check) => check.status === "pass");
    const [first] = group;
    if (group.length === 1 || first === undefined) return group[0] as ReportCheck;
    return {
      ...(decisive ?? first),
      durationMs: group.reduce((sum, check) => sum + check.durationMs, 0),
      passes: group.filter((check) => check.status === "pass").length,
      fails: group.filter((check) => check.status === "fail").length,
    };
  });
}

function commonLimit(results: readonly ClosedLoopResult[]): LimitedBy {
  const [first, ...others] = new Set(results.map((result) => result.limitedBy));
  return first === undefined || others.length > 0 ? "unknown" : first;
}

/** What a reader of the figures must know: which side set the pace. */
function closedLoopWarnings(results: readonly ClosedLoopResult[]): readonly Notice[] {
  const measured = results.filter((result) => result.steadyMs > 0);
  if (!measured.some((result) => result.limitedBy === "generator")) return [];
  const share = Math.max(...measured.map((result) => result.cpuUs / (result.steadyMs * 1_000)));
  return [
    {
      code: "generator-saturated",
      message: `The generator used ${Math.round(share * 100)}% of a core, so it set the pace: the target may be faster than these figures, and latencies include our own queueing.`,
      hint: "Lower --connections or --in-flight, or run the generator on a machine of its own.",
    },
  ];
}
