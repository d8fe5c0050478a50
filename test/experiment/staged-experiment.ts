// Experiments whose blocks are played by hand, in virtual time: each takes 2 s, and answers each message in the time it is told.

import { isOpenModel } from "../../src/engine/plan/load-model.js";
import type { RunPlan } from "../../src/engine/plan/run-plan.js";
import type { LoadResult, LoadsResult, playPlan } from "../../src/engine/run-loads.js";
import type { ExperimentOptions } from "../../src/experiment/experiment-options.js";
import { runExperiment } from "../../src/experiment/run-experiment.js";
import type { Variant } from "../../src/experiment/variant.js";
import { FakeClock } from "../fake-clock.js";

export const blockMs = 2_500;
const steadyMs = 2_000;

/** Two variants that differ in nothing. */
export function variantsNamed(...names: readonly string[]): readonly Variant[] {
  return names.map((name) => ({
    name,
    load: {
      url: "ws://127.0.0.1:9/echo",
      warmUpMs: 500,
      executor: { kind: "constant-clients", clients: 2, durationMs: steadyMs },
    },
  }));
}

export interface PlayedOne {
  readonly variant: string;
  readonly url: string;
  readonly atMs: number;
  readonly seed: number;
  readonly watchPid: number | undefined;
}

/** What a block came to: `latencyUs` of each of its 100 messages, and changes of the result. */
export interface Staging {
  readonly latencyUs?: number;
  readonly changes?: Partial<LoadsResult>;
  /** How long its measured time really was. */
  readonly steadyMs?: number;
}

/** Plays an experiment; `stage` says what its block number `index` (from 0) of `variant` comes to. */
export function staged(
  {
    run = runExperiment,
    ...options
  }: Partial<ExperimentOptions> & { readonly run?: typeof runExperiment } = {},
  stage: (variant: string, index: number) => Staging = () => ({}),
) {
  const clock = new FakeClock();
  const played: PlayedOne[] = [];
  const play: typeof playPlan = async (plan, { collector, signal, watchPid, onSecond }) => {
    const [load] = plan.loads;
    const variant = load?.tags.variant ?? "";
    const { latencyUs = 1_000, changes, steadyMs: spentMs = steadyMs } = stage(variant, played.length);
    played.push({ variant, url: load?.url ?? "", atMs: clock.nowUs() / 1_000, seed: plan.seed, watchPid });
    const startedAtUs = clock.nowUs();
    collector.start();
    for (const [phase, messages] of [
      ["warm-up", 10],
      ["steady", 100],
    ] as const) {
      const tags = { ...load?.tags, phase };
      for (let n = 0; n < messages; n++) collector.trend("ws_msg_latency", tags).record(latencyUs);
      collector.counter("ws_msgs_sent", tags).add(messages);
      collector.counter("ws_msgs_answered", tags).add(messages);
      await clock
        .sleepUntilUs(startedAtUs + (phase === "warm-up" ? 500_000 : 2_500_000), signal)
        .catch(() => undefined);
      onSecond?.(collector.sample(), 0, () => []);
      collector.addActive(tags, phase === "warm-up" ? 500 : steadyMs);
    }
    collector.gauge("generator_cpu", "ratio", { worker: "1" }).set(latencyUs / 10_000);
    return { ...resultOf(plan, signal?.aborted ?? false, spentMs), ...changes };
  };
  const done = run({
    variants: variantsNamed("a", "b"),
    blocks: 5,
    seed: 7,
    startedAt: new Date("2026-01-02T03:04:05Z"),
    clock,
    play,
    ...options,
  });
  /** Moves time on, once the first block has begun. */
  const advanceMs = async (ms: number): Promise<void> => {
    await clock.waitForSleepers(1);
    await clock.advanceMs(ms);
  };
  return { clock, played, done, advanceMs };
}

export function resultOf(plan: RunPlan, interrupted: boolean, spentMs = steadyMs): LoadsResult {
  const counts = { sent: 100, answered: 100 };
  const loads = plan.loads.map((load) => ({
    name: load.name,
    description: "2 clients for 2 s: echo",
    model: isOpenModel(load) ? "open" : "closed",
    hasDueTimes: false,
    opened: 2,
    failed: 0,
    counts: {},
    measured: counts as unknown as LoadResult["measured"],
    iterations: 0,
    droppedIterations: 0,
    steadyMs: spentMs,
    cpuUs: 0,
    limitedBy: "target",
  })) satisfies readonly LoadResult[];
  return {
    plan,
    loads,
    checks: plan.loads.map(({ tags }) => ({
      id: `load/${tags.variant}/messages-answered`,
      title: "every message is answered in time",
      status: "pass",
      durationMs: blockMs,
      scenario: "load",
      tags: { ...tags },
    })),
    thresholds: [],
    warnings: [],
    invalid: [],
    limitedBy: "target",
    reachedHttp: true,
    interrupted,
    durationMs: blockMs,
  };
}
