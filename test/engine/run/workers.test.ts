// Loads in worker processes, over real sockets: counts and sums, never times.

import { execFileSync } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../../src/clock.js";
import { runLoads } from "../../../src/engine/run-loads.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";

const servers: ReferenceServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function echoUrl(): Promise<string> {
  const server = await startReferenceServer({ port: 0 });
  servers.push(server);
  return `${server.url}/echo`;
}

/** Process ids of the workers that this process has started. */
function workerPids(): readonly number[] {
  const table = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" });
  return table
    .split("\n")
    .filter((line) => line.includes("worker-main"))
    .map((line) => Number.parseInt(line, 10));
}

test("two workers open all connections together, and their sums are the run's", async () => {
  const collector = new MetricCollector({ clock: systemClock });
  const { loads, checks, invalid, plan } = await runLoads({
    collector,
    workers: 2,
    loads: [
      {
        url: await echoUrl(),
        warmUpMs: 100,
        executor: { kind: "constant-clients", clients: 5, durationMs: 1_200 },
      },
    ],
  });
  expect([plan.workers, invalid, checks.filter(({ status }) => status === "fail")]).toEqual([2, [], []]);
  const [load] = loads;
  expect(load).toMatchObject({ opened: 5, failed: 0 });
  const counts = load?.counts.steady;
  expect(counts?.sent).toBe((counts?.answered ?? 0) + (counts?.late ?? 0) + (counts?.lost ?? 0));
  expect(collector.total("ws_msgs_sent", { phase: "steady" })).toBe(counts?.sent);
  expect(collector.histogram("ws_msg_latency", { phase: "steady" }).count).toBe(counts?.answered);
  expect(collector.total("ws_sessions")).toBe(5);
  const workers = collector.metrics(1_000).filter(({ name }) => name === "generator_cpu");
  expect(workers.map(({ tags }) => tags.worker).sort()).toEqual(["1", "2"]);
  // Both ended by themselves.
  expect(workerPids()).toEqual([]);
});

test("an open load is the same messages in one worker and in three", async () => {
  const url = await echoUrl();
  const sentBy = async (workers: number): Promise<number> => {
    const collector = new MetricCollector({ clock: systemClock });
    const { loads } = await runLoads({
      collector,
      workers,
      loads: [
        {
          url,
          warmUpMs: 0,
          executor: { kind: "constant-clients", clients: 4, durationMs: 1_000 },
          traffic: {
            kind: "echo",
            schedule: { kind: "open", ratePerSecond: 200, per: "load", arrivals: "constant" },
          },
        },
      ],
    });
    const { sent = 0, dropped = 0 } = loads[0]?.measured ?? {};
    return sent + dropped;
  };
  // Due times 0, 5, ..., 995 ms.
  expect([await sentBy(1), await sentBy(3)]).toEqual([200, 200]);
});

test("a worker that is killed makes the run invalid, is named, and the others' figures stay", async () => {
  const collector = new MetricCollector({ clock: systemClock });
  let killed = 0;
  const { invalid, loads } = await runLoads({
    collector,
    workers: 2,
    loads: [
      {
        url: await echoUrl(),
        warmUpMs: 0,
        executor: { kind: "constant-clients", clients: 4, durationMs: 3_000 },
      },
    ],
    onSecond: () => {
      const [pid] = workerPids();
      if (killed > 0 || pid === undefined) return;
      killed = pid;
      process.kill(pid, "SIGKILL");
    },
  });
  expect(killed).toBeGreaterThan(0);
  expect(invalid.map(({ code }) => code)).toEqual(["worker-lost"]);
  expect(invalid[0]?.message).toMatch(/^Worker [12] of 2 was lost: it ended by SIGKILL\./);
  expect(loads[0]?.opened).toBe(2);
  expect(collector.total("ws_sessions")).toBe(4);
  expect(workerPids()).toEqual([]);
});

test("a run that lost all its workers is invalid, and not one that reached nobody", async () => {
  const { invalid, loads, reachedHttp } = await runLoads({
    collector: new MetricCollector({ clock: systemClock }),
    workers: 2,
    loads: [
      {
        url: await echoUrl(),
        warmUpMs: 0,
        executor: { kind: "constant-clients", clients: 4, durationMs: 600_000 },
      },
    ],
    onSecond: () => {
      for (const pid of workerPids()) process.kill(pid, "SIGKILL");
    },
  });
  expect(invalid.map(({ code }) => code)).toEqual(["worker-lost", "worker-lost"]);
  expect([loads, reachedHttp]).toEqual([[], true]);
});

test("an abort drains the workers, and the run is told as interrupted", async () => {
  const stop = new AbortController();
  const { interrupted, invalid, loads } = await runLoads({
    collector: new MetricCollector({ clock: systemClock }),
    workers: 2,
    signal: stop.signal,
    loads: [
      {
        url: await echoUrl(),
        warmUpMs: 0,
        executor: { kind: "constant-clients", clients: 4, durationMs: 600_000 },
      },
    ],
    onSecond: () => stop.abort(),
  });
  expect([interrupted, invalid]).toEqual([true, []]);
  const { sent = 0, answered = -1 } = loads[0]?.measured ?? {};
  expect(answered).toBe(sent);
});

test("what cannot cross processes is refused before anything starts", async () => {
  const lookup = async (): Promise<readonly string[]> => ["127.0.0.1"];
  await expect(
    runLoads({
      collector: new MetricCollector({ clock: systemClock }),
      workers: 2,
      loads: [
        {
          url: "ws://127.0.0.1:9",
          dial: { lookup },
          executor: { kind: "constant-clients", clients: 2, durationMs: 100 },
        },
      ],
    }),
  ).rejects.toMatchObject({ code: "usage-plan-not-data", path: "dial" });
});
