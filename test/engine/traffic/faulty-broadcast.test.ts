import { afterEach, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import type { MessagePlan } from "../../../src/engine/plan/traffic-plan.js";
import { type FaultyServer, startFaultyServer } from "./faulty-server.js";
import { broadcastPlan } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

let server: FaultyServer | undefined;
afterEach(() => server?.close());

/** What the target does with delivery `n` (from 0) to a receiver instead of one send. */
type Fault = (n: number, text: string, to: WebSocket) => void;

/** Relays each message to all others; deliveries to receiver `faulty` (by the order of connecting) go through `fault`. */
async function startRelay(faulty: number, fault: Fault): Promise<FaultyServer> {
  let delivered = 0;
  const relay: FaultyServer = await startFaultyServer(({ text }, sender) => {
    relay.sockets.forEach((socket, place) => {
      if (socket === sender || socket.readyState !== socket.OPEN) return;
      if (place === faulty) fault(delivered++, text, socket);
      else socket.send(text);
    });
  });
  server = relay;
  return relay;
}

async function runOnce(
  url: string,
  published: number,
  ...[received, message]: readonly [received: (published: number) => number, message?: MessagePlan]
) {
  const plan = broadcastPlan(message === undefined ? {} : { message });
  const run = new TrafficRun({ plan, url, clients: 4 });
  // One after another, so that the target's order of connections is ours.
  for (const client of run.clients) await client.prepare();
  run.begin();
  await until(() => run.book.total().published >= published, `${published} messages`);
  run.stop();
  const target = run.book.total().published;
  await until(() => run.book.total().received >= received(target), "all that comes");
  run.terminate();
  return run.end();
}

describe("a broadcast to a target that misbehaves with one of three receivers", () => {
  test("every tenth delivery lost: exactly those are lost", async () => {
    const relay = await startRelay(3, (n, text, to) => {
      if (n % 10 !== 4) to.send(text);
    });
    const lostOf = (published: number) => Math.floor((published + 5) / 10);
    const counts = await runOnce(relay.url, 60, (published) => 3 * published - lostOf(published));
    const { published } = counts;
    const lost = lostOf(published);
    expect(shown(counts)).toEqual({
      published,
      sent: 3 * published,
      answered: 3 * published - lost,
      received: 3 * published - lost,
      lost,
    });
  });

  test("every fifth delivery twice: exactly those are duplicated", async () => {
    const relay = await startRelay(2, (n, text, to) => {
      to.send(text);
      if (n % 5 === 0) to.send(text);
    });
    const twice = (published: number) => Math.ceil(published / 5);
    const counts = await runOnce(relay.url, 50, (published) => 3 * published + twice(published));
    const { published } = counts;
    expect(shown(counts)).toEqual({
      published,
      sent: 3 * published,
      answered: 3 * published,
      duplicated: twice(published),
      received: 3 * published + twice(published),
    });
  });

  test("each pair of deliveries swapped: exactly one of each is reordered", async () => {
    let held: string | undefined;
    const relay = await startRelay(1, (_n, text, to) => {
      if (held === undefined) {
        held = text;
        return;
      }
      to.send(text);
      to.send(held);
      held = undefined;
    });
    const counts = await runOnce(relay.url, 40, (published) => 3 * published - (published % 2));
    const { published } = counts;
    const odd = published % 2;
    expect(shown(counts)).toEqual({
      published,
      sent: 3 * published,
      answered: 3 * published - odd,
      received: 3 * published - odd,
      reordered: (published - odd) / 2,
      ...(odd === 1 ? { lost: 1 } : {}),
    });
  });

  test.each([
    ["of one size", 100],
    ["of any size", [48, 400]],
  ] as const)(
    "every fourth delivery garbled behind its digits, payloads %s: exactly those are wrong",
    async (_title, size) => {
      const relay = await startRelay(2, (n, text, to) => {
        to.send(n % 4 === 0 ? `${text.slice(0, -1)}!` : text);
      });
      const sizePlan =
        typeof size === "number"
          ? ({ kind: "fixed", bytes: size } as const)
          : ({ kind: "uniform", minBytes: size[0] + 1, maxBytes: size[1] } as const);
      const message = { kind: "text", payload: { kind: "generated", size: sizePlan }, delivery: {} } as const;
      const counts = await runOnce(relay.url, 40, (published) => 3 * published, message);
      const { published } = counts;
      expect(shown(counts)).toEqual({
        published,
        sent: 3 * published,
        answered: 3 * published,
        received: 3 * published,
        wrong: Math.ceil(published / 4),
      });
    },
  );

  test("a receiver that is thrown out is owed nothing more, and the others go on", async () => {
    const relay = await startRelay(3, (n, text, to) => {
      if (n < 10) to.send(text);
      else to.terminate();
    });
    const run = new TrafficRun({ plan: broadcastPlan(), url: relay.url, clients: 4 });
    for (const client of run.clients) await client.prepare();
    run.begin();
    await until(() => run.sessions.openConnections === 3, "one thrown out");
    const before = run.book.total().published;
    await until(() => run.book.total().published >= before + 30, "30 more messages");
    run.stop();
    const counts = await run.end();
    const owedToIt = 10 + counts.lost;
    expect(shown(counts)).toEqual({
      published: counts.published,
      sent: 2 * counts.published + owedToIt,
      answered: 2 * counts.published + 10,
      received: 2 * counts.published + 10,
      lost: counts.lost,
    });
    expect(counts.lost).toBeGreaterThanOrEqual(1);
  });
});

describe("a broadcast by two workers", () => {
  test("each worker's balance closes, and together they have what one has: every receiver every message", async () => {
    const relay = await startRelay(-1, () => {});
    const plan = broadcastPlan({ publishers: 3 });
    const runs = [0, 1].map(
      (worker) => new TrafficRun({ plan, url: relay.url, clients: 6, share: { worker, of: 2 } }),
    );
    await Promise.all(runs.map((run) => run.prepare()));
    const startUs = (runs[0] as TrafficRun).clock.nowUs();
    for (const run of runs) run.begin({ startUs });
    const publishedBy = () => runs.map((run) => run.book.total().published);
    await until(() => publishedBy().every((published) => published >= 20), "20 messages of each worker");
    for (const run of runs) run.stop();
    const counts = await Promise.all(runs.map((run) => run.end()));
    const published = counts.reduce((sum, one) => sum + one.published, 0);
    // Worker 0 has connections 0, 2, 4, two of them publishers; worker 1 has 1, 3, 5, one of them a publisher.
    const [first, second] = counts.map((one) => one.published) as [number, number];
    const deliveries = [3 * published - first, 3 * published - second];
    expect(counts.map(shown)).toEqual([
      { published: first, sent: deliveries[0], answered: deliveries[0], received: deliveries[0] },
      { published: second, sent: deliveries[1], answered: deliveries[1], received: deliveries[1] },
    ]);
    const fanOuts = runs.map((run) => run.collector.histogram("ws_fanout_last").count);
    expect(fanOuts).toEqual([published, published]);
  });
});
