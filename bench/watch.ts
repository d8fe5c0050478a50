// `npm run bench:watch`: what it costs a run that two tabs watch it, and whether they are told the truth.
//
// 5 rounds of two runs, one watched by two tabs and one without --ui, which take turns in coming first: 10 s at 2,000 messages per second
// over 50 connections of two workers. Compared is the CPU of coordinator and workers per second of the steady phase. Prints every round,
// writes watch.json and the table of README.md, ends with 1 when a goal is missed. WATCH_ROUNDS=1 makes fewer rounds, WATCH_STEADY_MS=3000
// shorter ones and WATCH_LOAD other loads; they print and record nothing.

import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { canPin } from "./harness/commands.js";
import { buildServer, type EchoServer, startServer } from "./harness/echo-server.js";
import { describeMachine } from "./harness/machine.js";
import { writePagePart } from "./harness/page.js";
import { writeRecorded } from "./harness/recorded.js";
import { runOnce } from "./watch/one-run.js";
import { costMs, judgeWatch, type WatchResults, type WatchRound } from "./watch/results.js";
import { renderWatch } from "./watch/summary.js";

const planned = { rounds: 5, steadyMs: 10_000, load: "--connections 50 --rate 2000 --workers 2" };
const roundCount = Number(process.env.WATCH_ROUNDS ?? planned.rounds);
const steadyMs = Number(process.env.WATCH_STEADY_MS ?? planned.steadyMs);
const load = (process.env.WATCH_LOAD ?? planned.load).split(" ");
const isPlanned =
  roundCount === planned.rounds && steadyMs === planned.steadyMs && process.env.WATCH_LOAD === undefined;
const warmUpMs = 2_000;
const watchingTabs = 2;

const results = await measure();
console.log(renderWatch(results));
if (isPlanned) {
  writeRecorded("watch.json", results);
  writePagePart("bench:watch", renderWatch(results));
}
if (results.goals.some(({ verdict }) => verdict === "missed")) process.exitCode = 1;

async function measure(): Promise<WatchResults> {
  const startedAt = performance.now();
  const machine = describeMachine();
  const loadAverage = Math.round((loadavg()[0] ?? 0) * 100) / 100;
  const folder = mkdtempSync(join(tmpdir(), "wsrig-bench-watch-"));
  const server = await startServer(buildServer(folder));
  try {
    const rounds = await runAll(server);
    const tookSeconds = Math.round((performance.now() - startedAt) / 1_000);
    const made = { ...machine, pinned: canPin, loadAverage, tookSeconds, load, steadyMs };
    return { ...made, rounds, goals: judgeWatch(rounds) };
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runAll(server: EchoServer): Promise<readonly WatchRound[]> {
  const rounds: WatchRound[] = [];
  const run = (tabs: number) => runOnce({ server, load, warmUpMs, steadyMs, tabs });
  for (let n = 0; n < roundCount; n++) {
    const watchedFirst = n % 2 === 1;
    const first = await run(watchedFirst ? watchingTabs : 0);
    const second = await run(watchedFirst ? 0 : watchingTabs);
    const [watched, without] = watchedFirst ? [first, second] : [second, first];
    const round = { without, watched, watchedFirst };
    rounds.push(round);
    console.error(
      `round ${n + 1} of ${roundCount}: ${without.cpuMsPerSecond} ms/s, watched ${watched.cpuMsPerSecond} ms/s, cost ${costMs(round)} ms/s`,
    );
  }
  return rounds;
}
