// `npm run bench`: what one echo round trip costs the generator, as ratios between clients that take turns.
//
// Server and client run in processes of their own, pinned to separate cores where `taskset` is there. The clients take
// turns for several rounds, so that a drift of the machine touches all of them; medians are compared.

import { execFile, execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const execute = promisify(execFile);

interface Sample {
  readonly messages: number;
  readonly cpuUs: number;
  readonly steadyMs: number;
}

interface Client {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
}

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const steadyMs = Number(process.env.BENCH_STEADY_MS ?? 5_000);
const warmUpMs = 1_500;
const workload = { connections: 100, payloadBytes: 32, inFlight: 1 };
const canPin = availableParallelism() > 1 && commandRuns("taskset", ["-V"]);

const clients: readonly Client[] = [
  { name: "wsrig, own framing", file: "wsrig-load.ts", args: ["frame"] },
  { name: "wsrig --driver ws", file: "wsrig-load.ts", args: ["ws"] },
  { name: "bare ws loop", file: "bare-ws.ts", args: [] },
];

const server = await startServer();
const samples = new Map<string, Sample[]>(clients.map(({ name }) => [name, []]));
try {
  for (let round = 1; round <= rounds; round++) {
    for (const client of clients) {
      const sample = await runClient(client, server.url);
      samples.get(client.name)?.push(sample);
      const cost = (sample.cpuUs / sample.messages).toFixed(2);
      console.error(`round ${round}/${rounds}  ${client.name.padEnd(20)} ${cost} µs CPU per round trip`);
    }
  }
} finally {
  server.stop();
}
const results = summarise();
writeFileSync(new URL("results.json", import.meta.url), `${JSON.stringify(results, undefined, 2)}\n`);
console.table(results.clients);
console.log(results.ratios);

function summarise() {
  const perClient = clients.map(({ name }) => {
    const own = samples.get(name) ?? [];
    const cost = own.map((sample) => sample.cpuUs / sample.messages);
    const rate = own.map((sample) => (sample.messages * 1_000) / sample.steadyMs);
    return {
      client: name,
      cpuUsPerRoundTrip: round2(median(cost)),
      min: round2(Math.min(...cost)),
      max: round2(Math.max(...cost)),
      roundTripsPerCpuSecond: Math.round(1e6 / median(cost)),
      roundTripsPerSecond: Math.round(median(rate)),
    };
  });
  const [frame, ws, bare] = perClient.map((client) => client.cpuUsPerRoundTrip) as [number, number, number];
  return {
    measured: "CPU time of the generator's process (user + system) by echo round trips, steady phase",
    workload,
    rounds,
    steadyMs,
    pinned: canPin,
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    clients: perClient,
    ratios: {
      "round trips per CPU-second, own framing by --driver ws (at least 1.5)": round2(ws / frame),
      "cost of --driver ws by a bare ws loop (at most 1.10)": round2(ws / bare),
    },
  };
}

async function runClient({ file, args }: Client, url: string): Promise<Sample> {
  const { connections, payloadBytes } = workload;
  const all = [url, connections, payloadBytes, warmUpMs, steadyMs, ...args].map(String);
  const [command, commandArgs] = pinned(0, nodeArguments(file, all));
  const { stdout } = await execute(command, commandArgs, { timeout: warmUpMs + steadyMs + 60_000 });
  return JSON.parse(stdout) as Sample;
}

async function startServer(): Promise<{ url: string; stop(): void }> {
  const [command, args] = pinned(1, nodeArguments("echo-server.ts", []));
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the echo server ended with ${code}`)));
  });
  return { url, stop: () => child.kill() };
}

function nodeArguments(file: string, args: readonly string[]): string[] {
  return ["--import", "jiti/register", fileURLToPath(new URL(`clients/${file}`, import.meta.url)), ...args];
}

function pinned(core: number, args: string[]): [string, string[]] {
  return canPin ? ["taskset", ["-c", String(core), process.execPath, ...args]] : [process.execPath, args];
}

function commandRuns(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false; // Not there: the processes share the cores as the system likes, and the result says so.
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
