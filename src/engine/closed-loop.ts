// A closed-loop echo load: N connections, each with a fixed number of messages under way, for a fixed time.

import { type Clock, systemClock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck } from "../metrics/run-report.js";
import { type Random, seededRandom } from "../random.js";
import { type ClosedLoopOptions, type ClosedLoopPlan, planClosedLoop } from "./closed-loop-options.js";
import { judgeLimitedBy, type LimitedBy } from "./limited-by.js";
import { loadChecks } from "./load-checks.js";
import { drivePhases, type PhasesResult } from "./load-phases.js";
import { addCounts, type LoadPhase, LoadTally, type PhaseCounts } from "./load-tally.js";
import { type OpenedConnections, openConnections } from "./open-connections.js";

/** What a load runs in. */
export interface LoadContext {
  readonly collector: MetricCollector;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Ends the load early: it drains, closes and gives what it has. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Gets, once there is traffic, the function that books bytes and frames: call it about once a second. */
  readonly onMeter?: ((read: () => void) => void) | undefined;
}

/** Where a load stands. */
export interface LoadProgress {
  readonly phase: "connecting" | LoadPhase | "draining";
  readonly connections: number;
  readonly opened: number;
  readonly failed: number;
}

/** What a load did. The times of its messages are in the collector. */
export interface ClosedLoopResult {
  readonly opened: number;
  readonly failed: number;
  readonly warmUp: PhaseCounts;
  readonly steady: PhaseCounts;
  /** Replies that answer nothing. */
  readonly unexpected: number;
  /** What the steady phase really took. */
  readonly steadyMs: number;
  /** CPU time of this process during the steady phase, user and system, µs. */
  readonly cpuUs: number;
  readonly limitedBy: LimitedBy;
  /** Whether the target answered any handshake in HTTP. */
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
  readonly checks: readonly ReportCheck[];
}

/**
 * Runs one closed-loop echo load from handshakes to closed connections.
 *
 * A connection whose message is never answered stands still until the end: a closed loop has no due time to send the
 * next by, so its latency is the service latency alone. What the target does is counted, never thrown.
 *
 * @throws WsrigError `usage-invalid-load` for options out of range, before anything is sent.
 */
export async function runClosedLoop(
  options: ClosedLoopOptions,
  context: LoadContext,
): Promise<ClosedLoopResult> {
  const plan = planClosedLoop(options);
  const { collector, signal, clock = systemClock, random = seededRandom(0) } = context;
  const startedAtUs = clock.nowUs();
  const { tags } = plan;
  const tally = new LoadTally({ collector, tags, messageTimeoutUs: plan.messageTimeoutMs * 1_000 });
  const dialed = await openConnections({
    url: plan.url,
    connections: plan.connections,
    concurrency: plan.connectConcurrency,
    dial: { ...plan.dial, clock },
    collector,
    tags,
    signal,
    onProgress: (opened, failed) =>
      context.onProgress?.({ phase: "connecting", connections: plan.connections, opened, failed }),
  });
  const onPhase = (phase: LoadProgress["phase"]): void =>
    context.onProgress?.(progressOf(plan, dialed, phase));
  const { opened } = dialed;
  const { onMeter } = context;
  const phases =
    opened.length === 0
      ? noPhases
      : await drivePhases({ plan, opened, tally, collector, clock, random, signal, onMeter, onPhase });
  return {
    ...resultOf({ plan, dialed, tally, phases, durationMs: (clock.nowUs() - startedAtUs) / 1_000 }),
    interrupted: signal?.aborted ?? false,
  };
}

const noPhases: PhasesResult = { steadyMs: 0, cpuUs: 0, droppedBecause: [] };

function progressOf(
  { connections }: ClosedLoopPlan,
  { opened, failures }: OpenedConnections,
  phase: LoadProgress["phase"],
): LoadProgress {
  return { phase, connections, opened: opened.length, failed: failures.length };
}

interface DoneLoad {
  readonly plan: ClosedLoopPlan;
  readonly dialed: OpenedConnections;
  readonly tally: LoadTally;
  readonly phases: PhasesResult;
  readonly durationMs: number;
}

function resultOf({
  plan,
  dialed,
  tally,
  phases,
  durationMs,
}: DoneLoad): Omit<ClosedLoopResult, "interrupted"> {
  const { steadyMs, cpuUs, droppedBecause } = phases;
  const warmUp = tally.counts("warm-up");
  const steady = tally.counts("steady");
  const checks = loadChecks({
    connections: plan.connections,
    opened: dialed.opened.length,
    failures: dialed.failures,
    droppedBecause,
    counts: addCounts(warmUp, steady),
    unexpected: tally.unexpected,
    durationMs,
    tags: plan.tags,
  });
  return {
    opened: dialed.opened.length,
    failed: dialed.failures.length,
    warmUp,
    steady,
    unexpected: tally.unexpected,
    steadyMs,
    cpuUs,
    limitedBy: steadyMs === 0 ? "unknown" : judgeLimitedBy(cpuUs / (steadyMs * 1_000)),
    reachedHttp: dialed.reachedHttp,
    checks,
  };
}
