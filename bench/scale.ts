// `npm run bench:scale`: how fast 50,000 connections open, what they cost in memory, and whether all are kept alive.
//
// BENCH_CONNECTIONS=100 opens so many, prints and records nothing. Servers and workers are as many processes as the limit of open files asks for.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildServer, type EchoServer, startServer } from "./harness/echo-server.js";
import { IdleWorkers, processesFor } from "./harness/idle-workers.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { writeRecorded } from "./harness/recorded.js";
import { judgeScale, type ScaleFigures } from "./harness/scale-goals.js";
import { renderScale, type ScaleResults } from "./harness/scale-table.js";

const chosen = process.env.BENCH_CONNECTIONS ?? "";
const connections = chosen === "" ? 50_000 : Number(chosen);
const processes = processesFor(connections);
// A port of a chosen address is searched for: at most 2,000 of each.
const addressesPerWorker = Math.ceil(connections / processes / 2_000);
const handshakesAtOnce = 64;
const intervalMs = 10_000;
const intervals = 3;

const folder = mkdtempSync(join(tmpdir(), "wsrig-scale-"));
const servers: EchoServer[] = [];
try {
  const machine = describeMachine();
  const program = buildServer(folder);
  for (let i = 0; i < processes; i++) servers.push(await startServer(program));
  const figures = await withWorkers();
  const goals = judgeScale(figures);
  report({ ...machine, server: program.name, processes, ...figures, goals });
} finally {
  for (const server of servers) server.stop();
  rmSync(folder, { recursive: true });
}

async function withWorkers(): Promise<ScaleFigures> {
  const workers = new IdleWorkers(processes);
  try {
    return await measure(workers);
  } finally {
    await workers.stop();
  }
}

async function measure(workers: IdleWorkers): Promise<ScaleFigures> {
  const before = await workers.ready();
  const opened = await workers.open((worker) => ({
    url: servers[worker]?.url ?? "",
    connections: shareOf(worker),
    localAddresses: addressesOf(worker),
    handshakesAtOnce,
    intervalMs,
    intervals,
  }));
  const openSeconds = Math.max(...opened.map(({ openMs }) => openMs)) / 1_000;
  for (const failure of new Set(opened.flatMap(({ failures }) => failures))) console.error(failure);
  const total = sum(opened.map((report) => report.opened));
  console.error(
    `${total} connections opened in ${openSeconds.toFixed(1)} s; now ${intervals} intervals of pings`,
  );

  const pinged = await workers.pinged();
  const served = await Promise.all(servers.map((server) => server.counts()));
  const baseBytes = sum(before.map(({ rssBytes }) => rssBytes));
  const perConnection = (reports: readonly { readonly rssBytes: number }[]): number =>
    Math.round((sum(reports.map(({ rssBytes }) => rssBytes)) - baseBytes) / total);
  return {
    connections,
    opened: total,
    openSeconds,
    bytesPerConnectionOpened: perConnection(opened),
    bytesPerConnectionPinged: perConnection(pinged),
    pingIntervalMs: intervalMs,
    pingIntervals: intervals,
    pings: sum(pinged.map(({ pings }) => pings)),
    pongs: sum(pinged.map(({ pongs }) => pongs)),
    pingsSeenByServers: sum(served.map(({ pings }) => pings)),
    unanswered: sum(pinged.map(({ unanswered }) => unanswered)),
    ended: sum(pinged.map(({ ended }) => ended)),
    heldUpMaxMs: Math.max(...pinged.map(({ heldUpMaxMs }) => heldUpMaxMs)),
  };
}

function report(results: ScaleResults): void {
  const table = renderScale(results);
  console.log(table);
  if (chosen !== "") return;
  writeRecorded("scale.json", results);
  writePagePart("bench:scale", table);
}

/** The connections of one worker: equal shares, the first ones one more where it does not divide. */
function shareOf(worker: number): number {
  return Math.floor(connections / processes) + (worker < connections % processes ? 1 : 0);
}

/** Source addresses of its own on loopback, so that no pair of addresses runs short of ports. */
function addressesOf(worker: number): string[] {
  return Array.from(
    { length: addressesPerWorker },
    (_, i) => `127.0.0.${1 + worker * addressesPerWorker + i}`,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
