// Watches another process, such as the server under test, once a second: its CPU, memory and open files.

import { type Clock, systemClock } from "../clock.js";
import { WsrigError } from "../errors.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { GaugeHandle } from "../metrics/metric-handles.js";
import type { Notice, Tags } from "../metrics/run-report.js";
import { formatMs } from "../units.js";
import { hasEnded, type ProcessReading, type ProcessSource, systemProcesses } from "./process-source.js";

export type { ProcessReading, ProcessSource } from "./process-source.js";

/** Options of {@link openProcessWatch}. */
export interface ProcessWatchOptions {
  readonly pid: number;
  /**
   * Count the processes that it has started, and theirs, too. Memory that they share counts for each; of one that ends
   * the CPU time since its last reading is lost. Default false.
   */
  readonly children?: boolean | undefined;
  readonly collector: MetricCollector;
  readonly tags?: Tags | undefined;
  readonly clock?: Clock | undefined;
  /** Default: /proc of this machine. */
  readonly source?: ProcessSource | undefined;
}

/** The figures of a process, with its children where they count. */
export interface ProcessFigures {
  /** On the clock of the watch. */
  readonly atUs: number;
  /** CPU time used since the watch was opened; exact to 10 ms. */
  readonly cpuUs: number;
  readonly memoryBytes: number;
  readonly openFiles: number;
  readonly threads: number;
}

/** What a watch has seen. */
export interface ProcessWatchSummary {
  readonly pid: number;
  /** The program's name. */
  readonly command: string;
  /** From the first reading, before the run, to the last one. */
  readonly spanUs: number;
  /** In that span. */
  readonly cpuUs: number;
  readonly firstMemoryBytes: number;
  readonly lastMemoryBytes: number;
  readonly peakMemoryBytes: number;
  readonly firstOpenFiles: number;
  readonly peakOpenFiles: number;
  readonly peakThreads: number;
  /** Whether the process ended while it was watched, or could not be read any longer; `warnings` says which. */
  readonly isCutShort: boolean;
  readonly warnings: readonly Notice[];
}

const path = "--watch-pid";
// CPU time comes in ticks of 10 ms: over a few ms one of them would look like many cores.
const leastCpuSpanUs = 500_000;

/**
 * A watch of the process `pid`, with its first reading taken; {@link ProcessWatch.start} begins the beat.
 *
 * @throws WsrigError `usage-watch-unsupported`, `usage-watch-no-process`, `usage-watch-denied`
 */
export async function openProcessWatch(options: ProcessWatchOptions): Promise<ProcessWatch> {
  const { pid, source = systemProcesses() } = options;
  const watch = new ProcessWatch({ ...options, source }, await requireProcess(pid, source));
  await watch.sample();
  return watch;
}

/**
 * A reading of the process `pid`, which runs and may be watched.
 *
 * @throws as {@link openProcessWatch}
 */
export async function requireProcess(
  pid: number,
  source: ProcessSource = systemProcesses(),
): Promise<ProcessReading> {
  const reading = await readFirst(pid, source);
  if (reading === undefined || hasEnded(reading)) {
    throw new WsrigError("usage-watch-no-process", `${path} is ${pid}; no such process runs`, {
      path,
      hint: "Give the PID of the server, on this machine and in this container.",
    });
  }
  if (reading.threadGroup !== pid) {
    const message = `${path} is ${pid}, which is a thread of process ${reading.threadGroup}; must be a process`;
    throw new WsrigError("usage-watch-no-process", message, { path, hint: `Write ${reading.threadGroup}.` });
  }
  return reading;
}

/** One watch; made by {@link openProcessWatch}. Records the gauges `target_cpu`, `target_memory` and `target_open_files`. */
export class ProcessWatch {
  readonly #options: ProcessWatchOptions & { readonly source: ProcessSource };
  readonly #clock: Clock;
  readonly #root: ProcessReading;
  readonly #gauges: Readonly<Record<"cpu" | "memory" | "openFiles", GaugeHandle>>;
  readonly #stopping = new AbortController();
  readonly #warnings: Notice[] = [];
  /** `gauged`: those up to which `target_cpu` is told. */
  readonly #figures: { first?: ProcessFigures; last?: ProcessFigures; gauged?: ProcessFigures } = {};
  readonly #peaks = { memoryBytes: 0, openFiles: 0, threads: 0 };
  /** By PID and start: CPU time at the last reading. */
  readonly #cpuUsByProcess = new Map<string, number>();
  #cpuUs = 0;
  #beating: Promise<void> | undefined;
  #sampling: Promise<ProcessFigures | undefined> = Promise.resolve(undefined);

