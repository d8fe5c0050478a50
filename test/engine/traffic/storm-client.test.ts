import { afterEach, describe, expect, test } from "vitest";
import type { StormPlan } from "../../../src/engine/plan/traffic-plan.js";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { PhasedTrend } from "../../../src/engine/record/phased-metrics.js";
import type { ConnectionOpener, OpenedConnection } from "../../../src/engine/traffic/connection-opener.js";
import { SessionBook } from "../../../src/engine/traffic/session-book.js";
import { StormClient } from "../../../src/engine/traffic/storm/storm-client.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { seededRandom } from "../../../src/random.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";
import { type FaultyServer, startFaultyServer } from "./faulty-server.js";
import { stormPlan } from "./plans.js";
import { TrafficRun, until } from "./traffic-run.js";

const steady = { baseMs: 100, factor: 2, maxMs: 1_000, jitter: 0 };

async function startStorm(changes: Partial<StormPlan> = {}, { isRefusing = false } = {}) {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1 });
  const sessions = new SessionBook(collector, {}, clock);
  const targets: FakeConnection[] = [];
  const dialledAtMs: number[] = [];
  const state = { isRefusing, isOver: false };
  const opener = {
    get isOver() {
      return state.isOver;
    },
    async open(): Promise<OpenedConnection | undefined> {
      dialledAtMs.push(clock.nowUs() / 1_000);
      if (state.isRefusing) return undefined;
      const target = new FakeConnection();
      targets.push(target);
      return { connection: target.connection, openedAtUs: clock.nowUs() };
    },
  } as unknown as ConnectionOpener;
  const client = new StormClient(
    {
      plan: stormPlan({ backoff: steady, ...changes }),
      random: seededRandom(1),
      clock,
      opener,
      sessions,
      reconnect: new PhasedTrend({ name: "ws_reconnect", collector, tags: {}, book }),
    },
    0,
  );
  await client.prepare();
  let end: string | undefined;
  const iterating = client.iterate().then((value) => {
    end = value;
  });
  return { clock, collector, sessions, targets, dialledAtMs, state, client, iterating, ended: () => end };
}

describe("a client in a storm", () => {
  test("comes back after its backoff; the time counts from the drop", async () => {
    const { client, clock, targets, collector, dialledAtMs } = await startStorm();
    await clock.advanceMs(1_000);
    client.drop(clock.nowUs());
    expect(targets[0]?.closedWith).toBe(1000);
    await clock.advanceMs(100);
    const { count, minUs } = collector.histogram("ws_reconnect");
    expect([count, minUs, dialledAtMs]).toEqual([1, 100_000, [0, 1_100]]);
  });

  test("a reset drops TCP without a close frame, and is not the target's doing", async () => {
    const { client, clock, targets, sessions } = await startStorm({ drop: "reset" });
    client.drop(clock.nowUs());
    expect([targets[0]?.closedWith, targets[0]?.state, sessions.droppedBecause]).toEqual([
      undefined,
      "closed",
      {},
    ]);
  });

  test("waits longer with each failure, and anew after a success", async () => {
    const { client, clock, state, dialledAtMs, collector } = await startStorm();
    client.drop(0);
    state.isRefusing = true;
    await clock.advanceMs(1_500);
    state.isRefusing = false;
    await clock.advanceMs(1_000);
    client.drop(clock.nowUs());
    await clock.advanceMs(100);
    expect(dialledAtMs).toEqual([0, 100, 300, 700, 1_500, 2_500, 2_600]);
    const { count, minUs, maxUs } = collector.histogram("ws_reconnect");
    expect([count, minUs]).toEqual([2, 100_000]);
    expect(maxUs).toBe(2_500_000);
  });

  test("a connection that the target drops by itself comes back too, and counts as dropped by it", async () => {
    const { clock, targets, sessions, collector } = await startStorm();
    targets[0]?.end({ code: 1011, reason: "", wasClean: true, initiatedBy: "peer" });
    await clock.advanceMs(100);
    expect([targets.length, sessions.droppedBecause]).toEqual([
      2,
      { 'closed by the target with 1011 ""': 1 },
    ]);
    expect(collector.histogram("ws_reconnect").count).toBe(1);
  });

  test("one that could not be opened at the start is tried again, but was never lost", async () => {
    const { client, clock, state, collector, targets, dialledAtMs } = await startStorm(
      {},
      { isRefusing: true },
    );
    await clock.advanceMs(200);
    expect([targets.length, dialledAtMs]).toEqual([0, [0, 100]]);
    state.isRefusing = false;
    await clock.advanceMs(200);
    const reconnects = () => collector.histogram("ws_reconnect").count;
    expect([targets.length, dialledAtMs, reconnects()]).toEqual([1, [0, 100, 300], 0]);
    client.drop(clock.nowUs());
    await clock.advanceMs(100);
    expect([targets.length, reconnects()]).toEqual([2, 1]);
  });

  test("one that is not back yet when the storm ends is no reconnect", async () => {
    const { client, clock, state, collector, targets, iterating } = await startStorm();
    client.drop(0);
    state.isRefusing = true;
    await clock.advanceMs(100);
    client.stop();
    await iterating;
    expect([targets.length, collector.histogram("ws_reconnect").count]).toEqual([1, 0]);
  });

  test("stop ends the waits and closes what is open", async () => {
    const { client, iterating, ended, targets, clock } = await startStorm({ connectionsPerClient: 2 });
    targets[0]?.end({ code: 1011, reason: "", wasClean: true, initiatedBy: "peer" });
    expect(clock.sleepingMs).toEqual([100]);
    client.stop();
    await iterating;
    expect([ended(), clock.sleepingMs, targets[1]?.closedWith, targets.length]).toEqual([
      "again",
      [],
      1000,
      2,
    ]);
  });

  test("many connections of one client wait at the same time without a warning about listeners", async () => {
    const warnings: string[] = [];
    const warned = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", warned);
    const { client, clock, iterating } = await startStorm({ connectionsPerClient: 30 });
    client.drop(0);
    expect(clock.sleepingMs.length).toBe(30);
    client.stop();
    await iterating;
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", warned);
    expect(warnings).toEqual([]);
  });

  test("terminate ends it at once, and nothing comes back", async () => {
    const { client, iterating, ended, targets, sessions } = await startStorm();
    client.terminate();
    await iterating;
    expect([ended(), targets[0]?.closedWith, sessions.openConnections]).toEqual(["spent", 1000, 0]);
    expect(await client.iterate()).toBe("spent");
  });

  test("dials no more once the run is over, even without any wait between attempts", async () => {
    const { client, state, dialledAtMs, iterating } = await startStorm({ backoff: { ...steady, baseMs: 0 } });
    state.isOver = true;
    client.drop(0);
    client.stop();
    await iterating;
    expect(dialledAtMs).toEqual([0]);
  });
});

let server: FaultyServer | undefined;
afterEach(() => server?.close());

test("all connections of the load drop in the same turn of the event loop", async () => {
  server = await startFaultyServer(() => {});
  const run = new TrafficRun({ plan: stormPlan({ drop: "reset" }), url: server.url, clients: 6 });
  await run.prepare();
  await until(() => server?.sockets.length === 6, "6 connections");
  run.begin();
  await until(() => run.collector.histogram("ws_session_duration").count === 6, "all dropped");
  await until(() => run.sessions.openConnections === 6, "all back");
  run.stop();
  await run.end();
  expect(run.collector.histogram("ws_reconnect").count).toBe(run.opener.facts.opened - 6);
});
