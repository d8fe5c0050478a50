// A worker watches itself: CPU, event-loop delay and garbage collection of this process, once a second.

import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import type { MetricCollector } from "../metrics/collector.js";
import type { GaugeHandle, TrendHandle } from "../metrics/metric-handles.js";
import type { Tags } from "../metrics/run-report.js";

/** CPU time in µs since the process started, user and system together. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

// The interval of the delay monitor; its histogram counts the whole gap between two ticks, the interval included.
const monitorResolutionMs = 10;
// The last second of a run may be a few ms, in which the work of its end looks like a full core.
const leastCpuSpanUs = 500_000;

/** Options of {@link SelfWatch}. */
export interface SelfWatchOptions {
  readonly collector: MetricCollector;
  readonly nowUs: number;
  /** Of the worker. */
  readonly tags: Tags;
  /** A second above this share of a core counts as busy. */
  readonly busyShare: number;
}

/**
 * Records the gauges `generator_cpu` (1 is one core) and `generator_event_loop_delay` (p99 of the last second, µs), and the
 * trend `generator_gc_pause`.
 */
export class SelfWatch {
  readonly #delay = monitorEventLoopDelay({ resolution: monitorResolutionMs });
  readonly #cpu: GaugeHandle;
  readonly #loopDelay: GaugeHandle;
  readonly #pauses: TrendHandle;
  readonly #collections: PerformanceObserver;
  readonly #busyShare: number;
  #lastCpuUs: number;
  #lastAtUs: number;
  #hasRead = false;
  #busySeconds = 0;
  #longestBusySeconds = 0;

  constructor({ collector, nowUs, tags, busyShare }: SelfWatchOptions) {
    this.#cpu = collector.gauge("generator_cpu", "core", tags);
    this.#loopDelay = collector.gauge("generator_event_loop_delay", "us", tags);
    this.#pauses = collector.trend("generator_gc_pause", tags);
    this.#busyShare = busyShare;
    this.#lastCpuUs = cpuTimeUs();
    this.#lastAtUs = nowUs;
    this.#delay.enable();
    this.#collections = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) this.#pauses.record(Math.round(duration * 1_000));
    });
    this.#collections.observe({ entryTypes: ["gc"] });
  }

  /** How many seconds on end the process was above the busy share, at most. */
  get longestBusySeconds(): number {
    return this.#longestBusySeconds;
  }

  /** Records the time since the last call, about a second. CPU over less than half of one waits for the next call, but for the first. */
  read(nowUs: number): void {
    this.#readCpu(nowUs);
    if (this.#delay.count === 0) return;
    const gapUs = this.#delay.percentile(99) / 1_000;
    this.#loopDelay.set(Math.max(0, Math.round(gapUs - monitorResolutionMs * 1_000)));
    this.#delay.reset();
  }

  /** Ends the watch. */
  stop(): void {
    this.#delay.disable();
    this.#collections.disconnect();
  }

  #readCpu(nowUs: number): void {
    const spanUs = nowUs - this.#lastAtUs;
    if (spanUs < (this.#hasRead ? leastCpuSpanUs : 1)) return;
    const cpuUs = cpuTimeUs();
    this.#noteShare((cpuUs - this.#lastCpuUs) / spanUs, spanUs);
    this.#lastCpuUs = cpuUs;
    this.#lastAtUs = nowUs;
    this.#hasRead = true;
  }

  #noteShare(share: number, spanUs: number): void {
    this.#cpu.set(share);
    this.#busySeconds = share > this.#busyShare ? this.#busySeconds + spanUs / 1_000_000 : 0;
    this.#longestBusySeconds = Math.max(this.#longestBusySeconds, this.#busySeconds);
  }
}
