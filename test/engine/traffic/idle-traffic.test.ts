import { afterEach, describe, expect, test } from "vitest";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { IdleLane } from "../../../src/engine/traffic/idle/idle-lane.js";
import { PingBook } from "../../../src/engine/traffic/idle/ping-book.js";
import { PingWheel } from "../../../src/engine/traffic/idle/ping-wheel.js";
import type { LaneHost } from "../../../src/engine/traffic/lane.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";
import { type FaultyServer, startFaultyServer } from "./faulty-server.js";
import { idlePlan } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

describe("the wheel of pings", () => {
  test("pings each of 1,000 connections once an interval, evenly spread", () => {
    const wheel = new PingWheel(10_000);
    const pings = new Map<number, number[]>();
    for (let number = 0; number < 1_000; number++) {
      wheel.join(number, { ping: (nowUs) => void pings.set(number, [...(pings.get(number) ?? []), nowUs]) });
    }
    wheel.begin(0);
    const perSecond = new Array<number>(30).fill(0);
    while (wheel.nextDueUs <= 30_000_000) {
      const dueUs = wheel.nextDueUs;
      const before = [...pings.values()].flat().length;
      wheel.fire(dueUs);
      const second = Math.min(29, Math.floor((dueUs - 1) / 1_000_000));
      perSecond[second] = (perSecond[second] as number) + [...pings.values()].flat().length - before;
    }
    expect(pings.size).toBe(1_000);
    for (const [first = 0, ...rest] of pings.values())
      expect(rest).toEqual([first + 10_000_000, first + 20_000_000]);
    expect(Math.max(...perSecond) - Math.min(...perSecond)).toBeLessThanOrEqual(4);
  });

  test("an interval of 3 ms has one slot, and is kept", () => {
    const wheel = new PingWheel(3);
    const pings: number[] = [];
    wheel.join(5, { ping: (nowUs) => pings.push(nowUs) });
    wheel.begin(100);
    while (wheel.nextDueUs <= 9_100) wheel.fire(wheel.nextDueUs);
    expect(pings).toEqual([3_100, 6_100, 9_100]);
  });

  test("one that has left is not pinged", () => {
    const wheel = new PingWheel(3);
    const member = { ping: () => expect.unreachable() };
    wheel.join(5, member);
    wheel.leave(5, member);
    wheel.begin(0);
    wheel.fire(3_000);
  });
});

function startLane() {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1 });
  const ended: string[] = [];
  const host: LaneHost = { laneDone: () => ended.push("done"), laneClosed: () => ended.push("closed") };
  const target = new FakeConnection();
  const pings = new PingBook({ collector, tags: {}, book });
  const tools = { wheel: undefined, pings };
  const lane = new IdleLane({ connection: target.connection, number: 0, host, deadlines: undefined, tools });
  target.setListener(lane);
  lane.start();
  const counts = () => ({
    sent: collector.total("ws_pings_sent"),
    answered: collector.histogram("ws_ping").count,
    unanswered: collector.total("ws_errors", { step: "message", code: "ping-unanswered" }),
  });
  return { collector, target, lane, ended, counts };
}

describe("a connection that is held", () => {
  test("times each pong from the ping that it answers, however many are under way", () => {
    const { lane, target, collector, counts } = startLane();
    lane.ping(1_000);
    lane.ping(2_000);
    expect(target.pings).toEqual(["00000000000003e8", "00000000000007d0"]);
    target.pong("00000000000003e8", 2_500);
    target.pong("00000000000007d0", 2_600);
    const { minUs, maxUs } = collector.histogram("ws_ping");
    expect([minUs, maxUs, counts()]).toEqual([600, 1_500, { sent: 2, answered: 2, unanswered: 0 }]);
  });

  test("takes no pong for its own that it did not ask for", () => {
    const { lane, target, counts } = startLane();
    target.pong("00000000000003e8", 10);
    lane.ping(1_000);
    target.pong("", 1_100);
    target.pong("heartbeat", 1_100);
    target.pong("0000000000000001", 1_100);
    target.pong("00000000000003e8", 1_200);
    target.pong("00000000000003e8", 1_300);
    expect(counts()).toEqual({ sent: 1, answered: 1, unanswered: 0 });
  });

  test("asked to stop, waits for its pongs", () => {
    const { lane, target, ended } = startLane();
    lane.ping(1_000);
    lane.stop();
    expect(ended).toEqual([]);
    target.pong("00000000000003e8", 2_000);
    expect(ended).toEqual(["done"]);
  });

  test("a ping is unanswered when its connection ends first, or the run gives up; each once", () => {
    const { lane, target, ended, counts } = startLane();
    lane.ping(1_000);
    lane.ping(2_000);
    lane.abandon();
    target.end({ code: 1006, reason: "", wasClean: false, initiatedBy: "none" });
    expect([counts(), ended]).toEqual([{ sent: 2, answered: 0, unanswered: 2 }, ["closed"]]);
  });
});

let server: FaultyServer | undefined;
afterEach(() => server?.close());

test("a target that never answers pings: all are unanswered, and none vanishes", async () => {
  server = await startFaultyServer(
    () => {},
    // As a server that ignores pings: ws answers them by itself unless its pong does nothing.
    (socket) => {
      socket.pong = () => {};
    },
  );
  const run = new TrafficRun({ plan: idlePlan(), url: server.url, clients: 3 });
  await run.prepare();
  run.begin();
  await until(() => run.collector.total("ws_pings_sent") >= 12, "12 pings");
  run.stop();
  run.terminate();
  expect(shown(await run.end())).toEqual({});
  const sent = run.collector.total("ws_pings_sent");
  expect(run.collector.histogram("ws_ping").count).toBe(0);
  expect(run.collector.total("ws_errors", { step: "message", code: "ping-unanswered" })).toBe(sent);
});

test("without an interval nothing is pinged, and a bounded session ends by itself", async () => {
  server = await startFaultyServer(() => {});
  const plan = idlePlan({ pingIntervalMs: 0, session: { durationMs: 20 } });
  const run = new TrafficRun({ plan, url: server.url, clients: 5 });
  await run.prepare();
  run.begin({ rounds: 2 });
  expect(shown(await run.end())).toEqual({});
  expect([run.iterations, run.opener.facts.opened, run.collector.total("ws_pings_sent")]).toEqual([
    10, 10, 0,
  ]);
});
