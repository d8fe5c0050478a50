// What an executor is: it says when clients run iterations, and knows nothing of what they do.

import type { Clock } from "../../clock.js";
import type { ExecutorPlan } from "../plan/executor-plan.js";
import type { PlanProblem } from "../plan/plan-problem.js";
import type { Share } from "../plan/run-plan.js";
import type { VirtualClient } from "../virtual-client.js";

/** A stretch of a load's time, the value of the tag `phase`. Stretches follow each other without a gap. */
export interface PlannedPhase {
  /** `warm-up`, `steady`, or the name of a phase of a ramp. */
  readonly name: string;
  /** After the start of the load, ms. */
  readonly fromMs: number;
  /** `Infinity` for what is left. */
  readonly toMs: number;
}

/** What a running executor works with. */
export interface ExecutorContext {
  readonly clock: Clock;
  /** When the load's time begins, µs of the clock; at or before now. */
  readonly startUs: number;
  /** Held at the first level before the plan's own time. */
  readonly warmUpMs: number;
  readonly share: Share;
  /** Aborts when no iteration may begin any more. */
  readonly stop: AbortSignal;
  /** The virtual client of that number over all workers; made at its first use, the same one ever after. */
  client(index: number): VirtualClient;
  /** Before an arrival's iteration begins: when it was due. For the generator's lateness. */
  arrived(dueUs: number): void;
  /** An arrival found no free client. */
  dropped(dueUs: number): void;
  /** An iteration has ended by itself, not by `stop` or `terminate`. */
  iterated(): void;
}

/**
 * One kind of executor.
 *
 * `run` resolves when its time is over and every iteration that it began has been asked to stop (`client.stop()`); it does
 * not wait for them. The caller drains: `iterating` settles when they have ended.
 */
export interface Executor<P extends ExecutorPlan> {
  readonly kind: P["kind"];
  /** All mistakes at once; paths are relative to the executor (`phases[1].durationMs`). */
  problems(plan: P): readonly PlanProblem[];
  /** One sentence for people: `100 clients for 30 s`. */
  describe(plan: P): string;
  /** From the start of the load to its end. */
  phases(plan: P, warmUpMs: number): readonly PlannedPhase[];
  /** Warm-up included; the most it can take where iterations decide. */
  durationMs(plan: P, warmUpMs: number): number;
  /** Clients that may run at once over all workers. */
  maxClients(plan: P): number;
  /** Whether iterations have due times (open model). */
  readonly isOpenModel: boolean;
  run(plan: P, context: ExecutorContext): RunningExecutor;
}

/** An executor at work. */
export interface RunningExecutor {
  /** Resolves when no further iteration will begin, and all clients were asked to stop. Rejects for our own bugs only. */
  readonly done: Promise<void>;
  /** Resolves when no iteration runs any more. Ask after `done`. */
  settled(): Promise<void>;
}
