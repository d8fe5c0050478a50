// A closed-loop echo load: N connections, each with a fixed number of messages under way, for a fixed time.

import type { DialOptions } from "../client/dial.js";
import { type Clock, systemClock } from "../clock.js";
import { WsrigError } from "../errors.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ReportCheck, Tags } from "../metrics/run-report.js";
import type { MessageKind } from "../protocol/opcodes.js";
import { type Random, seededRandom } from "../random.js";
import { EchoFleet } from "./echo-fleet.js";
import { judgeLimitedBy, type LimitedBy } from "./limited-by.js";
import { loadChecks } from "./load-checks.js";
import { makePayload } from "./load-payload.js";
import { addCounts, type LoadPhase, LoadTally, type PhaseCounts } from "./load-tally.js";
import { type OpenedConnections, openConnections } from "./open-connections.js";
import { cpuTimeUs } from "./self-watch.js";
import { TrafficMeter } from "./traffic-meter.js";

/** Options of {@link runClosedLoop}. */
export interface ClosedLoopOptions {
  readonly url: string;
  /** Connections held open for the whole load, >= 1. */
  readonly connections: number;
  /** Length of the steady phase, > 0. */
  readonly durationMs: number;
  /** Length of the phase before it, kept out of the summary. Default 1,000. */
  readonly warmUpMs?: number | undefined;
  readonly payload: { readonly kind: MessageKind; readonly bytes: number };
  /** Messages under way on each connection, >= 1. Default 1. */
  readonly inFlight?: number | undefined;
  /** Sends each message in frames of this many payload bytes. Default: one frame. */
  readonly fragmentBytes?: number | undefined;
  readonly dial?: DialOptions | undefined;
  /** Handshakes in progress at once. Default 64. */
  readonly connectConcurrency?: number | undefined;
  /** An answer after this counts as late. Default 10,000. */
  readonly messageTimeoutMs?: number | undefined;
  /** How long the end of the load waits for answers under way. Default 5,000. */
  readonly drainTimeoutMs?: number | undefined;
  /** Put on every metric and check of this load. */
  readonly tags?: Tags | undefined;
}

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
 * @throws WsrigError `usage-invalid-load` for options out of range.
 */
export async function runClosedLoop(
  options: ClosedLoopOptions,
  context: LoadContext,
): Promise<ClosedLoopResult> {
  validate(options);
  const clock = context.clock ?? systemClock;
  const startedAtUs = clock.nowUs();
  const tags = options.tags ?? {};
  const tally = new LoadTally({
    collector: context.collector,
    tags,
    messageTimeoutUs: (options.messageTimeoutMs ?? 10_000) * 1_000,
  });
  const dialed = await openConnections({
    url: options.url,
    connections: options.connections,
    concurrency: options.connectConcurrency ?? 64,
    dial: { ...options.dial, clock },
    collector: context.collector,
    tags,
    signal: context.signal,
    onProgress: (opened, failed) =>
      context.onProgress?.({ phase: "connecting", connections: options.connections, opened, failed }),
  });
  const driven = dialed.connections.length === 0 ? notDriven : await drive(options, context, tally, dialed);
  const opened = dialed.connections.length;
  const warmUp = tally.counts("warm-up");
  const steady = tally.counts("steady");
  return {
    opened,
    failed: dialed.failures.length,
    warmUp,
    steady,
    unexpected: tally.unexpected,
    steadyMs: driven.steadyMs,
    cpuUs: driven.cpuUs,
    limitedBy: driven.steadyMs === 0 ? "unknown" : judgeLimitedBy(driven.cpuUs / (driven.steadyMs * 1_000)),
    reachedHttp: dialed.reachedHttp,
    interrupted: context.signal?.aborted ?? false,
    checks: loadChecks({
      connections: options.connections,
      opened,
      failures: dialed.failures,
      droppedBecause: driven.droppedBecause,
      counts: addCounts(warmUp, steady),
      unexpected: tally.unexpected,
      durationMs: (clock.nowUs() - startedAtUs) / 1_000,
      tags,
    }),
  };
}

interface Driven {
  readonly steadyMs: number;
  readonly cpuUs: number;
  readonly droppedBecause: readonly string[];
}

const notDriven: Driven = { steadyMs: 0, cpuUs: 0, droppedBecause: [] };

/** Warm-up, steady phase, drain and close over connections that are open. */
async function drive(
  options: ClosedLoopOptions,
  context: LoadContext,
  tally: LoadTally,
  dialed: OpenedConnections,
): Promise<Driven> {
  const clock = context.clock ?? systemClock;
  const tags = options.tags ?? {};
  const { connections } = dialed;
  const { kind, bytes } = options.payload;
  const fleet = new EchoFleet({
    connections,
    kind,
    payload: makePayload(kind, bytes, context.random ?? seededRandom(0)),
    fragmentBytes: options.fragmentBytes,
    inFlight: options.inFlight ?? 1,
    tally,
    collector: context.collector,
    tags,
    clock,
  });
  const meter = new TrafficMeter(connections, context.collector, tags);
  let phase: LoadPhase = "warm-up";
  context.onMeter?.(() => meter.read(phase));
  const report = (now: LoadProgress["phase"]): void =>
    context.onProgress?.({
      phase: now,
      connections: options.connections,
      opened: connections.length,
      failed: dialed.failures.length,
    });
  const ended = AbortSignal.any([fleet.allEnded, ...(context.signal ? [context.signal] : [])]);

  report("warm-up");
  const warmUpFromUs = clock.nowUs();
  fleet.start();
  await sleepUnlessEnded(clock, (options.warmUpMs ?? 1_000) * 1_000, ended);

  meter.read(phase);
  phase = "steady";
  const steadyFromUs = clock.nowUs();
  context.collector.addActive({ ...tags, phase: "warm-up" }, (steadyFromUs - warmUpFromUs) / 1_000);
  const cpuFromUs = cpuTimeUs();
  tally.beginSteady(steadyFromUs);
  report("steady");
  await sleepUnlessEnded(clock, options.durationMs * 1_000, ended);
  const steadyMs = (clock.nowUs() - steadyFromUs) / 1_000;
  const cpuUs = cpuTimeUs() - cpuFromUs;
  context.collector.addActive({ ...tags, phase: "steady" }, steadyMs);

  report("draining");
  await fleet.drain(options.drainTimeoutMs ?? 5_000);
  await fleet.close();
  meter.read(phase);
  return { steadyMs, cpuUs, droppedBecause: fleet.droppedBecause };
}

async function sleepUnlessEnded(clock: Clock, us: number, ended: AbortSignal): Promise<void> {
  try {
    await clock.sleepUntilUs(clock.nowUs() + us, ended);
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}

function validate(options: ClosedLoopOptions): void {
  const atLeastOne = {
    connections: options.connections,
    inFlight: options.inFlight,
    fragmentBytes: options.fragmentBytes,
    connectConcurrency: options.connectConcurrency,
  };
  for (const [name, value] of Object.entries(atLeastOne)) {
    if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
      throw new WsrigError(
        "usage-invalid-load",
        `${name} is ${value}; must be a whole number of at least 1`,
        { path: name },
      );
    }
  }
  const { bytes } = options.payload;
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw new WsrigError(
      "usage-invalid-load",
      `size is ${bytes}; must be a whole number of bytes, 0 or more`,
      {
        path: "size",
      },
    );
  }
  if (!(options.durationMs > 0) || !Number.isFinite(options.durationMs)) {
    throw new WsrigError(
      "usage-invalid-load",
      `duration is ${options.durationMs} ms; must be greater than 0`,
      {
        path: "duration",
      },
    );
  }
}
