// The iterations under way of one executor: begins them, asks them to stop, and keeps the first error.

import type { Iteration, IterationEnd, VirtualClient } from "../virtual-client.js";
import type { ExecutorContext, RunningExecutor } from "./executor.js";

interface UnderWay {
  readonly client: VirtualClient;
  isStopped: boolean;
}

interface Begun {
  readonly underWay: UnderWay;
  readonly iteration: Iteration;
  readonly ended: (end: IterationEnd) => void;
}

/** What an executor begins its iterations with. One iteration of a client at a time. */
export class RunningIterations {
  readonly #context: ExecutorContext;
  readonly #underWay = new Map<number, UnderWay>();
  readonly #over = new AbortController();
  /** Aborts when no iteration may begin any more: asked from outside, {@link finish}ed, or after an error. */
  readonly signal: AbortSignal;
  #failure: { readonly error: unknown } | undefined;
  #tellSettled: () => void = () => {};

  constructor(context: ExecutorContext) {
    this.#context = context;
    this.signal = AbortSignal.any([context.stop, this.#over.signal]);
  }

  /** Begins an iteration, unless none may begin any more. `ended` hears of its end, however that came; not of an error. */
  begin(index: number, iteration: Iteration, ended: (end: IterationEnd) => void): void {
    if (this.signal.aborted) return;
    const underWay: UnderWay = { client: this.#context.client(index), isStopped: false };
    this.#underWay.set(index, underWay);
    void this.#run(index, { underWay, iteration, ended });
  }

  /** Asks the client's iteration to come to its end, if one is under way. */
  stop(index: number): void {
    const underWay = this.#underWay.get(index);
    if (underWay === undefined) return;
    underWay.isStopped = true;
    underWay.client.stop();
  }

  /** No iteration begins any more; what is under way goes on. */
  finish(): void {
    this.#over.abort();
  }

  /** Keeps the first error, which is our own bug, and finishes. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.finish();
  }

  /** Finishes and asks all iterations to stop. One that throws keeps none of the others from being asked. */
  stopAll(): void {
    this.finish();
    for (const index of this.#underWay.keys()) {
      try {
        this.stop(index);
      } catch (error) {
        this.fail(error);
      }
    }
  }

  /** Resolves when none is under way. Ask after {@link stopAll}. */
  async settled(): Promise<void> {
    if (this.#underWay.size === 0) return;
    await new Promise<void>((resolve) => {
      const tellEarlier = this.#tellSettled;
      this.#tellSettled = () => {
        tellEarlier();
        resolve();
      };
    });
  }

  /** @throws the first error, if there was one. */
  throwIfFailed(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async #run(index: number, { underWay, iteration, ended }: Begun): Promise<void> {
    try {
      const end = await underWay.client.iterate(iteration);
      this.#underWay.delete(index);
      if (!underWay.isStopped) this.#context.iterated();
      ended(end);
    } catch (error) {
      this.#underWay.delete(index);
      this.fail(error);
    }
    if (this.#underWay.size === 0) this.#tellSettled();
  }
}

/**
 * Runs a schedule of iterations; when it is over, or cut short by the signal of its iterations, asks all to stop.
 *
 * @param schedule - Waits with the signal of the iterations; resolves when the time is over.
 */
export function runSchedule(
  context: ExecutorContext,
  schedule: (iterations: RunningIterations) => Promise<void>,
): RunningExecutor {
  const iterations = new RunningIterations(context);
  const run = async (): Promise<void> => {
    try {
      await schedule(iterations);
    } catch (error) {
      if (error !== iterations.signal.reason) iterations.fail(error);
    }
    iterations.stopAll();
    iterations.throwIfFailed();
  };
  const done = run();
  // Whoever awaits `done` or `settled` gets the error; that nobody does yet must not end the process.
  const over = done.catch(() => {});
  const settle = async (): Promise<void> => {
    await over;
    await iterations.settled();
    iterations.throwIfFailed();
  };
  return {
    done,
    settled() {
      const settled = settle();
      settled.catch(() => {});
      return settled;
    },
  };
}
