// `npm run bench`: what a message costs the generator, as ratios between clients that take turns in one run.
//
// Server and client run in processes of their own, pinned to separate cores where `taskset` is there. BENCH_ROUNDS and
// BENCH_STEADY_MS change the length; BENCH_ONLY=100x32,1000x32 runs some workloads, prints and records nothing.

import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { clients } from "./harness/clients.js";
import { canPin } from "./harness/commands.js";
import { buildServer, type EchoServer, startServer } from "./harness/echo-server.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { writeRecorded } from "./harness/recorded.js";
import { type Results, type Skipped, summarise } from "./harness/results.js";
import { type RoundsPlan, runRounds } from "./harness/rounds.js";
import { renderTables } from "./harness/table.js";
import { judgeTargets } from "./harness/targets.js";
import { chooseWorkloads } from "./harness/workloads.js";

const chosen = process.env.BENCH_ONLY ?? "";
const workloads = chooseWorkloads(chosen);
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const steadyMs = Number(process.env.BENCH_STEADY_MS ?? 2_000);
const warmUpMs = 1_000;

const folder = mkdtempSync(join(tmpdir(), "wsrig-bench-"));
try {
  const server = await startServer(buildServer(folder));
  try {
    report(await measure(server));
  } finally {
    server.stop();
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(server: EchoServer): Promise<Results> {
  const startedAt = performance.now();
  const machine = describeMachine();
  const wanted = clients.filter((client) => workloads.some((workload) => client.runs(workload)));
  const prepared = wanted.map((client) => ({ client, state: client.prepare(folder) }));
  const skipped = prepared.flatMap(({ client, state }): Skipped[] =>
    state.kind === "missing" ? [{ client: client.name, why: state.why }] : [],
  );
  for (const { client, why } of skipped) console.error(`${client} is skipped: ${why}`);
  const contestants = prepared.flatMap(({ client, state }) =>
    state.kind === "ready" ? [{ ...client, measure: state.measure }] : [],
  );
  const plan = { contestants, workloads, server, rounds, warmUpMs, steadyMs, onSample: say };
  const samples = await runRounds(plan);
  const names = clients.map(({ name }) => name);
  return {
    measured: "CPU time of the generator (user and system) by messages answered, steady phase",
    ...machine,
    server: server.name,
    rounds,
    warmUpMs,
    steadyMs,
    pinned: canPin,
    loadAverage: Math.round((loadavg()[1] ?? 0) * 10) / 10,
    tookSeconds: Math.round((performance.now() - startedAt) / 1_000),
    targets: judgeTargets(samples),
    workloads: workloads.map((workload) => summarise(workload, samples, names)),
    skipped,
  };
}

function say(
  ...[{ round, workload, client }, { cpuUs, messages }]: Parameters<RoundsPlan["onSample"]>
): void {
  const cost = (cpuUs / messages).toFixed(2);
  console.error(
    `round ${round}/${rounds}  ${workload.name.padEnd(17)} ${client.padEnd(14)} ${cost} µs CPU per message`,
  );
}

function report(results: Results): void {
  console.log(renderTables(results));
  if (chosen !== "") return;
  writeRecorded("results.json", results);
  writePagePart("bench", renderTables(results));
}
