// What the bare loops print: the messages of the steady phase and the CPU they took; no latencies.

import { setTimeout as sleep } from "node:timers/promises";
import type { ClientArguments } from "./arguments.js";

/** Waits for the warm-up, measures the steady phase and prints the sample. @param messages - Answered so far. */
export async function measureBare(
  { warmUpMs, steadyMs }: ClientArguments,
  messages: () => number,
): Promise<void> {
  await sleep(warmUpMs);
  const from = { messages: messages(), cpu: process.cpuUsage(), at: process.hrtime.bigint() };
  await sleep(steadyMs);
  const { user, system } = process.cpuUsage(from.cpu);
  const tookMs = Number(process.hrtime.bigint() - from.at) / 1e6;
  const sample = { messages: messages() - from.messages, cpuUs: user + system, steadyMs: tookMs };
  console.log(JSON.stringify(sample));
}
