import { afterEach, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import type { EchoPlan } from "../../../src/engine/plan/traffic-plan.js";
import { FakeClock } from "../../fake-clock.js";
import { type FaultyServer, type Misbehaviour, startFaultyServer } from "./faulty-server.js";
import { echoPlan, sinkPlan, template } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

let server: FaultyServer | undefined;
afterEach(() => server?.close());

const byId = { message: template('{"id":{{id}}}'), match: { kind: "json", path: "id" } } as const;
const open = { kind: "open", ratePerSecond: 2_000, per: "connection", arrivals: "constant" } as const;

async function start(plan: EchoPlan, misbehave: Misbehaviour, rounds = 1) {
  server = await startFaultyServer(misbehave);
  const run = new TrafficRun({ plan, url: server.url, clients: 1 });
  await run.prepare();
  run.begin({ rounds });
  return { run, target: server };
}

/** Waits until the target has got `messages` and the client `received`, then ends all: whatever is unanswered is lost. */
async function cutOff(run: TrafficRun, target: FaultyServer, messages: number, received: number) {
  await until(() => target.received >= messages, `${messages} messages at the target`);
  await until(() => run.book.total().received >= received, `${received} messages back`);
  run.stop();
  run.terminate();
  return shown(await run.end());
}

/** Sends what is held, last first. */
function flushReversed(held: string[], socket: WebSocket): void {
  for (const text of held.splice(0).reverse()) socket.send(text);
}

describe("a target that loses messages", () => {
  test.each<[how: string, changes: Partial<EchoPlan>]>([
    ["by messages", { session: { messages: 3 } }],
    ["by messages, its connection kept open", { session: { messages: 3 }, keepOpen: true }],
    ["by time", { session: { durationMs: 500 } }],
    ["by id", { ...byId, session: { messages: 3 } }],
  ])(
    "a session bounded %s ends without the answer, and the next has a new connection",
    async (_how, changes) => {
      const clock = new FakeClock();
      server = await startFaultyServer(({ n, text }, socket) => {
        if (n !== 1) socket.send(text);
      });
      const plan = echoPlan({ ...changes, messageTimeoutMs: 2_000 });
      const run = new TrafficRun({ plan, url: server.url, clients: 1, clock });
      await run.prepare();
      run.begin({ rounds: 2 });
      for (const session of [1, 2]) {
        await until(() => server?.received === 2 * session, "the message that gets no answer");
        await until(() => run.book.total().received === session, "the answer to the one before");
        await clock.advanceMs(4_500);
      }
      expect(shown(await run.end())).toEqual({ sent: 4, answered: 2, lost: 2, received: 2 });
      expect([run.iterations, run.opener.facts.opened, run.sessions.droppedBecause]).toEqual([2, 2, {}]);
    },
  );

  test("by id, open: exactly those are lost", async () => {
    const { run, target } = await start(
      echoPlan({ ...byId, schedule: open, session: { messages: 40 } }),
      ({ n, text }, socket) => {
        if (n % 10 !== 3) socket.send(text);
      },
    );
    expect(await cutOff(run, target, 40, 36)).toEqual({ sent: 40, answered: 36, lost: 4, received: 36 });
  });

  test("in order, closed: what follows a loss counts as its answer, with wrong bytes, and one is missing at the end", async () => {
    const plan = echoPlan({
      message: template("{{seq}}"),
      schedule: { kind: "closed", inFlight: 4 },
      session: { messages: 6 },
    });
    const { run, target } = await start(plan, ({ n, text }, socket) => {
      if (n !== 2) socket.send(text);
    });
    expect(await cutOff(run, target, 6, 5)).toEqual({ sent: 6, answered: 5, lost: 1, wrong: 3, received: 5 });
  });

  test("all of them, fast lane: those in flight are lost when the run ends", async () => {
    const plan = echoPlan({ schedule: { kind: "closed", inFlight: 7 } });
    const { run, target } = await start(plan, () => {});
    expect(await cutOff(run, target, 7, 0)).toEqual({ sent: 7, lost: 7 });
  });
});

describe("a target that answers twice", () => {
  test("by id: each second answer is a duplicate", async () => {
    const plan = echoPlan({ ...byId, schedule: open, session: { messages: 20 } });
    // The duplicate comes first, so that it is in before the last answer ends the session.
    let last = "";
    const { run } = await start(plan, ({ n, text }, socket) => {
      if (n % 5 === 1) socket.send(last);
      socket.send(text);
      last = text;
    });
    expect(shown(await run.end())).toEqual({ sent: 20, answered: 20, duplicated: 4, received: 24 });
  });

  test("in order: the answer too many answers nothing", async () => {
    const { run, target } = await start(
      echoPlan({ session: { messages: 1 }, keepOpen: true }),
      ({ text }, socket) => {
        socket.send(text);
        socket.send(text);
      },
    );
    await until(() => target.received === 1, "the message");
    await until(() => run.book.total().received === 2, "both answers");
    expect(shown(await run.end())).toEqual({ sent: 1, answered: 1, duplicated: 1, received: 2 });
  });
});

describe("a target that answers out of order", () => {
  test("by id: every answer finds its question, and those overtaken are reordered", async () => {
    const plan = echoPlan({ ...byId, schedule: { kind: "closed", inFlight: 5 }, session: { messages: 20 } });
    const held: string[] = [];
    const { run } = await start(plan, ({ text }, socket) => {
      held.push(text);
      if (held.length === 5) flushReversed(held, socket);
    });
    // Of each five all but the first to come back were overtaken.
    expect(shown(await run.end())).toEqual({ sent: 20, answered: 20, reordered: 16, received: 20 });
  });

  test("by digits at an offset, open: the same", async () => {
    const plan = echoPlan({
      match: { kind: "offset", offset: 4 },
      schedule: open,
      session: { messages: 20 },
    });
    const held: string[] = [];
    const { run } = await start(plan, ({ text }, socket) => {
      held.push(text);
      if (held.length === 4) flushReversed(held, socket);
    });
    expect(shown(await run.end())).toEqual({ sent: 20, answered: 20, reordered: 15, received: 20 });
  });
});

describe("a target that pushes messages of its own", () => {
  const push: Misbehaviour = ({ text }, socket) => {
    socket.send('{"news":true}');
    socket.send(text);
  };

  test("by id: they are received, and answer nothing", async () => {
    const { run } = await start(echoPlan({ ...byId, session: { messages: 10 } }), push);
    expect(shown(await run.end())).toEqual({ sent: 10, answered: 10, received: 20 });
  });

  test("a greeting before the first message is no answer, in order too", async () => {
    const plan = echoPlan({ session: { messages: 3 } });
    server = await startFaultyServer(
      ({ text }, socket) => socket.send(text),
      (socket) => socket.send("welcome"),
    );
    const run = new TrafficRun({ plan, url: server.url, clients: 1 });
    await run.prepare();
    await until(() => run.greetings() === 1, "the greeting");
    run.begin({ rounds: 1 });
    expect(shown(await run.end())).toEqual({ sent: 3, answered: 3, received: 3 });
  });
});

describe("a target that ends connections", () => {
  test("closed: what was in flight is lost, the client is spent, and the reason is kept", async () => {
    const { run } = await start(
      echoPlan({ schedule: { kind: "closed", inFlight: 4 } }),
      ({ n, text }, socket) => {
        if (n < 10) socket.send(text);
        else if (n === 13) socket.close(1011, "enough");
      },
    );
    expect(shown(await run.end())).toEqual({ sent: 14, answered: 10, lost: 4, received: 10 });
    expect(run.sessions.droppedBecause).toEqual({ 'closed by the target with 1011 "enough"': 1 });
    expect(run.collector.total("ws_errors", { step: "message", code: "close-1011" })).toBe(1);
  });

  test("open over a fixed set: what is due afterwards is dropped and counted, and nothing vanishes", async () => {
    const schedule = { kind: "open", ratePerSecond: 1_000, per: "load", arrivals: "constant" } as const;
    const { run } = await start(echoPlan({ schedule }), ({ n, text }, socket) => {
      if (n < 10) socket.send(text);
      else socket.terminate();
    });
    await until(() => run.book.total().dropped >= 20, "20 dropped");
    run.stop();
    const counts = await run.end();
    expect([counts.answered, counts.sent]).toEqual([10, 10 + counts.lost]);
    expect(counts.lost).toBeGreaterThanOrEqual(1);
    // The schedule goes on whatever happens: message i is due at i ms.
    const [least, most] = run.dueByStop(1_000);
    expect(counts.sent + counts.dropped).toBeGreaterThanOrEqual(least);
    expect(counts.sent + counts.dropped).toBeLessThanOrEqual(most);
  });

  test("churn goes on: every session that was cut off loses its message", async () => {
    server = await startFaultyServer((_message, socket) => socket.terminate());
    const run = new TrafficRun({ plan: echoPlan({ session: { messages: 1 } }), url: server.url, clients: 1 });
    await run.prepare();
    run.begin({ rounds: 3 });
    expect(shown(await run.end())).toEqual({ sent: 3, lost: 3 });
    expect([run.iterations, run.opener.facts.opened]).toEqual([3, 3]);
  });
});

describe("clients that connect again", () => {
  const own = template('{"id":{{id}},"seq":{{seq}},"uuid":"{{uuid}}"}');
  const churn = { message: own, connectionsPerClient: 2, session: { messages: 3 } } as const;

  test.each<[how: string, changes: Partial<EchoPlan>]>([
    ["in order", {}],
    ["by id", { match: { kind: "json", path: "id" } }],
  ])("%s: no message of a run is like another, in whatever session and worker", async (_how, changes) => {
    const texts: string[] = [];
    server = await startFaultyServer(({ text }, socket) => {
      texts.push(text);
      socket.send(text);
    });
    for (const worker of [0, 1]) {
      const run = new TrafficRun({
        plan: echoPlan({ ...churn, ...changes }),
        url: server.url,
        clients: 2,
        share: { worker, of: 2 },
      });
      await run.prepare();
      run.begin({ rounds: 2 });
      expect(shown(await run.end())).toEqual({ sent: 12, answered: 12, received: 12 });
    }
    const messages = texts.map((text) => JSON.parse(text) as { id: number; seq: number; uuid: string });
    expect(new Set(messages.map(({ id }) => id)).size).toBe(24);
    expect(new Set(messages.map(({ uuid }) => uuid)).size).toBe(24);
    expect(messages.map(({ seq }) => seq).sort()).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((seq) => [seq, seq, seq, seq]),
    );
  });

  test("by id: the answer to a message of an earlier connection answers none of this one", async () => {
    const held: string[] = [];
    const { run } = await start(
      echoPlan({ ...byId, session: { messages: 1 } }),
      ({ text }, socket) => {
        for (const old of held.splice(0)) socket.send(old);
        held.push(text);
        socket.send(text);
      },
      3,
    );
    expect(shown(await run.end())).toEqual({ sent: 3, answered: 3, received: 5 });
  });

  test("a sink goes on counting too", async () => {
    const texts: string[] = [];
    server = await startFaultyServer(({ text }) => void texts.push(text));
    const plan = sinkPlan({ message: template("{{seq}}"), session: { messages: 3 } });
    const run = new TrafficRun({ plan, url: server.url, clients: 1 });
    await run.prepare();
    run.begin({ rounds: 2 });
    await run.end();
    await until(() => texts.length === 6, "6 messages");
    expect(texts).toEqual(["0", "1", "2", "3", "4", "5"]);
  });
});

