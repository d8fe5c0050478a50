// Watches the target's process beside the loads, and tells what a message and a connection cost it.

import type { Clock } from "../../clock.js";
import type { MetricCollector } from "../../metrics/collector.js";
import type { Notice } from "../../metrics/run-report.js";
import { toThousandths } from "../../metrics/thresholds/trend-figure.js";
import type { RunPlan } from "../plan/run-plan.js";
import type { ProcessSource } from "../process-source.js";
import { openProcessWatch, type ProcessFigures, type ProcessWatch } from "../process-watch.js";
import { addCounts, noCounts } from "../record/message-counts.js";
import { type LoadFacts, measuredCounts } from "./load-facts.js";
import { plannedMs } from "./run-length.js";

/** What a watch of the target works with. */
export interface TargetWatchOptions {
  readonly plan: RunPlan;
  readonly collector: MetricCollector;
  readonly clock: Clock;
  /** Default: the processes of this machine. */
  readonly source?: ProcessSource | undefined;
}

// A reading is exact to 10 ms: below this more than a tenth of the figure would be chance.
const leastCpuUs = 100_000;
// Of fewer it is what any process takes while it warms up.
const leastConnections = 100;

/**
 * A watch of process `pid` with its first reading, before the first connection; nothing without a `pid`.
 *
 * @throws WsrigError as `openProcessWatch`
 */
export async function watchTarget(
  pid: number | undefined,
  options: TargetWatchOptions,
): Promise<TargetWatch | undefined> {
  if (pid === undefined) return undefined;
  const { collector, clock, source } = options;
  return new TargetWatch(await openProcessWatch({ pid, collector, clock, source }), options);
}

/**
 * One run's watch; made by {@link watchTarget}. Beside the gauges of {@link ProcessWatch} it records
 * `target_cpu_per_message` and `target_memory_per_connection`.
 *
 * ```
 *   open          begin                                       end
 *   first memory   |-- warm-up --|-------- measured --------|-- drain --|
 *                                CPU                       CPU
 * ```
 */
export class TargetWatch {
  readonly #watch: ProcessWatch;
  readonly #options: TargetWatchOptions;
  readonly #ended = new AbortController();
  #mostConnections = 0;
  #measured: Promise<readonly [ProcessFigures | undefined, ProcessFigures | undefined]> | undefined;
  #warnings: Promise<readonly Notice[]> | undefined;

  constructor(watch: ProcessWatch, options: TargetWatchOptions) {
    this.#watch = watch;
    this.#options = options;
  }

  /** So many connections are open. */
  saw(connections: number): void {
    this.#mostConnections = Math.max(this.#mostConnections, connections);
  }

  /** Connections are open, and the time of the loads begins at `startUs`: samples come once a second from now on. */
  begin(startUs: number): void {
    this.#watch.start();
    this.#measured ??= this.#sampleMeasured(startUs);
  }

  /**
   * The loads are over. Once it has ended, nothing more is recorded.
   *
   * @returns what went wrong with watching.
   */
  end(loads: readonly LoadFacts[]): Promise<readonly Notice[]> {
    this.#warnings ??= this.#end(loads);
    return this.#warnings;
  }

  async #end(loads: readonly LoadFacts[]): Promise<readonly Notice[]> {
    this.#ended.abort();
    const [from, to] = (await this.#measured) ?? [];
    const summary = await this.#watch.stop();
    if (summary.isCutShort) return summary.warnings;
    const { collector } = this.#options;
    const messages = messagesOf(loads);
    const cpuUs = from === undefined || to === undefined ? 0 : to.cpuUs - from.cpuUs;
    if (cpuUs >= leastCpuUs && messages > 0)
      collector.gauge("target_cpu_per_message", "us").set(toThousandths(cpuUs / messages));
    if (this.#mostConnections >= leastConnections) {
      const bytes = Math.max(0, summary.peakMemoryBytes - summary.firstMemoryBytes);
      collector
        .gauge("target_memory_per_connection", "byte")
        .set(toThousandths(bytes / this.#mostConnections));
    }
    return summary.warnings;
  }

  /** At the two ends of the measured time, or at the end of the run where that comes first. */
  async #sampleMeasured(
    startUs: number,
  ): Promise<readonly [ProcessFigures | undefined, ProcessFigures | undefined]> {
    const { plan } = this.#options;
    const from = await this.#sampleAt(startUs + measuredFromMs(plan) * 1_000);
    return [from, await this.#sampleAt(startUs + plannedMs(plan) * 1_000)];
  }

  async #sampleAt(atUs: number): Promise<ProcessFigures | undefined> {
    try {
      await this.#options.clock.sleepUntilUs(atUs, this.#ended.signal);
    } catch {
      // The run has ended before; nothing else can end the sleep.
    }
    return this.#watch.sample();
  }
}

/** From the start of the run until the first load has warmed up, ms. */
function measuredFromMs({ loads }: RunPlan): number {
  return Math.min(...loads.map(({ startMs, warmUpMs }) => startMs + warmUpMs));
}

/**
 * Answered, or taken without an answer, in the measured time, as its CPU is: what a target that has fallen behind owes from the warm-up is in
 * it, and what it answers afterwards is not.
 */
function messagesOf(loads: readonly LoadFacts[]): number {
  const measured = loads.map(measuredCounts).reduce(addCounts, noCounts);
  const owed = loads.reduce((sum, { counts }) => sum + (counts["warm-up"]?.answeredAfter ?? 0), 0);
  return measured.answered + measured.late + measured.oneWay - measured.answeredAfter + owed;
}
