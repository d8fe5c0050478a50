import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Share } from "../../../src/engine/plan/run-plan.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { EndingSchedule } from "../../../src/engine/traffic/ending-schedule.js";
import { ownConnections } from "../../../src/engine/traffic/own-connections.js";
import { RoundRobinSchedule } from "../../../src/engine/traffic/round-robin-schedule.js";
import type { Schedule } from "../../../src/engine/traffic/schedule.js";
import { StreamSchedule } from "../../../src/engine/traffic/stream-schedule.js";
import { FakeClock } from "../../fake-clock.js";

type Message = readonly [dueUs: number, connection: number];

/** Everything due before `untilUs`, as its senders got it. */
function messagesOf(schedule: Schedule, connections: readonly number[], untilUs: number): Message[] {
  const messages: Message[] = [];
  for (const connection of connections) {
    schedule.join(connection, { sendDue: (dueUs) => messages.push([dueUs, connection]) }, 0);
  }
  schedule.begin(0);
  while (schedule.nextDueUs < untilUs) schedule.fire(schedule.nextDueUs);
  return messages;
}

function never(): void {
  throw new Error("nothing may be dropped");
}

function byTime(a: Message, b: Message): number {
  return a[0] - b[0] || a[1] - b[1];
}

interface Fleet {
  readonly clients: number;
  readonly connectionsPerClient: number;
  readonly ratePerSecond: number;
  readonly seed: number;
}

function roundRobin(fleet: Fleet, share: Share): Message[] {
  const connections = fleet.clients * fleet.connectionsPerClient;
  const schedule = new RoundRobinSchedule({ ...fleet, connections, share, dropped: never });
  return messagesOf(schedule, ownConnections({ ...fleet, connections, share }), 2_000_000);
}

function poisson(fleet: Fleet, share: Share): Message[] {
  const connections = fleet.clients * fleet.connectionsPerClient;
  const fixed = ownConnections({ ...fleet, connections, share });
  const ratePerSecond = fleet.ratePerSecond / connections;
  const schedule = new StreamSchedule({
    ...fleet,
    ratePerSecond,
    arrivals: "poisson",
    fixed,
    dropped: never,
  });
  return messagesOf(schedule, fixed, 2_000_000);
}

const fleets = fc.record({
  clients: fc.integer({ min: 1, max: 40 }),
  connectionsPerClient: fc.integer({ min: 1, max: 4 }),
  ratePerSecond: fc.double({ min: 0.5, max: 2_000, noNaN: true }),
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
});