test("an answer after the message timeout is late, by the due time in an open model", async () => {
  const plan = echoPlan({ ...byId, schedule: open, messageTimeoutMs: 0.001, session: { messages: 5 } });
  const { run } = await start(plan, ({ text }, socket) => socket.send(text));
  expect(shown(await run.end())).toEqual({ sent: 5, late: 5, received: 5 });
});

test("wrong bytes are counted beside the answer, in the fast lane and in the general one", async () => {
  for (const session of [{ messages: 8 }, { messages: 8, durationMs: 60_000 }]) {
    const { run, target } = await start(echoPlan({ session }), ({ n, text }, socket) => {
      socket.send(n % 4 === 0 ? `${text}!` : text);
    });
    expect(shown(await run.end())).toEqual({ sent: 8, answered: 8, wrong: 2, received: 8 });
    await target.close();
  }
});

test.each<[how: string, schedule: EchoPlan["schedule"]]>([
  ["a closed loop", { kind: "closed", inFlight: 3 }],
  ["an open model", open],
])("messages with times in them are compared byte by byte in %s", async (_how, schedule) => {
  const message = template("{{nowUs}} {{nowMs}} {{seq}}");
  const plan = echoPlan({ message, schedule, session: { messages: 8 } });
  const { run } = await start(plan, ({ n, text }, socket) => {
    socket.send(n % 4 === 0 ? `${(Number(text[0]) + 1) % 10}${text.slice(1)}` : text);
  });
  expect(shown(await run.end())).toEqual({ sent: 8, answered: 8, wrong: 2, received: 8 });
});

