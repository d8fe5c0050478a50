// One load in one worker, by a clock that the test moves.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocketServer } from "ws";
import type { LoadOptions } from "../../../src/engine/plan/load-options.js";
import { planRun } from "../../../src/engine/plan/plan-run.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { LoadRunner } from "../../../src/engine/run/load-runner.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { seededRandom } from "../../../src/random.js";
import { FakeClock } from "../../fake-clock.js";
import { machine } from "../some-load.js";

let server: WebSocketServer | undefined;
afterEach(async () => {
  for (const socket of server?.clients ?? []) socket.terminate();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
});

async function startServer(): Promise<{ readonly url: string; readonly server: WebSocketServer }> {
  server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A runner of a sink at 10 msg/s by 2 clients, by a clock of its own. */
function runnerOf(
  load: Pick<LoadOptions, "url" | "startMs" | "warmUpMs" | "connectRatePerSecond">,
  connectionsPerClient = 1,
) {
  const clock = new FakeClock();
  const [planned] = planRun(
    {
      seed: 1,
      loads: [
        {
          warmUpMs: 0,
          ...load,
          executor: { kind: "constant-clients", clients: 2, durationMs: 1_000 },
          traffic: {
            kind: "sink",
            connectionsPerClient,
            schedule: { kind: "open", ratePerSecond: 10, per: "load", arrivals: "constant" },
          },
        },
      ],
    },
    machine,
  ).loads;
  if (planned === undefined) throw new Error("there is one");
  const collector = new MetricCollector({ clock });
  const runner = new LoadRunner({
    load: planned,
    tags: {},
    share: wholeShare,
    pacing: "economical",
    clock,
    collector,
    random: seededRandom(1),
    env: {},
  });
  return { runner, clock, collector };
}

test("a load that begins too soon to open its connections meanwhile has them before the run", async () => {
  const { url } = await startServer();
  // Two handshakes at 0.4 a second take 5 s, and a second is for good measure.
  const { runner, clock } = runnerOf({ url, startMs: 6_000, connectRatePerSecond: 0.4 });
  const prepared = runner.prepare();
  while (runner.handshakes.opened < 1) await new Promise((resolve) => setImmediate(resolve));
  await clock.advanceMs(2_500);
  await prepared;
  expect(runner.handshakes).toEqual({ opened: 2, failed: 0 });
});

test("every connection of a client takes its handshake's time", async () => {
  const { url } = await startServer();
  // Four handshakes at 0.4 a second take 10 s.
  const { runner, clock } = runnerOf({ url, startMs: 11_000, connectRatePerSecond: 0.4 }, 2);
  const prepared = runner.prepare();
  for (let opened = 1; opened <= 4; opened++) {
    while (runner.handshakes.opened < opened) await new Promise((resolve) => setImmediate(resolve));
    await clock.advanceMs(2_500);
  }
  await prepared;
  expect(runner.handshakes).toEqual({ opened: 4, failed: 0 });
});

test("a load that begins later has its connections open when it begins, so that nothing due is dropped", async () => {
  const { url, server } = await startServer();
  const { runner, clock } = runnerOf({ url, startMs: 10_000 });
  await runner.prepare();
  const run = runner.run(0);
  // A second before, and a millisecond more for each of the two clients.
  await clock.advanceTo(8_997_999);
  expect(clock.sleepingMs).toEqual([0.001]);
  expect(runner.handshakes).toEqual({ opened: 0, failed: 0 });

  const bothIn = new Promise<void>((resolve) => {
    server.on("connection", () => server.clients.size === 2 && resolve());
  });
  await clock.advanceTo(8_998_000);
  await bothIn;
  while (runner.handshakes.opened < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(runner.phase).toBeUndefined();

  for (let ms = 9_000; ms <= 11_000; ms++) await clock.advanceTo(ms * 1_000);
  const { counts } = await run;
  expect(counts.steady).toMatchObject({ sent: 10, oneWay: 10, dropped: 0 });
});

test("books the bytes of a phase to it where the flush of that second comes before its own", async () => {
  const { url } = await startServer();
  const { runner, clock, collector } = runnerOf({ url, warmUpMs: 1_000 });
  await runner.prepare();
  const flushed = clock.sleepUntilUs(1_000_000).then(() => runner.flush());
  const run = runner.run(0);
  for (let ms = 0; ms <= 2_000; ms++) await clock.advanceTo(ms * 1_000);
  await Promise.all([run, flushed]);
  // Ten messages of 32 bytes with 6 of their header in each; in the second the two closes of 8 bytes too.
  expect(collector.total("data_sent", { phase: "warm-up" })).toBe(380);
  expect(collector.total("data_sent", { phase: "steady" })).toBe(396);
});
