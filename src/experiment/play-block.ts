// One block of an experiment: its target, where that is started for it, and a whole load on it.

import type { Clock } from "../clock.js";
import type { LoadsResult } from "../engine/run-loads.js";
import { playPlan } from "../engine/run-loads.js";
import { isUserMistake } from "../errors.js";
import { MetricCollector } from "../metrics/collector.js";
import { planVariant } from "./check-experiment.js";
import type { ExperimentOptions } from "./experiment-options.js";
import { type StartedTarget, startTarget } from "./target-process.js";
import type { Variant } from "./variant.js";

/** A block to be played. */
export interface BlockPlay {
  readonly options: ExperimentOptions & { readonly seed: number };
  readonly clock: Clock;
  readonly variant: Variant;
  readonly index: number;
  readonly of: number;
  readonly isRepeat: boolean;
  /** Whether the target of this variant has been started before: then a start that fails is of this block alone. */
  readonly hasStarted: boolean;
}

/** A block that was played. */
export interface PlayedBlock {
  readonly variant: Variant;
  readonly index: number;
  /** Where its target was. */
  readonly url: string;
  /** On the clock of the experiment. */
  readonly startedAtUs: number;
  /** When its series begins, on the same clock. */
  readonly seriesAtUs: number;
  /** `undefined` where its target did not start. */
  readonly result: LoadsResult | undefined;
  readonly collector: MetricCollector;
  /** How its target ended while the block went on, or why it did not start. */
  readonly targetEnd?: string | undefined;
}

/**
 * Plays one block; `undefined` when an abort cut it short.
 *
 * @throws WsrigError `usage-target-command` for the first start of a variant's target
 */
export async function playBlock(play: BlockPlay): Promise<PlayedBlock | undefined> {
  const { options, clock, variant, index } = play;
  const startedAtUs = clock.nowUs();
  const collector = new MetricCollector({ clock });
  let target: StartedTarget | undefined;
  try {
    target = await startedFor(play);
  } catch (error) {
    if (options.signal?.aborted) return undefined;
    if (!play.hasStarted || !isUserMistake(error)) throw error;
    const { url } = variant.load;
    return {
      variant,
      index,
      url,
      startedAtUs,
      seriesAtUs: startedAtUs,
      result: undefined,
      collector,
      targetEnd: error.message,
    };
  }
  try {
    const url = target?.url ?? variant.load.url;
    const played = await playLoad(play, collector, { url, pid: target?.pid ?? options.watchPid });
    if (options.signal?.aborted) return undefined;
    return { variant, index, url, startedAtUs, collector, ...played, targetEnd: target?.ended() };
  } finally {
    await target?.stop();
  }
}

function startedFor({ options, clock, variant }: BlockPlay): Promise<StartedTarget> | undefined {
  const { command, load } = variant;
  if (command === undefined) return undefined;
  const { startTimeoutMs, signal, startTarget: start = startTarget } = options;
  return start(command, { url: load.url, dial: load.dial, startTimeoutMs, signal, clock });
}

async function playLoad(
  { options, clock, variant, index, of, isRepeat }: BlockPlay,
  collector: MetricCollector,
  { url, pid }: { readonly url: string; readonly pid: number | undefined },
): Promise<Pick<PlayedBlock, "result" | "seriesAtUs">> {
  const { env, signal, play = playPlan, onProgress, onSecond } = options;
  const plan = planVariant(variant, options, url);
  options.onBegin?.({ index, of, isRepeat, variant, plan });
  let seriesAtUs: number | undefined;
  const result = await play(plan, {
    collector,
    clock,
    env,
    signal,
    watchPid: pid,
    onProgress,
    onSecond(points) {
      // A point tells its distance from the start of the series, which begins with the load and not with its connections.
      seriesAtUs ??= clock.nowUs() - (points[0]?.atMs ?? 0) * 1_000;
      onSecond?.(points, collector);
    },
  });
  return { result, seriesAtUs: seriesAtUs ?? clock.nowUs() - result.durationMs * 1_000 };
}
