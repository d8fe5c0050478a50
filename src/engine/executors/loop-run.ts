// Runs a fixed number of clients, each iteration after iteration, until the time is over or none has one left.

import { ClientLoops, type ClientLoopsOptions } from "./client-loops.js";
import type { ExecutorContext, RunningExecutor } from "./executor.js";
import { runSchedule } from "./running-iterations.js";
import { clientsOf } from "./share-split.js";

/** Options of {@link runLoops}. */
export interface LoopRunOptions {
  readonly context: ExecutorContext;
  /** Over all workers; all start at once. */
  readonly clients: number;
  /** At most, after the warm-up. */
  readonly durationMs: number;
  readonly next: ClientLoopsOptions["next"];
}

/** Runs the share's clients. */
export function runLoops({ context, clients, durationMs, next }: LoopRunOptions): RunningExecutor {
  const { clock, startUs, share, warmUpMs } = context;
  const endUs = startUs + Math.round((warmUpMs + durationMs) * 1_000);
  return runSchedule(context, async (iterations) => {
    const loops = new ClientLoops({
      iterations,
      clock,
      endUs,
      clients: clientsOf(share, clients),
      next,
    });
    await clock.sleepUntilUs(startUs, iterations.signal);
    loops.startAll();
    await clock.sleepUntilUs(endUs, iterations.signal);
  });
}
