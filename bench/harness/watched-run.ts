// A run of a tool that does not measure itself: the server counts the messages, /proc the CPU, over the same few seconds.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, generatorCore, pinned } from "./commands.js";
import type { EchoServer } from "./echo-server.js";
import { treeCpuUs } from "./process-cpu.js";
import type { Sample } from "./sample.js";

/** What to watch, and for how long. */
export interface WatchedRun {
  readonly command: Command;
  readonly env: Readonly<Record<string, string>>;
  readonly server: EchoServer;
  /** From the first message on; the tool's start is never counted. */
  readonly warmUpMs: number;
  readonly steadyMs: number;
}

const startTimeoutMs = 60_000;

/**
 * Starts the tool, waits for its first message and the warm-up, measures, and ends the tool.
 *
 * @throws Error when it sends nothing within a minute, or ends before the measurement does.
 */
export async function watchRun({ command, env, server, warmUpMs, steadyMs }: WatchedRun): Promise<Sample> {
  const [program, ...args] = pinned(generatorCore, command);
  // In a group of its own, so that it can be ended with all that it started.
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: "ignore", detached: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} does not start`);
  try {
    await firstMessage(child, server);
    await sleep(warmUpMs);
    const from = await standing(pid, server);
    await sleep(steadyMs);
    const to = await standing(pid, server);
    if (child.exitCode !== null)
      throw new Error(`${command[0]} ended with ${child.exitCode} before it was measured`);
    return {
      messages: to.messages - from.messages,
      cpuUs: to.cpuUs - from.cpuUs,
      steadyMs: to.atMs - from.atMs,
    };
  } finally {
    await endGroup(child, pid);
  }
}

async function firstMessage(child: ChildProcess, server: EchoServer): Promise<void> {
  const { messages } = await server.counts();
  const untilMs = performance.now() + startTimeoutMs;
  while ((await server.counts()).messages === messages) {
    if (child.exitCode !== null) throw new Error(`the tool ended with ${child.exitCode} and sent no message`);
    if (performance.now() > untilMs) throw new Error(`the tool sent no message within ${startTimeoutMs} ms`);
    await sleep(100);
  }
}

async function standing(pid: number, server: EchoServer) {
  const { messages } = await server.counts();
  return { messages, cpuUs: treeCpuUs(pid), atMs: performance.now() };
}

async function endGroup(child: ChildProcess, pid: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-pid, "SIGKILL");
  await ended;
}
