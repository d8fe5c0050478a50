// One `wsrig load`, as a user types it, watched by tabs or not: the CPU of all its processes over the steady seconds.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { type RunReport, runReportSchema } from "../../src/metrics/run-report.js";
import { wsrig } from "../gate/gate-run.js";
import { generatorCore, pinned } from "../harness/commands.js";
import type { EchoServer } from "../harness/echo-server.js";
import { treeCpuUs } from "../harness/process-cpu.js";
import { type OpenTab, openTab, type ToldTab } from "./tab.js";

/** What to run. */
export interface RunOrder {
  readonly server: EchoServer;
  /** Flags of the load but for its times. */
  readonly load: readonly string[];
  readonly warmUpMs: number;
  readonly steadyMs: number;
  /** 0: without --ui. */
  readonly tabs: number;
}

/** What it cost. */
export interface MeasuredRun {
  readonly tabs: number;
  /** User and system time of coordinator and workers, ms per second of the steady phase. */
  readonly cpuMsPerSecond: number;
  readonly messagesPerSecond: number;
  readonly exitCode: number | null;
  /** Of all tabs. */
  readonly toldMessages: number;
  readonly toldBytes: number;
  /** Whether every tab ended with exactly the figures of report.json. */
  readonly isTrue: boolean;
}

const startTimeoutMs = 30_000;
/** At both ends of the steady phase, so that neither the warm-up nor the drain is measured. */
const marginMs = 300;

/** Runs it to its end. @throws Error when it sends nothing, or ends early */
export async function runOnce({ server, load, warmUpMs, steadyMs, tabs }: RunOrder): Promise<MeasuredRun> {
  const out = mkdtempSync(join(tmpdir(), "wsrig-bench-watch-"));
  const totalMs = steadyMs + 2 * marginMs;
  const times = ["--warm-up", `${warmUpMs}ms`, "--duration", `${totalMs}ms`, "--out", out];
  const watching = tabs === 0 ? [] : ["--ui", "--no-open"];
  const [program, ...args] = pinned(
    generatorCore,
    wsrig("load", server.url, ...load, ...times, ...watching, "--quiet"),
  );
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} does not start`);
  const before = await server.counts();
  const opened = tabs === 0 ? [] : await openTabs(child.stderr, tabs);
  await firstMessage(server, before.messages, () => child.exitCode);
  await sleep(warmUpMs + marginMs);
  const from = { cpuUs: treeCpuUs(pid), atMs: performance.now(), ...(await messagesOf(server)) };
  await sleep(steadyMs);
  const to = { cpuUs: treeCpuUs(pid), atMs: performance.now(), ...(await messagesOf(server)) };
  if (child.exitCode !== null) throw new Error(`wsrig ended with ${child.exitCode} before it was measured`);
  const exitCode = await ended;
  const told = await Promise.all(opened.map(({ closed }) => closed));
  const report = reportIn(out);
  rmSync(out, { recursive: true, force: true });
  const seconds = (to.atMs - from.atMs) / 1_000;
  return {
    tabs,
    cpuMsPerSecond: round((to.cpuUs - from.cpuUs) / 1_000 / seconds),
    messagesPerSecond: round((to.messages - from.messages) / seconds),
    exitCode,
    toldMessages: told.reduce((sum, { messages }) => sum + messages, 0),
    toldBytes: told.reduce((sum, { bytes }) => sum + bytes, 0),
    isTrue: told.every((tab) => isTrue(tab, report)),
  };
}

async function openTabs(stderr: NodeJS.ReadableStream, tabs: number): Promise<readonly OpenTab[]> {
  const url = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: stderr });
    lines.on("line", (line) => {
      const found = /http:\S+token=\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    lines.once("close", () => reject(new Error("wsrig printed no address of its page")));
  });
  return Promise.all(Array.from({ length: tabs }, () => openTab(url)));
}

async function firstMessage(
  server: EchoServer,
  before: number,
  exitCode: () => number | null,
): Promise<void> {
  const untilMs = performance.now() + startTimeoutMs;
  while ((await server.counts()).messages === before) {
    if (exitCode() !== null) throw new Error(`wsrig ended with ${exitCode()} and sent no message`);
    if (performance.now() > untilMs) throw new Error(`wsrig sent no message within ${startTimeoutMs} ms`);
    await sleep(20);
  }
}

async function messagesOf(server: EchoServer): Promise<{ readonly messages: number }> {
  const { messages } = await server.counts();
  return { messages };
}

function reportIn(out: string): RunReport {
  const [name = ""] = readdirSync(out).filter((one) => one !== "latest");
  return runReportSchema.parse(JSON.parse(readFileSync(join(out, name, "report.json"), "utf8")));
}

/** Its last figures are those of the report, and the report that it was told is the one on disk. */
function isTrue({ lastMetrics, report: told = "null" }: ToldTab, report: RunReport): boolean {
  const figures = report.metrics.map((metric) => {
    const { hdr: _, ...rest } = { hdr: "", ...metric };
    return rest;
  });
  return isDeepStrictEqual(lastMetrics, figures) && isDeepStrictEqual(JSON.parse(told), report);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
