import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EchoPlan } from "../../../src/engine/plan/traffic-plan.js";
import { type ReferenceServer, startReferenceServer } from "../../../src/server/reference-server.js";
import { echoPlan, template } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

let server: ReferenceServer;
beforeAll(async () => {
  server = await startReferenceServer({ port: 0 });
});
afterAll(() => server.close());

const open = { kind: "open", ratePerSecond: 2_000, per: "load", arrivals: "constant" } as const;
const byId = {
  message: template('{"meta":{"id":{{id}}},"n":{{seq}}}'),
  match: { kind: "json", path: "meta.id" },
} as const;

describe.each(["frame", "ws"] as const)("echo against the reference server, driver %s", (driver) => {
  const bounded: [title: string, changes: Partial<EchoPlan>][] = [
    ["closed, one message again and again", {}],
    ["closed, 8 in flight", { schedule: { kind: "closed", inFlight: 8 } }],
    ["closed, bounded in time as well", { session: { messages: 40, durationMs: 60_000 } }],
    [
      "closed, sizes of a distribution",
      {
        message: {
          kind: "binary",
          payload: { kind: "generated", size: { kind: "uniform", minBytes: 0, maxBytes: 300 } },
          delivery: {},
        },
      },
    ],
    ["closed, fragments", { message: { ...echoPlan().message, delivery: { fragmentBytes: 5 } } }],
    ["closed, by a JSON path", { ...byId, schedule: { kind: "closed", inFlight: 4 } }],
    ["closed, by digits at an offset", { match: { kind: "offset", offset: 8 } }],
    ["open, in order", { schedule: { ...open, per: "connection" } }],
    ["open, by a JSON path", { ...byId, schedule: { ...open, per: "connection", arrivals: "poisson" } }],
    ["closed, two connections a client", { connectionsPerClient: 2, session: { messages: 20 } }],
  ];
  test.each(bounded)("%s: 40 messages a client, all answered", async (_title, changes) => {
    const plan = echoPlan({ session: { messages: 40 }, ...changes });
    const run = new TrafficRun({ plan, url: `${server.url}/echo`, clients: 3, dial: { driver } });
    await run.prepare();
    run.begin({ rounds: 1 });
    expect(shown(await run.end())).toEqual({ sent: 120, answered: 120, received: 120 });
    expect(run.iterations).toBe(3);
    const latency = run.collector.histogram("ws_msg_latency", { phase: "steady" });
    const corrected = run.collector.histogram("ws_msg_latency_corrected", { phase: "steady" });
    const lateness = run.collector.histogram("generator_lateness", { phase: "steady" });
    const due = plan.schedule.kind === "open" ? 120 : 0;
    expect([latency.count, corrected.count, lateness.count]).toEqual([120, due, due]);
  });

  test.each([
    ["constant over all connections", open],
    ["Poisson on each connection", { ...open, per: "connection", ratePerSecond: 500, arrivals: "poisson" }],
    ["Poisson over all connections", { ...open, arrivals: "poisson" }],
  ] as const)("open, %s: goes on until it is stopped, then drains", async (_title, schedule) => {
    const run = new TrafficRun({
      plan: echoPlan({ schedule }),
      url: server.url,
      clients: 4,
      dial: { driver },
    });
    await run.prepare();
    run.begin();
    await until(() => run.book.total().sent >= 200, "200 messages");
    run.stop();
    const counts = await run.end();
    expect(shown(counts)).toEqual({ sent: counts.sent, answered: counts.sent, received: counts.sent });
  });
});

describe("sessions", () => {
  test("churn: each iteration opens a connection, exchanges 3 messages, and closes it", async () => {
    const plan = echoPlan({ session: { messages: 3 } });
    const run = new TrafficRun({ plan, url: server.url, clients: 2 });
    await run.prepare();
    run.begin({ rounds: 5 });
    expect(shown(await run.end())).toEqual({ sent: 30, answered: 30, received: 30 });
    expect([run.iterations, run.opener.facts.opened, run.collector.total("ws_sessions")]).toEqual([
      10, 10, 10,
    ]);
    expect(run.collector.histogram("ws_session_duration").count).toBe(10);
  });

  test("keepOpen: the same connection serves all iterations", async () => {
    const plan = echoPlan({ keepOpen: true, session: { messages: 3 } });
    const run = new TrafficRun({ plan, url: server.url, clients: 2 });
    await run.prepare();
    run.begin({ rounds: 5 });
    expect(shown(await run.end())).toEqual({ sent: 30, answered: 30, received: 30 });
    expect([run.iterations, run.opener.facts.opened]).toEqual([10, 2]);
  });

  test("an open schedule begins anew with each session, and drops nothing between them", async () => {
    const schedule = { kind: "open", ratePerSecond: 2_000, per: "connection", arrivals: "constant" } as const;
    const run = new TrafficRun({
      plan: echoPlan({ schedule, session: { messages: 5 } }),
      url: server.url,
      clients: 2,
    });
    await run.prepare();
    run.begin({ rounds: 3 });
    expect(shown(await run.end())).toEqual({ sent: 30, answered: 30, received: 30 });
  });

  test("a session bounded in time alone ends by itself, with all answers in", async () => {
    const run = new TrafficRun({
      plan: echoPlan({ session: { durationMs: 30 } }),
      url: server.url,
      clients: 2,
    });
    await run.prepare();
    run.begin({ rounds: 2 });
    const counts = await run.end();
    expect(shown(counts)).toEqual({ sent: counts.sent, answered: counts.sent, received: counts.sent });
    expect(run.iterations).toBe(4);
  });
});
