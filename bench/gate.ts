// `npm run bench:gate`: whether `wsrig gate` is red when it must be, and green when it must be.
//
// Two reference servers. Red: /slow?delay=22ms against /slow?delay=20ms. Green: /slow?delay=20ms on one server against the same on the
// other, 10 times, of which 9 must be green. Prints every run, writes gate.json and the table of README.md, ends with 1 when a goal is
// missed. GATE_RUNS=2 makes fewer runs of the second kind and GATE_LOAD other blocks; both print and record nothing.

import { spawn } from "node:child_process";
import { loadavg } from "node:os";
import { createInterface } from "node:readline";
import { type GateRun, runGate, wsrig } from "./gate/gate-run.js";
import { type GateResults, judgeGate } from "./gate/results.js";
import { renderGate } from "./gate/summary.js";
import { canPin, pinned, serverCore } from "./harness/commands.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { writeRecorded } from "./harness/recorded.js";

const plannedRuns = 10;
const alikeRuns = Number(process.env.GATE_RUNS ?? plannedRuns);
// 10 blocks a side of a second: 30 s a run. An open load far below what the server can bear, so that its delay is all that differs.
const plannedLoad = "--connections 20 --rate 400 --duration 1s --warm-up 200ms --blocks 10";
const load = (process.env.GATE_LOAD ?? plannedLoad).split(" ");
const isPlanned = alikeRuns === plannedRuns && process.env.GATE_LOAD === undefined;

const results = await measure();
console.log(renderGate(results));
if (isPlanned) {
  writeRecorded("gate.json", results);
  writePagePart("bench:gate", renderGate(results));
}
if (results.goals.some(({ verdict }) => verdict === "missed")) process.exitCode = 1;

async function measure(): Promise<GateResults> {
  const startedAt = performance.now();
  const machine = describeMachine();
  const loadAverage = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const servers = [await startServer(), await startServer()] as const;
  try {
    const runs = await runAll(servers);
    const tookSeconds = Math.round((performance.now() - startedAt) / 1_000);
    return { ...machine, pinned: canPin, loadAverage, tookSeconds, load, runs, goals: judgeGate(runs) };
  } finally {
    for (const server of servers) server.stop();
  }
}

async function runAll([old, young]: readonly [Server, Server]): Promise<readonly GateRun[]> {
  const slow = (server: Server, delay: string): string => `${server.url}/slow?delay=${delay}`;
  const runs: GateRun[] = [];
  const run = async (kind: GateRun["kind"], delay: string): Promise<void> => {
    const baselineUrl = slow(old, "20ms");
    const done = await runGate({ kind, baselineUrl, candidateUrl: slow(young, delay), load });
    runs.push(done);
    console.error(
      `${runs.length} of ${alikeRuns + 1}: exit code ${done.exitCode}, ${done.verdict}: ${done.sentence}`,
    );
  };
  await run("slower", "22ms");
  for (let n = 0; n < alikeRuns; n++) await run("alike", "20ms");
  return runs;
}

interface Server {
  readonly url: string;
  stop(): void;
}

/** Resolves when it listens. */
async function startServer(): Promise<Server> {
  const [program, ...args] = pinned(serverCore, wsrig("serve", "--port", "0"));
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`wsrig serve ended with ${code} before it listened`)));
  });
  return { url, stop: () => child.kill() };
}