describe("a target that sends text that is not UTF-8", () => {
  const invalid = Buffer.from("c328", "hex");
  const broken = { "a text message is not valid UTF-8": 1 };
  const lanes: readonly (readonly [string, EchoPlan["session"]])[] = [
    ["the fast lane", { messages: 1 }],
    ["the general lane", { messages: 1, durationMs: 60_000 }],
  ];

  test.each(lanes)("§8.1 before the first message fails the connection, in %s", async (_lane, session) => {
    server = await startFaultyServer(
      () => {},
      (socket) => socket.send(invalid, { binary: false }),
    );
    const run = new TrafficRun({ plan: echoPlan({ session }), url: server.url, clients: 1 });
    await run.prepare();
    await until(() => run.sessions.openConnections === 0, "the failure");
    expect([run.sessions.droppedBecause, shown(await run.end())]).toEqual([broken, {}]);
    expect(run.collector.total("ws_errors", { step: "message", code: "invalid-utf8" })).toBe(1);
  });

  test.each(lanes)("§8.1 after the last answer too, in %s", async (_lane, session) => {
    const { run } = await start(echoPlan({ session, keepOpen: true }), ({ text }, socket) => {
      socket.send(text);
      socket.send(invalid, { binary: false });
    });
    await until(() => run.sessions.openConnections === 0, "the failure");
    expect([run.sessions.droppedBecause, shown(await run.end())]).toEqual([
      broken,
      { sent: 1, answered: 1, received: 1 },
    ]);
  });

  test("as an answer in the fast lane is wrong, and the next one counts", async () => {
    const { run } = await start(echoPlan({ session: { messages: 3 } }), ({ n, text }, socket) => {
      socket.send(n === 1 ? invalid : text, { binary: false });
    });
    expect([shown(await run.end()), run.sessions.droppedBecause]).toEqual([
      { sent: 3, answered: 3, wrong: 1, received: 3 },
      {},
    ]);
  });
});