  /** @param root - A reading of the process, which tells it from a later one with the same PID. */
  constructor(options: ProcessWatchOptions & { readonly source: ProcessSource }, root: ProcessReading) {
    const { collector, tags, clock = systemClock } = options;
    this.#options = options;
    this.#clock = clock;
    this.#root = root;
    this.#gauges = {
      cpu: collector.gauge("target_cpu", "core", tags),
      memory: collector.gauge("target_memory", "byte", tags),
      openFiles: collector.gauge("target_open_files", "1", tags),
    };
  }

  /** Samples at every whole second from now on, until {@link ProcessWatch.stop} or the end of the process. */
  start(): void {
    this.#beating ??= this.#beat();
  }

  /** Ends the beat after one last sample. */
  async stop(): Promise<ProcessWatchSummary> {
    this.#stopping.abort();
    await this.#beating;
    await this.sample();
    const { first, last } = this.#figures;
    return {
      pid: this.#root.pid,
      command: this.#root.command,
      spanUs: (last?.atUs ?? 0) - (first?.atUs ?? 0),
      cpuUs: last?.cpuUs ?? 0,
      firstMemoryBytes: first?.memoryBytes ?? 0,
      lastMemoryBytes: last?.memoryBytes ?? 0,
      peakMemoryBytes: this.#peaks.memoryBytes,
      firstOpenFiles: first?.openFiles ?? 0,
      peakOpenFiles: this.#peaks.openFiles,
      peakThreads: this.#peaks.threads,
      isCutShort: this.#warnings.length > 0,
      warnings: [...this.#warnings],
    };
  }

  /** Takes a sample now, for the figures at the bounds of a phase; `undefined` once the process has ended. */
  sample(): Promise<ProcessFigures | undefined> {
    // One after the other: of two at once the later could be booked before the earlier.
    this.#sampling = this.#sampling.then(() => this.#sample());
    return this.#sampling;
  }

  async #sample(): Promise<ProcessFigures | undefined> {
    if (this.#warnings.length > 0) return undefined;
    const readings = await this.#readings();
    if (readings === undefined) return undefined;
    return this.#take(readings);
  }

  async #beat(): Promise<void> {
    const { signal } = this.#stopping;
    const startedAtUs = this.#clock.nowUs();
    while (this.#warnings.length === 0) {
      const seconds = Math.floor((this.#clock.nowUs() - startedAtUs) / 1_000_000);
      try {
        await this.#clock.sleepUntilUs(startedAtUs + (seconds + 1) * 1_000_000, signal);
      } catch {
        return; // stop() aborts the sleep; nothing else can end it.
      }
      await this.sample();
    }
  }

  /** Of the process, then of its children. `undefined` when the process has ended or cannot be read any longer. */
  async #readings(): Promise<readonly ProcessReading[] | undefined> {
    const { source, children = false } = this.#options;
    const { pid, startTicks } = this.#root;
    try {
      const root = await source.read(pid);
      if (root === undefined || hasEnded(root) || root.startTicks !== startTicks) {
        this.#warnOfEnd();
        return undefined;
      }
      return children ? [root, ...(await readDescendants(pid, source))] : [root];
    } catch (error) {
      this.#warnOfDenial(error);
      return undefined;
    }
  }

  #take(readings: readonly ProcessReading[]): ProcessFigures {
    const isFirst = this.#figures.first === undefined;
    const sum = (of: (reading: ProcessReading) => number): number =>
      readings.reduce((total, reading) => total + of(reading), 0);
    for (const { pid, startTicks, cpuUs } of readings) {
      const process = `${pid} ${startTicks}`;
      // A child that was not there before has used all its time since.
      const beforeUs = this.#cpuUsByProcess.get(process) ?? (isFirst ? cpuUs : 0);
      this.#cpuUs += Math.max(0, cpuUs - beforeUs);
      this.#cpuUsByProcess.set(process, cpuUs);
    }
    const figures: ProcessFigures = {
      atUs: this.#clock.nowUs(),
      cpuUs: this.#cpuUs,
      memoryBytes: sum(({ memoryBytes }) => memoryBytes),
      openFiles: sum(({ openFiles }) => openFiles),
      threads: sum(({ threads }) => threads),
    };
    this.#record(figures);
    return figures;
  }

  #record(figures: ProcessFigures): void {
    const { atUs, cpuUs, memoryBytes, openFiles, threads } = figures;
    const before = this.#figures.gauged;
    if (before !== undefined && atUs - before.atUs >= leastCpuSpanUs)
      this.#gauges.cpu.set((cpuUs - before.cpuUs) / (atUs - before.atUs));
    if (before === undefined || atUs - before.atUs >= leastCpuSpanUs) this.#figures.gauged = figures;
    this.#gauges.memory.set(memoryBytes);
    this.#gauges.openFiles.set(openFiles);
    this.#figures.first ??= figures;
    this.#figures.last = figures;
    this.#peaks.memoryBytes = Math.max(this.#peaks.memoryBytes, memoryBytes);
    this.#peaks.openFiles = Math.max(this.#peaks.openFiles, openFiles);
    this.#peaks.threads = Math.max(this.#peaks.threads, threads);
  }

  #warnOfEnd(): void {
    this.#warn("target-process-ended", "ended", "Look into the log of the process for why it ended.");
  }

  #warnOfDenial(error: unknown): void {
    const why = error instanceof Error ? error.message : String(error);
    this.#warn("target-process-unreadable", `could not be read any longer (${why})`, deniedHint);
  }

  #warn(code: string, what: string, hint: string): void {
    const { pid, command } = this.#root;
    const after = formatMs(
      (this.#clock.nowUs() - (this.#figures.first?.atUs ?? this.#clock.nowUs())) / 1_000,
    );
    const message = `The watched process ${pid} (${command}) ${what} ${after} after the first reading: its CPU, memory and open files are those up to then.`;
    this.#warnings.push({ code, message, hint });
  }
}

const deniedHint = "Run wsrig as the user of the process, or as root.";

async function readFirst(pid: number, source: ProcessSource): Promise<ProcessReading | undefined> {
  try {
    return await source.read(pid);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `${path} is ${pid}; that process may not be read: ${why}`;
    throw new WsrigError("usage-watch-denied", message, { path, hint: deniedHint, cause });
  }
}

/** Those that end meanwhile, or may not be read, are left out. At most 1,000: a process that forks without end is not followed. */
async function readDescendants(pid: number, source: ProcessSource): Promise<readonly ProcessReading[]> {
  const readings: ProcessReading[] = [];
  const waiting = [...(await source.children(pid))];
  for (let next = waiting.shift(); next !== undefined && readings.length < 1_000; next = waiting.shift()) {
    const reading = await source.read(next).catch(() => undefined);
    if (reading === undefined || hasEnded(reading)) continue;
    readings.push(reading);
    waiting.push(...(await source.children(next)));
  }
  return readings;
}
