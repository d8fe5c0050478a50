// The phases of a closed loop over connections that are open: warm-up, steady, drain, close.

import type { Clock } from "../clock.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { Random } from "../random.js";
import type { ClosedLoopPlan } from "./closed-loop-options.js";
import { EchoFleet } from "./echo-fleet.js";
import { makePayload } from "./load-payload.js";
import type { LoadPhase, LoadTally } from "./load-tally.js";
import type { OpenedConnection } from "./open-connections.js";
import { cpuTimeUs } from "./self-watch.js";
import { TrafficMeter } from "./traffic-meter.js";

/** Options of {@link drivePhases}. */
export interface PhasesOptions {
  readonly plan: ClosedLoopPlan;
  /** At least one. */
  readonly opened: readonly OpenedConnection[];
  readonly tally: LoadTally;
  readonly collector: MetricCollector;
  readonly clock: Clock;
  readonly random: Random;
  /** Ends the phases early. */
  readonly signal?: AbortSignal | undefined;
  /** Gets the function that books bytes and frames: call it about once a second. */
  readonly onMeter?: ((read: () => void) => void) | undefined;
  readonly onPhase: (phase: LoadPhase | "draining") => void;
}

/** What the phases came to. */
export interface PhasesResult {
  /** What the steady phase really took. */
  readonly steadyMs: number;
  /** CPU time of this process during the steady phase, user and system, µs. */
  readonly cpuUs: number;
  /** Why connections ended that we did not end, one text each. */
  readonly droppedBecause: readonly string[];
}

/** Drives all connections through the phases; when none is left, or the signal aborts, the rest is cut short. */
export async function drivePhases(options: PhasesOptions): Promise<PhasesResult> {
  const { plan, opened, collector, tally, clock, onPhase } = options;
  const connections = opened.map(({ connection }) => connection);
  const fleet = new EchoFleet({
    opened,
    kind: plan.payload.kind,
    payload: makePayload(plan.payload.kind, plan.payload.bytes, options.random),
    fragmentBytes: plan.fragmentBytes,
    inFlight: plan.inFlight,
    tally,
    collector,
    tags: plan.tags,
    clock,
  });
  const meter = new TrafficMeter(connections, collector, plan.tags);
  let current: LoadPhase = "warm-up";
  options.onMeter?.(() => meter.read(current));
  const ended = AbortSignal.any([fleet.allEnded, ...(options.signal ? [options.signal] : [])]);
  const spend = async (phase: LoadPhase, ms: number): Promise<number> => {
    current = phase;
    onPhase(phase);
    const fromUs = clock.nowUs();
    if (phase === "steady") tally.beginSteady(fromUs);
    // The first phase, whichever it is, starts the traffic.
    fleet.start();
    await sleepUnlessEnded(clock, ms, ended);
    const spentMs = (clock.nowUs() - fromUs) / 1_000;
    collector.addActive({ ...plan.tags, phase }, spentMs);
    meter.read(phase);
    return spentMs;
  };

  if (plan.warmUpMs > 0) await spend("warm-up", plan.warmUpMs);
  const cpuFromUs = cpuTimeUs();
  const steadyMs = await spend("steady", plan.durationMs);
  const cpuUs = cpuTimeUs() - cpuFromUs;

  onPhase("draining");
  await fleet.drain(plan.drainTimeoutMs);
  await fleet.close();
  meter.read("steady");
  return { steadyMs, cpuUs, droppedBecause: fleet.droppedBecause };
}

async function sleepUnlessEnded(clock: Clock, ms: number, ended: AbortSignal): Promise<void> {
  try {
    await clock.sleepUntilUs(clock.nowUs() + ms * 1_000, ended);
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
