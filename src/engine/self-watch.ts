// The generator watches itself: CPU and event-loop delay of this process, once a second.

import { monitorEventLoopDelay } from "node:perf_hooks";
import type { MetricCollector } from "../metrics/collector.js";
import type { Tags } from "../metrics/run-report.js";

/** CPU time in µs since the process started, user and system together. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

// The interval of the delay monitor; its histogram counts from the timer's due time plus this interval.
const monitorResolutionMs = 10;

/** Records the gauges `generator_cpu` (1 is one core) and `generator_event_loop_delay` (p99 of the last second, µs). */
export class SelfWatch {
  readonly #delay = monitorEventLoopDelay({ resolution: monitorResolutionMs });
  readonly #cpu: { set(value: number): void };
  readonly #loopDelay: { set(value: number): void };
  #lastCpuUs: number;
  #lastAtUs: number;

  constructor(collector: MetricCollector, nowUs: number, tags: Tags = {}) {
    this.#cpu = collector.gauge("generator_cpu", "core", tags);
    this.#loopDelay = collector.gauge("generator_event_loop_delay", "us", tags);
    this.#lastCpuUs = cpuTimeUs();
    this.#lastAtUs = nowUs;
    this.#delay.enable();
  }

  /** Records the time since the last call. */
  read(nowUs: number): void {
    const cpuUs = cpuTimeUs();
    if (nowUs > this.#lastAtUs) this.#cpu.set((cpuUs - this.#lastCpuUs) / (nowUs - this.#lastAtUs));
    this.#lastCpuUs = cpuUs;
    this.#lastAtUs = nowUs;
    if (this.#delay.count === 0) return;
    // The monitor reports the whole gap between two of its ticks, its own interval included.
    const gapUs = this.#delay.percentile(99) / 1_000;
    this.#loopDelay.set(Math.max(0, Math.round(gapUs - monitorResolutionMs * 1_000)));
    this.#delay.reset();
  }

  /** Ends the watch. */
  stop(): void {
    this.#delay.disable();
  }
}
