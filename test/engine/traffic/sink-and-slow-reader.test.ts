import { afterEach, describe, expect, test } from "vitest";
import type { Connection } from "../../../src/connection/connection.js";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { PhasedTrend } from "../../../src/engine/record/phased-metrics.js";
import { type EagerSender, SendRounds } from "../../../src/engine/traffic/send-rounds.js";
import { SlowReaderLane } from "../../../src/engine/traffic/slow-reader/slow-reader-lane.js";
import { TokenBucket } from "../../../src/engine/traffic/slow-reader/token-bucket.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";
import { type FaultyServer, startFaultyServer } from "./faulty-server.js";
import { sinkPlan, slowReaderPlan, textOf } from "./plans.js";
import { shown, TrafficRun, until } from "./traffic-run.js";

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

class FakeSender implements EagerSender {
  readonly target = new FakeConnection();
  readonly blockedUs: number[] = [];
  sent = 0;
  readonly #bytes: number;
  readonly #most: number;

  constructor(bytes: number, most = Number.POSITIVE_INFINITY) {
    this.#bytes = bytes;
    this.#most = most;
  }

  get connection(): Connection {
    return this.target.connection;
  }

  sendNext(): number | undefined {
    if (this.sent === this.#most) return undefined;
    this.sent++;
    return this.#bytes;
  }

  wasBlocked(fromUs: number, toUs: number): void {
    this.blockedUs.push(toUs - fromUs);
  }
}

describe("sending as fast as targets take it", () => {
  test("gives every sender a part of each turn of the event loop: 64 KiB or 256 messages", async () => {
    const rounds = new SendRounds(() => 0);
    const [large, small] = [new FakeSender(32_768), new FakeSender(10)];
    rounds.add(large);
    rounds.add(small);
    await turn();
    expect([large.sent, small.sent]).toEqual([2, 256]);
    await turn();
    expect([large.sent, small.sent]).toEqual([4, 512]);
    rounds.remove(large);
    rounds.remove(small);
    await turn();
    expect([large.sent, small.sent]).toEqual([4, 512]);
  });

  test("waits while a connection is full, and says how long it was", async () => {
    const clock = new FakeClock();
    const rounds = new SendRounds(clock.nowUs);
    const sender = new FakeSender(65_536);
    rounds.add(sender);
    await turn();
    sender.target.bufferedBytes = 65_536;
    await turn();
    await clock.advanceMs(7);
    expect([sender.sent, sender.blockedUs]).toEqual([1, []]);
    sender.target.drain();
    await turn();
    await turn();
    expect(sender.sent).toBeGreaterThanOrEqual(2);
    expect(sender.blockedUs).toEqual([7_000]);
    rounds.remove(sender);
  });

  test("a sender that is removed while it waits was blocked until then, and does not come back", async () => {
    const clock = new FakeClock();
    const rounds = new SendRounds(clock.nowUs);
    const sender = new FakeSender(65_536);
    rounds.add(sender);
    await turn();
    sender.target.bufferedBytes = 65_536;
    await turn();
    await clock.advanceMs(3);
    rounds.remove(sender);
    sender.target.drain();
    await turn();
    expect([sender.sent, sender.blockedUs]).toEqual([1, [3_000]]);
  });

  test("ends with the connection", async () => {
    const rounds = new SendRounds(() => 0);
    const sender = new FakeSender(10);
    sender.target.terminate();
    rounds.add(sender);
    await turn();
    await turn();
    expect(sender.sent).toBe(0);
  });
});

describe("a bucket of bytes to read", () => {
  test("is open while it is not overdrawn, and fills at the rate", () => {
    const bucket = new TokenBucket(1_000_000, 0);
    expect(bucket.isOpenAt(1)).toBe(true);
    bucket.take(65_536);
    expect([bucket.isOpenAt(30_000), bucket.isOpenAt(65_500), bucket.isOpenAt(65_600)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("saves up no more than 100 ms", () => {
    const bucket = new TokenBucket(1_000_000, 0);
    expect(bucket.isOpenAt(60_000_000)).toBe(true);
    bucket.take(100_000);
    expect([bucket.isOpenAt(60_000_000), bucket.isOpenAt(60_000_001)]).toEqual([false, true]);
  });
});

describe("a slow reader", () => {
  function startReader() {
    const clock = new FakeClock();
    const collector = new MetricCollector({ clock });
    const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1 });
    const target = new FakeConnection();
    const atWork = new Set<SlowReaderLane>();
    const ended: string[] = [];
    const lane = new SlowReaderLane(target.connection, {
      host: {
        laneDone: () => ended.push("done"),
        laneClosed: (_lane, { initiatedBy }) => ended.push(`closed ${initiatedBy}`),
      },
      deadlines: undefined,
      readBytesPerSecond: 1_000_000,
      outgoing: undefined,
      rounds: new SendRounds(clock.nowUs),
      atWork,
      book,
      blocked: new PhasedTrend({ name: "ws_send_blocked", collector, tags: {}, book }),
      nowUs: clock.nowUs,
    });
    target.setListener(lane);
    lane.start();
    return { lane, target, atWork, book, ended };
  }

  test("pauses once it has read more than its rate, and goes on when that is paid off", () => {
    const { lane, target } = startReader();
    lane.lookAfter(10_000);
    expect(target.isPaused).toBe(false);
    target.bytesReceived = 50_000;
    target.answer(Buffer.from("x"), 10_000);
    expect(target.isPaused).toBe(true);
    lane.lookAfter(49_999);
    expect(target.isPaused).toBe(true);
    lane.lookAfter(50_001);
    expect(target.isPaused).toBe(false);
  });

  test("goes away without reading the rest when it is asked to stop, and closes properly when it is not behind", () => {
    const behind = startReader();
    behind.target.bytesReceived = 50_000;
    behind.lane.lookAfter(10);
    behind.lane.stop();
    expect([behind.target.state, behind.atWork.size, behind.ended]).toEqual([
      "closed",
      0,
      ["done", "closed local"],
    ]);

    const inTime = startReader();
    inTime.lane.stop();
    expect([inTime.target.state, inTime.atWork.size, inTime.ended]).toEqual(["open", 0, ["done"]]);
  });
});

let server: FaultyServer | undefined;
afterEach(() => server?.close());

describe("against a real target", () => {
  test("sink: a target that does not read blocks the sender, and costs bounded memory", async () => {
    server = await startFaultyServer(
      () => {},
      (socket) => socket.pause(),
    );
    const plan = sinkPlan({ message: textOf(16_384) });
    const run = new TrafficRun({ plan, url: server.url, clients: 2 });
    await run.prepare();
    run.begin();
    // The buffers of the system take some MB; then nothing more leaves.
    let before = -1;
    for (let turns = 0; turns < 200; turns++) {
      if (run.book.total().sent === before && before > 0) break;
      before = run.book.total().sent;
      for (let i = 0; i < 50; i++) await turn();
    }
    const buffered = run.book.total().sent * 16_384 - server.received * 16_384;
    expect(buffered).toBeLessThan(2 * 16 * 1_024 * 1_024);
    run.stop();
    run.terminate();
    for (const socket of server.sockets) socket.terminate();
    const counts = await run.end();
    expect(shown(counts)).toEqual({ sent: counts.sent, oneWay: counts.sent });
    expect(run.collector.histogram("ws_send_blocked", { phase: "steady" }).count).toBeGreaterThanOrEqual(2);
  });

  test("sink: messages that come back are received and answer nothing", async () => {
    server = await startFaultyServer(({ text }, socket) => socket.send(text));
    const run = new TrafficRun({ plan: sinkPlan(), url: server.url, clients: 1 });
    await run.prepare();
    run.begin();
    await until(() => run.book.total().received >= 10, "10 messages");
    run.stop();
    const counts = await run.end();
    expect(shown(counts)).toEqual({ sent: counts.sent, oneWay: counts.sent, received: counts.received });
  });

  test("slow-reader: a target that throws slow readers out is told as such", async () => {
    server = await startFaultyServer(({ n, text }, socket) => {
      if (n < 3) socket.send(text);
      else socket.close(1008, "too slow");
    });
    const plan = slowReaderPlan({ message: textOf(100) });
    const run = new TrafficRun({ plan, url: server.url, clients: 1 });
    await run.prepare();
    run.begin();
    const counts = await run.end();
    expect([counts.received, counts.oneWay - counts.sent]).toEqual([3, 0]);
    expect(run.sessions.droppedBecause).toEqual({ 'closed by the target with 1008 "too slow"': 1 });
  });
});
