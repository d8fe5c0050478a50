// What an executor is: it says when clients run iterations, and knows nothing of what they do.

import type { Clock } from "../../clock.js";
import type { ExecutorPlan } from "../plan/executor-plan.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import type { Share } from "../plan/run-plan.js";
import type { VirtualClient } from "../virtual-client.js";

/**
 * A stretch of a load's time, the value of the tag `phase`. Stretches follow each other without a gap, none is empty, and
 * the last one goes on to `Infinity`, so that the drain belongs to it; the end of the load's time is `durationMs`.
 */
export interface PlannedPhase {
  /** `warm-up`, `steady`, or the name of a phase of a ramp. */
  readonly name: string;
  /** After the start of the load, ms. */
  readonly fromMs: number;
  /** `Infinity` for the last one. */
  readonly toMs: number;
}

/** What a running executor works with. */
export interface ExecutorContext {
  readonly clock: Clock;
  /** When the load's time begins, µs of the clock. What was due before now begins at once, late. */
  readonly startUs: number;
  /** Held at the first level before the plan's own time. */
  readonly warmUpMs: number;
  readonly share: Share;
  /** Aborts when no iteration may begin any more. */
  readonly stop: AbortSignal;
  /** The virtual client of that number over all workers; made at its first use, the same one ever after. */
  client(index: number): VirtualClient;
  /** Before an arrival's iteration begins: when it was due, µs of the clock. For the generator's lateness. */
  arrived(dueUs: number): void;
  /** An arrival found no free client; when it was due, µs of the clock. */
  dropped(dueUs: number): void;
  /** An iteration has ended by itself: its client was not asked to stop, as it is before it is terminated. */
  iterated(): void;
}

/**
 * One kind of executor.
 *
 * The time of a load is the warm-up, at the first level of the plan, and then the plan's own time. `run` begins iterations
 * until that is over, or `stop` aborts, or none is left to begin; then it asks those under way to stop and hands over to
 * the caller, who drains:
 *
 * ```
 *   run() --iterations--> time over --client.stop()--> done --drain--> settled
 *                                                           \-- gracefulStop over: the caller calls client.terminate()
 * ```
 */
export interface Executor<P extends ExecutorPlan> {
  readonly kind: P["kind"];
  /** All mistakes at once; paths are relative to the executor (`phases[1].durationMs`). */
  problems(plan: P): readonly PlanProblem[];
  /** One sentence for people: `100 clients for 30 s`. */
  describe(plan: P): string;
  /** From the start of the load on; a jump (0 s) makes none. */
  phases(plan: P, warmUpMs: number): readonly PlannedPhase[];
  /** Warm-up included, drain not; the most it can take where iterations decide. */
  durationMs(plan: P, warmUpMs: number): number;
  /** Clients that may run at once over all workers; `clientsOf(share, maxClients)` are those of one. */
  maxClients(plan: P): number;
  /** Whether iterations have due times (open model). */
  readonly isOpenModel: boolean;
  run(plan: P, context: ExecutorContext): RunningExecutor;
}

/** An executor at work. Neither promise rejects for what a target does, and neither needs a handler. */
export interface RunningExecutor {
  /**
   * Resolves when no further iteration will begin and `client.stop()` was called on every client with one under way. It does
   * not wait for those.
   *
   * @throws the first error of a virtual client or of the context, which is our own bug, after all were asked to stop.
   */
  readonly done: Promise<void>;
  /**
   * Resolves when, after `done`, the last iteration has ended: by itself, or because the caller terminated its client. May
   * be asked at any time and more than once; without a bound on the drain it waits for ever.
   *
   * @throws the first error, as `done` does, also if it came after `done`; then, too, no iteration is under way.
   */
  settled(): Promise<void>;
}
