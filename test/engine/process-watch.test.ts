import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ProcessReading, systemProcesses } from "../../src/engine/process-source.js";
import { openProcessWatch, type ProcessWatchOptions } from "../../src/engine/process-watch.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import { within } from "../connection/loopback.js";
import { FakeClock } from "../fake-clock.js";

/** Processes that a test makes up. */
class Processes {
  readonly readings = new Map<number, ProcessReading>();
  readonly tree = new Map<number, readonly number[]>();
  denied: Error | undefined;

  set(pid: number, changed: Partial<ProcessReading> = {}): void {
    const fresh: ProcessReading = {
      pid,
      command: "server",
      state: "S",
      cpuUs: 0,
      startTicks: 100 + pid,
      threadGroup: pid,
      memoryBytes: 1_000,
      threads: 1,
      openFiles: 10,
    };
    this.readings.set(pid, { ...fresh, ...this.readings.get(pid), ...changed });
  }

  readonly read = async (pid: number): Promise<ProcessReading | undefined> => {
    if (this.denied !== undefined) throw this.denied;
    return this.readings.get(pid);
  };

  readonly children = async (pid: number): Promise<readonly number[]> => this.tree.get(pid) ?? [];
}

async function watching(processes: Processes, options: Partial<ProcessWatchOptions> = {}) {
  const clock = new FakeClock(5_000_000);
  const collector = new MetricCollector({ clock });
  const watch = await openProcessWatch({ pid: 7, collector, clock, source: processes, ...options });
  const gauges = () =>
    Object.fromEntries(
      collector
        .metrics(1_000)
        .flatMap((metric) =>
          metric.kind === "gauge" ? [[metric.name, [metric.unit, metric.min, metric.max, metric.last]]] : [],
        ),
    );
  return { clock, collector, watch, gauges };
}

test("every second is sampled: CPU as cores, memory and open files as they are, peaks in the summary", async () => {
  const processes = new Processes();
  processes.set(7, { cpuUs: 90_000_000, memoryBytes: 5_000, openFiles: 20, threads: 3 });
  const { clock, watch, gauges } = await watching(processes);
  watch.start();
  watch.start();
  processes.set(7, { cpuUs: 90_500_000, memoryBytes: 9_000, openFiles: 70, threads: 12 });
  await clock.advanceMs(1_000);
  processes.set(7, { cpuUs: 92_000_000, memoryBytes: 6_000, openFiles: 30, threads: 4 });
  await clock.advanceMs(1_000);
  expect(gauges()).toEqual({
    target_cpu: ["core", 0.5, 1.5, 1.5],
    target_memory: ["byte", 5_000, 9_000, 6_000],
    target_open_files: ["1", 20, 70, 30],
  });
  await clock.advanceMs(500);
  processes.set(7, { cpuUs: 92_250_000 });
  expect(await watch.stop()).toEqual({
    pid: 7,
    command: "server",
    spanUs: 2_500_000,
    cpuUs: 2_250_000,
    firstMemoryBytes: 5_000,
    lastMemoryBytes: 6_000,
    peakMemoryBytes: 9_000,
    firstOpenFiles: 20,
    peakOpenFiles: 70,
    peakThreads: 12,
    isCutShort: false,
    warnings: [],
  });
  expect(clock.sleepingMs).toEqual([]);
});

test("a sample can be taken at any time, for the figures of a phase", async () => {
  const processes = new Processes();
  processes.set(7, { cpuUs: 1_000_000 });
  const { clock, watch } = await watching(processes);
  await clock.advanceMs(250);
  processes.set(7, { cpuUs: 1_040_000 });
  const figures = { atUs: 5_250_000, cpuUs: 40_000, memoryBytes: 1_000, openFiles: 10, threads: 1 };
  expect(await watch.sample()).toEqual(figures);
});

describe("a process that", () => {
  const warning = (code: string, what: string, hint: string) => [
    {
      code,
      message: `The watched process 7 (server) ${what} 1 s after the first reading: its CPU, memory and open files are those up to then.`,
      hint,
    },
  ];
  const ended = warning(
    "target-process-ended",
    "ended",
    "Look into the log of the process for why it ended.",
  );

  test.each([
    ["ends", (processes: Processes): void => void processes.readings.delete(7)],
    ["ends, and was not waited for", (processes: Processes): void => processes.set(7, { state: "Z" })],
    [
      "ends, and its PID is another one's",
      (processes: Processes): void => processes.set(7, { startTicks: 999, cpuUs: 1 }),
    ],
  ])("%s is told of, and watched no longer", async (_title, end) => {
    const processes = new Processes();
    processes.set(7, { cpuUs: 500 });
    const { clock, watch } = await watching(processes);
    watch.start();
    end(processes);
    await clock.advanceMs(1_000);
    expect(clock.sleepingMs).toEqual([]);
    expect(await watch.sample()).toBeUndefined();
    expect(await watch.stop()).toMatchObject({ cpuUs: 0, spanUs: 0, isCutShort: true, warnings: ended });
  });

  test("may be read no longer is told of too", async () => {
    const processes = new Processes();
    processes.set(7);
    const { clock, watch } = await watching(processes);
    await clock.advanceMs(1_000);
    processes.denied = new Error("EACCES: permission denied");
    expect((await watch.stop()).warnings).toEqual(
      warning(
        "target-process-unreadable",
        "could not be read any longer (EACCES: permission denied)",
        "Run wsrig as the user of the process, or as root.",
      ),
    );
  });
});

