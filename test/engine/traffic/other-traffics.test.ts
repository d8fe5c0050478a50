import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";
import { broadcastPlan, idlePlan, sinkPlan, slowReaderPlan, stormPlan, streamPlan, textOf } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer({ port: 0 });
});
afterAll(() => server.close());

describe.each(["frame", "ws"] as const)("traffics against the reference server, driver %s", (driver) => {
  const dial = { driver };

  test.each([
    ["not to the sender", "/broadcast", false, 4],
    ["to the sender too", "/broadcast?self=1", true, 5],
  ])(
    "broadcast %s: every receiver gets every message once",
    async (_title, path, includesSender, receivers) => {
      const plan = broadcastPlan({ publishers: 2, includesSender });
      const run = new TrafficRun({ plan, url: server.url + path, clients: 5, dial });
      await run.prepare();
      run.begin();
      await until(() => run.book.total().published >= 100, "100 messages");
      run.stop();
      const counts = await run.end();
      const deliveries = counts.published * receivers;
      expect(shown(counts)).toEqual({
        published: counts.published,
        sent: deliveries,
        answered: deliveries,
        received: deliveries,
      });
      const count = (name: string): number => run.collector.histogram(name, { phase: "steady" }).count;
      expect(count("ws_msg_latency")).toBe(deliveries);
      expect(count("ws_msg_latency_corrected")).toBe(deliveries);
      expect(count("generator_lateness")).toBe(counts.published);
      expect(count("ws_fanout_first")).toBe(counts.published);
      expect(count("ws_fanout_last")).toBe(counts.published);
    },
  );

  test("stream: receives 20 messages on each connection, with 19 gaps between them", async () => {
    const plan = streamPlan({ session: { messages: 20 }, stallMs: 60_000 });
    const run = new TrafficRun({ plan, url: `${server.url}/stream?rate=1000`, clients: 3, dial });
    await run.prepare();
    run.begin({ rounds: 1 });
    expect(shown(await run.end())).toEqual({ received: 60 });
    expect(run.collector.histogram("ws_stream_gap", { phase: "steady" }).count).toBe(57);
    expect(run.collector.total("ws_stream_stalls", { phase: "steady" })).toBe(0);
  });

  test.each([
    ["as fast as the target takes it", { kind: "closed", inFlight: 1 }],
    ["by an open schedule", { kind: "open", ratePerSecond: 2_000, per: "connection", arrivals: "constant" }],
  ] as const)("sink %s: 50 messages a client, all one-way", async (_title, schedule) => {
    const plan = sinkPlan({ schedule, session: { messages: 50 } });
    const before = server.stats().messagesReceived;
    const run = new TrafficRun({ plan, url: `${server.url}/sink`, clients: 3, dial });
    await run.prepare();
    run.begin({ rounds: 1 });
    expect(shown(await run.end())).toEqual({ sent: 150, oneWay: 150 });
    await until(() => server.stats().connections === 0, "all closed");
    expect(server.stats().messagesReceived - before).toBe(150);
  });

  test("idle: every ping has its pong", async () => {
    const run = new TrafficRun({ plan: idlePlan(), url: `${server.url}/sink`, clients: 10, dial });
    await run.prepare();
    run.begin();
    await until(() => run.collector.total("ws_pings_sent") >= 50, "50 pings");
    run.stop();
    expect(shown(await run.end())).toEqual({});
    const sent = run.collector.total("ws_pings_sent", { phase: "steady" });
    expect(run.collector.histogram("ws_ping", { phase: "steady" }).count).toBe(sent);
    expect(run.collector.total("ws_errors")).toBe(0);
  });

  test.each(["close", "reset"] as const)("storm by %s: all come back after each drop", async (drop) => {
    const run = new TrafficRun({ plan: stormPlan({ drop }), url: server.url, clients: 4, dial });
    await run.prepare();
    run.begin();
    await until(() => run.collector.histogram("ws_reconnect").count >= 8, "8 reconnects");
    run.stop();
    await run.end();
    const { opened, failures } = run.opener.facts;
    expect(run.collector.histogram("ws_reconnect").count).toBe(opened - 4);
    expect([failures, run.sessions.droppedBecause, run.sessions.openConnections]).toEqual([{}, {}, 0]);
    expect(run.collector.histogram("ws_session_duration").count).toBe(opened);
  });

  test("slow-reader: reads what it is sent, no faster than its rate", async () => {
    const plan = slowReaderPlan({
      readBytesPerSecond: 1_000_000,
      message: textOf(2_000),
      session: { messages: 200 },
    });
    const run = new TrafficRun({ plan, url: server.url, clients: 2, dial });
    await run.prepare();
    const fromUs = run.clock.nowUs();
    run.begin({ rounds: 1 });
    await run.settled();
    const seconds = (run.clock.nowUs() - fromUs) / 1_000_000;
    const counts = await run.end();
    expect([counts.received, counts.sent - counts.oneWay]).toEqual([400, 0]);
    // A read of 64 KiB may overdraw, and one more be under way. A slow machine only makes it longer.
    expect(seconds).toBeGreaterThanOrEqual((200 * 2_000 - 2 * 65_536) / 1_000_000);
  });
});
