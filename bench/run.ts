// `npm run bench`: what one echo round trip costs the generator, as ratios between clients that take turns.
//
// Server and client run in processes of their own, pinned to separate cores where `taskset` is there. The clients take
// turns for several rounds, so that a drift of the machine touches all of them; medians are compared.

import { execFile, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
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

interface Server {
  readonly name: string;
  readonly url: string;
  stop(): void;
}

const rounds = Number(process.env.BENCH_ROUNDS ?? 15);
const steadyMs = Number(process.env.BENCH_STEADY_MS ?? 2_000);
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
  const [frame, ws, bare] = clients.map(({ name }) =>
    (samples.get(name) ?? []).map((sample) => sample.cpuUs / sample.messages),
  ) as [number[], number[], number[]];
  return {
    measured: "CPU time of the generator's process (user + system) by echo round trips, steady phase",
    workload,
    server: server.name,
    rounds,
    steadyMs,
    pinned: canPin,
    date: new Date().toISOString().slice(0, 10),
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    machine: `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    clients: perClient,
    ratios: {
      "round trips per CPU-second, own framing by --driver ws (at least 1.5)": pairedRatio(ws, frame),
      "cost of --driver ws by a bare ws loop (at most 1.10)": pairedRatio(ws, bare),
    },
  };
}

/** Median and range of the ratio round by round: both sides of a pair saw the same machine. */
function pairedRatio(above: readonly number[], below: readonly number[]) {
  const ratios = above.map((value, round) => value / (below[round] ?? Number.NaN));
  return {
    median: round2(median(ratios)),
    min: round2(Math.min(...ratios)),
    max: round2(Math.max(...ratios)),
  };
}

async function runClient({ file, args }: Client, url: string): Promise<Sample> {
  const { connections, payloadBytes } = workload;
  const all = [url, connections, payloadBytes, warmUpMs, steadyMs, ...args].map(String);
  const [command, ...rest] = pinned(0, nodeCommand(`clients/${file}`, all));
  const { stdout } = await execute(command, rest, { timeout: warmUpMs + steadyMs + 60_000 });
  return JSON.parse(stdout) as Sample;
}

/** The native server where there is a C compiler, so that the generator sets the pace; else one on `ws`. */
async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "wsrig-bench-"));
  const native = join(folder, "echo");
  const isNative = commandRuns("cc", ["-O2", "-o", native, fileHere("servers/echo.c")]);
  const [command, ...args] = pinned(1, isNative ? [native] : nodeCommand("servers/echo-ws.ts", []));
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`the echo server ended with ${code}`)));
  });
  const stop = (): void => {
    child.kill();
    rmSync(folder, { recursive: true });
  };
  return { name: isNative ? "bench/servers/echo.c" : "bench/servers/echo-ws.ts", url, stop };
}

type Command = [program: string, ...args: string[]];

function nodeCommand(file: string, args: readonly string[]): Command {
  return [process.execPath, "--import", "jiti/register", fileHere(file), ...args];
}

function fileHere(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

function pinned(core: number, command: Command): Command {
  return canPin ? ["taskset", "-c", String(core), ...command] : command;
}

function commandRuns(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false; // Not there: what it was for is left out, and the result says so.
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