test("children count from when they appear, and what they used stays when they end", async () => {
  const processes = new Processes();
  processes.set(7, { cpuUs: 100 });
  processes.set(8, { cpuUs: 70_000 });
  processes.tree.set(7, [8]);
  const { watch } = await watching(processes, { children: true });
  processes.set(8, { cpuUs: 80_000 });
  processes.set(9, { cpuUs: 3_000, memoryBytes: 50 });
  processes.tree.set(8, [9, 10]);
  const figures = { cpuUs: 13_000, memoryBytes: 2_050, openFiles: 30, threads: 3 };
  expect(await watch.sample()).toMatchObject(figures);
  processes.readings.delete(8);
  processes.tree.set(7, []);
  processes.set(7, { cpuUs: 200 });
  expect(await watch.sample()).toMatchObject({ cpuUs: 13_100, memoryBytes: 1_000, threads: 1 });
});

describe("a mistake before the run:", () => {
  const hint = "Give the PID of the server, on this machine and in this container.";

  test.each([
    ["no such process", {}, "--watch-pid is 7; no such process runs", hint],
    ["one that has ended", { state: "Z" }, "--watch-pid is 7; no such process runs", hint],
    [
      "a thread",
      { threadGroup: 5 },
      "--watch-pid is 7, which is a thread of process 5; must be a process",
      "Write 5.",
    ],
  ])("%s", async (title, reading, message, expected) => {
    const processes = new Processes();
    if (title !== "no such process") processes.set(7, reading);
    await expect(watching(processes)).rejects.toMatchObject({
      code: "usage-watch-no-process",
      path: "--watch-pid",
      message,
      hint: expected,
    });
  });

  test("one that may not be read", async () => {
    const processes = new Processes();
    processes.denied = new Error("EACCES: permission denied, scandir '/proc/7/fd'");
    await expect(watching(processes)).rejects.toMatchObject({
      code: "usage-watch-denied",
      message:
        "--watch-pid is 7; that process may not be read: EACCES: permission denied, scandir '/proc/7/fd'",
      hint: "Run wsrig as the user of the process, or as root.",
    });
  });

  test("a system without /proc", () => {
    expect(() => systemProcesses("darwin")).toThrow(
      expect.objectContaining({
        code: "usage-watch-unsupported",
        message: "--watch-pid needs /proc, which this system (darwin) does not have; must be Linux",
      }),
    );
  });
});

/** A child that runs `script` and speaks over IPC. */
function start(script: string): ChildProcess {
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

describe.runIf(process.platform === "linux")("a process of this machine", () => {
  const script = `
    const { openSync } = require("node:fs");
    process.send("ready");
    process.on("message", () => {
      globalThis.held = Buffer.alloc(64 * 1024 * 1024, 1);
      for (let i = 0; i < 50; i++) openSync("/dev/null");
      const { user, system } = process.cpuUsage();
      for (const until = user + system + 200_000; until > process.cpuUsage().user + process.cpuUsage().system; );
      process.send("done");
    });`;

  test("is measured: CPU, memory and open files that it takes are seen, and then its end", async () => {
    const child = start(script);
    await within(once(child, "message"), "the start of the child");
    const clock = new FakeClock(1);
    const collector = new MetricCollector({ clock });
    const watch = await openProcessWatch({ pid: child.pid ?? 0, collector, clock });
    const before = await watch.sample();
    child.send("work");
    await within(once(child, "message"), "the work of the child");
    const after = await watch.sample();
    if (before === undefined || after === undefined) throw new Error("the child was not read");
    // Linux counts in ticks of 10 ms, user and system time apart.
    expect(after.cpuUs - before.cpuUs).toBeGreaterThanOrEqual(180_000);
    expect(after.memoryBytes - before.memoryBytes).toBeGreaterThan(60 * 1_024 * 1_024);
    expect(after.openFiles - before.openFiles).toBe(50);
    expect(after.threads).toBeGreaterThan(1);
    child.kill("SIGKILL");
    await once(child, "exit");
    const summary = await watch.stop();
    expect(summary).toMatchObject({ pid: child.pid, cpuUs: after.cpuUs, isCutShort: true });
    expect(summary.warnings.map(({ code }) => code)).toEqual(["target-process-ended"]);
  });

  test("is measured with its children", async () => {
    const child = start(`
      const { spawn } = require("node:child_process");
      const inner = spawn(process.execPath, ["-e", ${JSON.stringify(script)}], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      inner.on("message", (message) => process.send(message));
      process.on("message", (message) => inner.send(message));
      process.on("exit", () => inner.kill());
      process.on("disconnect", () => process.exit());`);
    await within(once(child, "message"), "the start of the grandchild");
    const collector = new MetricCollector({ clock: new FakeClock() });
    const pid = child.pid ?? 0;
    const alone = await openProcessWatch({ pid, collector });
    const family = await openProcessWatch({ pid, collector, children: true });
    child.send("work");
    await within(once(child, "message"), "the work of the grandchild");
    const figures = await family.sample();
    expect(figures?.cpuUs).toBeGreaterThanOrEqual(180_000);
    expect(figures?.memoryBytes).toBeGreaterThan(
      ((await alone.sample())?.memoryBytes ?? 0) + 60 * 1_024 * 1_024,
    );
  });

  test("that does not exist is a mistake", async () => {
    const child = start("");
    await once(child, "exit");
    const collector = new MetricCollector({ clock: new FakeClock() });
    const pid = child.pid ?? 0;
    await expect(openProcessWatch({ pid, collector })).rejects.toMatchObject({
      code: "usage-watch-no-process",
      message: `--watch-pid is ${pid}; no such process runs`,
    });
  });
});
