import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConnectPlan, Share } from "../../../src/engine/plan/run-plan.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { ConnectionOpener } from "../../../src/engine/traffic/connection-opener.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";
import { FakeClock } from "../../fake-clock.js";
import { until } from "./traffic-run.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer({ port: 0 });
});
afterAll(() => server.close());

const refused = "ws://127.0.0.1:1/";

function makeOpener(url: string, connect: Partial<ConnectPlan>, share: Share = wholeShare) {
  const clock = new FakeClock(5_000_000);
  const collector = new MetricCollector({ clock });
  const ending = new AbortController();
  const opener = new ConnectionOpener({
    url,
    connect: { dial: {}, concurrency: 50, localAddresses: [], ...connect },
    share,
    clock,
    collector,
    tags: { load: "a" },
    signal: ending.signal,
  });
  return { clock, collector, opener, ending };
}

describe("opening the connections of a load", () => {
  test("counts what opened and what was refused", async () => {
    const { opener, collector } = makeOpener(`${server.url}/echo`, {});
    const opened = await Promise.all([opener.open(0), opener.open(1)]);
    expect(opener.facts).toEqual({ attempted: 2, opened: 2, failures: {}, reachedHttp: true });
    expect(collector.total("ws_sessions", { load: "a" })).toBe(2);
    for (const one of opened) one?.connection.terminate();
  });

  test("a failed handshake is a sample, by step and code, and its text is kept with how often it came", async () => {
    const { opener, collector } = makeOpener(refused, {});
    expect(await Promise.all([opener.open(0), opener.open(1)])).toEqual([undefined, undefined]);
    const { attempted, opened, failures, reachedHttp } = opener.facts;
    expect([attempted, opened, Object.values(failures), reachedHttp]).toEqual([2, 0, [2], false]);
    expect(collector.total("ws_errors", { load: "a", step: "tcp" })).toBe(2);
  });

  test("at 10 a second the handshakes begin 100 ms apart, the first at once", async () => {
    const { opener, clock } = makeOpener(refused, { ratePerSecond: 10 });
    const opening = Promise.all([0, 1, 2, 3].map((number) => opener.open(number)));
    await until(() => clock.sleepingMs.length === 3, "three wait");
    expect(clock.sleepingMs).toEqual([100, 200, 300]);
    await clock.advanceMs(300);
    await opening;
    expect(opener.facts.attempted).toBe(4);
  });

  test("workers take turns: worker 1 of 2 begins 100 ms later and goes on every 200 ms", async () => {
    const { opener, clock } = makeOpener(refused, { ratePerSecond: 10 }, { worker: 1, of: 2 });
    const opening = Promise.all([1, 3, 5].map((number) => opener.open(number)));
    await until(() => clock.sleepingMs.length === 3, "three wait");
    expect(clock.sleepingMs).toEqual([100, 300, 500]);
    await clock.advanceMs(500);
    await opening;
  });

  test("unused slots are not saved up: after a pause the next handshake begins at once, and the one after it in time", async () => {
    const { opener, clock } = makeOpener(refused, { ratePerSecond: 10 });
    await opener.open(0);
    await clock.advanceMs(5_000);
    const opening = Promise.all([opener.open(1), opener.open(2)]);
    await until(() => opener.facts.attempted === 2, "one began at once");
    expect(clock.sleepingMs).toEqual([100]);
    await clock.advanceMs(100);
    await opening;
  });

  test("no more handshakes are in progress at once than the plan says", async () => {
    let inProgress = 0;
    let most = 0;
    const { opener } = makeOpener(`ws://wsrig.test:${server.port}/echo`, {
      concurrency: 3,
      dial: {
        lookup: async () => {
          inProgress++;
          most = Math.max(most, inProgress);
          await new Promise((resolve) => setImmediate(resolve));
          return ["127.0.0.1"];
        },
        onStep: (step) => {
          if (step === "upgrade") inProgress--;
        },
      },
    });
    const opened = await Promise.all(Array.from({ length: 12 }, (_, number) => opener.open(number)));
    expect([most, opener.facts.opened]).toEqual([3, 12]);
    for (const one of opened) one?.connection.terminate();
  });

  test("takes the source addresses in turn, by connection number", async () => {
    const { opener } = makeOpener(`${server.url}/echo`, { localAddresses: ["127.0.0.2", "127.0.0.3"] });
    const opened = await Promise.all([4, 5, 6].map((number) => opener.open(number)));
    expect(opened.map((one) => one?.connection.local?.address)).toEqual([
      "127.0.0.2",
      "127.0.0.3",
      "127.0.0.2",
    ]);
    for (const one of opened) one?.connection.terminate();
  });

  test("once the run has ended nothing opens, and what it cut off is no sample", async () => {
    const { opener, clock, ending, collector } = makeOpener(refused, { ratePerSecond: 1 });
    const opening = [opener.open(0), opener.open(1), opener.open(2)];
    await until(() => clock.sleepingMs.length === 2, "two wait");
    await opening[0];
    ending.abort();
    expect(await Promise.all(opening)).toEqual([undefined, undefined, undefined]);
    expect(await opener.open(3)).toBeUndefined();
    expect([opener.facts.attempted, opener.isOver, collector.total("ws_errors")]).toEqual([1, true, 1]);
  });
});