describe("workers together send exactly what one alone would", () => {
  test.each([
    ["a constant rate", roundRobin],
    ["Poisson arrivals", poisson],
  ])(
    "%s: the same messages, at the same times, on the same connections, for 1, 2, 3 and 7 workers",
    (_title, messages) => {
      fc.assert(
        fc.property(fleets, fc.constantFrom(1, 2, 3, 7), (fleet, of) => {
          const parts = Array.from({ length: of }, (_, worker) => messages(fleet, { worker, of }));
          expect(parts.flat().sort(byTime)).toEqual(messages(fleet, wholeShare).sort(byTime));
        }),
        { numRuns: 60 },
      );
    },
  );

  test("due times of a worker never decrease", () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        for (const messages of [roundRobin(fleet, wholeShare), poisson(fleet, { worker: 1, of: 2 })]) {
          const times = messages.map(([dueUs]) => dueUs);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a constant rate over all connections", () => {
  test("takes the connections in turn, one message every 1 / rate", () => {
    const messages = roundRobin(
      { clients: 3, connectionsPerClient: 1, ratePerSecond: 4, seed: 1 },
      wholeShare,
    );
    expect(messages).toEqual([
      [0, 0],
      [250_000, 1],
      [500_000, 2],
      [750_000, 0],
      [1_000_000, 1],
      [1_250_000, 2],
      [1_500_000, 0],
      [1_750_000, 1],
    ]);
  });

  test("gives worker 1 of 2 the connections of clients 1, 3, ...", () => {
    const fleet = { clients: 4, connectionsPerClient: 2, ratePerSecond: 4, seed: 1 };
    expect(roundRobin(fleet, { worker: 1, of: 2 })).toEqual([
      [500_000, 2],
      [750_000, 3],
      [1_500_000, 6],
      [1_750_000, 7],
    ]);
  });

  test("a worker without connections has nothing due", () => {
    const fleet = { clients: 2, connectionsPerClient: 1, ratePerSecond: 4, seed: 1 };
    expect(roundRobin(fleet, { worker: 5, of: 7 })).toEqual([]);
  });

  test("has no drift: message 5,999,999 of 100,000 a second is due at 59.99999 s", () => {
    const schedule = new RoundRobinSchedule({
      ratePerSecond: 100_000,
      connections: 1,
      connectionsPerClient: 1,
      share: wholeShare,
      dropped: () => {},
    });
    schedule.begin(1_000);
    for (let i = 0; i < 5_999_999; i++) schedule.fire(0);
    expect(schedule.nextDueUs).toBe(60_000_990);
  });

  test("what is due on a connection that is not open is dropped, and goes on when it is back", () => {
    const dropped: number[] = [];
    const sent: number[] = [];
    const schedule = new RoundRobinSchedule({
      ratePerSecond: 1,
      connections: 1,
      connectionsPerClient: 1,
      share: wholeShare,
      dropped: (dueUs) => dropped.push(dueUs),
    });
    schedule.begin(0);
    schedule.fire(0);
    schedule.join(0, { sendDue: (dueUs) => sent.push(dueUs) });
    schedule.fire(0);
    schedule.leave(0);
    schedule.fire(0);
    expect([dropped, sent]).toEqual([[0, 2_000_000], [1_000_000]]);
  });
});

describe("a schedule of its own for every connection", () => {
  const sender = (sent: Message[], connection: number) => ({
    sendDue: (dueUs: number) => sent.push([Math.round(dueUs), connection]),
  });

  test("counts from the start of the session, spread over one gap by the connection's number", () => {
    const sent: Message[] = [];
    const schedule = new StreamSchedule({
      ratePerSecond: 10,
      arrivals: "constant",
      seed: 1,
      fixed: [],
      dropped: never,
    });
    schedule.begin(0);
    expect([schedule.nextDueUs, schedule.mayBeginSooner]).toEqual([Number.POSITIVE_INFINITY, true]);
    schedule.join(0, sender(sent, 0), 5_000);
    schedule.join(1, sender(sent, 1), 40_000);
    while (schedule.nextDueUs < 250_000) schedule.fire(0);
    expect(sent).toEqual([
      [5_000, 0],
      [101_803, 1],
      [105_000, 0],
      [201_803, 1],
      [205_000, 0],
    ]);
  });

  test("a session that ends has nothing due any more, and nothing is dropped for it", () => {
    const sent: Message[] = [];
    const schedule = new StreamSchedule({
      ratePerSecond: 10,
      arrivals: "constant",
      seed: 1,
      fixed: [],
      dropped: never,
    });
    schedule.begin(0);
    schedule.join(0, sender(sent, 0), 0);
    schedule.fire(0);
    schedule.leave(0);
    schedule.join(0, sender(sent, 0), 30_000);
    while (schedule.nextDueUs < 200_000) schedule.fire(0);
    expect(sent).toEqual([
      [0, 0],
      [30_000, 0],
      [130_000, 0],
    ]);
  });

  test("Poisson sessions of a connection differ from each other, and are those of any worker", () => {
    const sessionsOf = (connection: number, others: readonly number[]): readonly (readonly number[])[] => {
      const schedule = new StreamSchedule({
        ratePerSecond: 10,
        arrivals: "poisson",
        seed: 1,
        fixed: [],
        dropped: never,
      });
      for (const other of others) schedule.join(other, sender([], other), 0);
      return [0, 1, 2].map(() => {
        const sent: Message[] = [];
        schedule.join(connection, sender(sent, connection), 0);
        while (sent.length < 4) schedule.fire(0);
        schedule.leave(connection);
        return sent.map(([dueUs]) => dueUs);
      });
    };
    const alone = sessionsOf(3, []);
    expect(new Set(alone.flat()).size).toBe(12);
    expect(sessionsOf(3, [0, 1, 2])).toEqual(alone);
    expect(sessionsOf(4, [])).not.toEqual(alone);
  });

  test("a connection of a fixed set keeps its times while it is not open: what is due then is dropped", () => {
    const sent: Message[] = [];
    const dropped: number[] = [];
    const schedule = new StreamSchedule({
      ratePerSecond: 1,
      arrivals: "constant",
      seed: 1,
      fixed: [0],
      dropped: (dueUs) => dropped.push(dueUs),
    });
    schedule.join(0, sender(sent, 0), 0);
    schedule.begin(10);
    schedule.fire(0);
    schedule.leave(0);
    schedule.fire(0);
    schedule.join(0, sender(sent, 0), 1_500_000);
    schedule.fire(0);
    expect([sent, dropped, schedule.mayBeginSooner]).toEqual([
      [
        [10, 0],
        [2_000_010, 0],
      ],
      [1_000_010],
      false,
    ]);
  });

  test("Poisson gaps have the mean of the rate: 20,000 messages of 1,000 a second within 3%", () => {
    const fleet = { clients: 10, connectionsPerClient: 1, ratePerSecond: 1_000, seed: 7 };
    const connections = fleet.clients;
    const schedule = new StreamSchedule({
      ratePerSecond: 100,
      arrivals: "poisson",
      seed: fleet.seed,
      fixed: ownConnections({ connections, connectionsPerClient: 1, share: wholeShare }),
      dropped: () => {},
    });
    schedule.begin(0);
    for (let i = 0; i < 20_000; i++) schedule.fire(0);
    expect(schedule.nextDueUs / 20_000_000).toBeGreaterThan(0.97);
    expect(schedule.nextDueUs / 20_000_000).toBeLessThan(1.03);
  });
});

describe("the end of a schedule", () => {
  function endingSchedule(options: { readonly endsWithFirstStop: boolean }) {
    const clock = new FakeClock();
    const sent: number[] = [];
    const dropped: number[] = [];
    const schedule = new EndingSchedule({
      clock,
      durationMs: 1_000,
      ...options,
      schedule: new RoundRobinSchedule({
        ratePerSecond: 10,
        connections: 2,
        connectionsPerClient: 1,
        share: wholeShare,
        dropped: (dueUs) => dropped.push(dueUs / 1_000),
      }),
    });
    for (const connection of [0, 1]) {
      schedule.join(connection, { sendDue: (dueUs) => sent.push(dueUs / 1_000) }, 0);
    }
    schedule.begin(0);
    return { clock, schedule, sent, dropped };
  }

  test("is the planned one, however late the stop: 10 a second for 1 s are 10 messages", async () => {
    const { clock, schedule, sent, dropped } = endingSchedule({ endsWithFirstStop: true });
    await clock.advanceMs(1_234);
    schedule.stopping();
    schedule.leave(0);
    schedule.stopping();
    schedule.leave(1);
    schedule.end();
    expect([sent, dropped]).toEqual([[0, 100, 200, 300, 400, 500, 600, 700, 800, 900], []]);
    expect(schedule.nextDueUs).toBe(Number.POSITIVE_INFINITY);
  });

  test("is the first stop where that comes sooner: what was due leaves, later ones are not part of the load", async () => {
    const { clock, schedule, sent, dropped } = endingSchedule({ endsWithFirstStop: true });
    await clock.advanceMs(201);
    schedule.stopping();
    schedule.leave(0);
    await clock.advanceMs(500);
    schedule.stopping();
    schedule.leave(1);
    schedule.end();
    expect([sent, dropped]).toEqual([[0, 100, 200], []]);
  });

  test("where sessions come and go, a stop ends nothing for the others", async () => {
    const { clock, schedule, sent } = endingSchedule({ endsWithFirstStop: false });
    await clock.advanceMs(201);
    schedule.stopping();
    await clock.advanceMs(100);
    schedule.stopping();
    expect(sent).toEqual([0, 100, 200, 300]);
  });

  test("10,000 of a backlog leave with the first stop, however many stop with it; the rest is dropped", async () => {
    const clock = new FakeClock();
    let [sent, dropped] = [0, 0];
    const schedule = new EndingSchedule({
      clock,
      durationMs: 1_000_000,
      endsWithFirstStop: true,
      schedule: new RoundRobinSchedule({
        ratePerSecond: 1_000,
        connections: 50,
        connectionsPerClient: 1,
        share: wholeShare,
        dropped: () => dropped++,
      }),
    });
    schedule.begin(0);
    const connections = Array.from({ length: 50 }, (_, connection) => connection);
    for (const connection of connections) schedule.join(connection, { sendDue: () => sent++ }, 0);
    await clock.advanceMs(20_500);
    for (const connection of connections) {
      schedule.stopping();
      schedule.leave(connection);
    }
    schedule.end();
    expect([sent, dropped]).toEqual([10_000, 10_500]);
  });

  test("where sessions come and go too 10,000 leave in one turn, more in the next, and what cannot leave is dropped", async () => {
    const clock = new FakeClock();
    let [sent, dropped] = [0, 0];
    const schedule = new EndingSchedule({
      clock,
      durationMs: Number.POSITIVE_INFINITY,
      endsWithFirstStop: false,
      schedule: new StreamSchedule({
        ratePerSecond: 10_000,
        arrivals: "constant",
        seed: 1,
        fixed: [],
        dropped: () => dropped++,
      }),
    });
    schedule.begin(0);
    const connections = [0, 1, 2, 3];
    for (const connection of connections) schedule.join(connection, { sendDue: () => sent++ }, 0);
    // Connection 0 is due at 0 already: 20,001 and three times 20,000.
    await clock.advanceMs(2_000);
    for (const connection of [0, 1]) {
      schedule.stopping();
      schedule.leave(connection, clock.nowUs());
    }
    expect(sent).toBe(10_000);
    await new Promise((resolve) => setImmediate(resolve));
    for (const connection of [2, 3]) {
      schedule.stopping();
      schedule.leave(connection, clock.nowUs());
    }
    schedule.end();
    expect(sent + dropped).toBe(80_001);
    // Of the second ten thousand each second one was of a connection that had left.
    expect([sent, dropped]).toEqual([15_000, 65_001]);
  });

  test("what was due and cannot leave any more is dropped", async () => {
    const { clock, schedule, sent, dropped } = endingSchedule({ endsWithFirstStop: true });
    schedule.leave(0);
    schedule.leave(1);
    await clock.advanceMs(300);
    schedule.end();
    expect([sent, dropped]).toEqual([[], [0, 100, 200, 300]]);
  });
});
