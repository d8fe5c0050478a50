import { describe, expect, test } from "vitest";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { ClosedEchoLane } from "../../../src/engine/traffic/closed-echo-lane.js";
import { EchoLane } from "../../../src/engine/traffic/echo/echo-lane.js";
import type { Lane, LaneHost } from "../../../src/engine/traffic/lane.js";
import { OrderBook } from "../../../src/engine/traffic/matching/order-book.js";
import { MessageOutlet } from "../../../src/engine/traffic/message-outlet.js";
import type { DueSender, KeptSchedule } from "../../../src/engine/traffic/schedule.js";
import { SessionDeadlines } from "../../../src/engine/traffic/session-deadlines.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { seededRandom } from "../../../src/random.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";
import { textOf } from "./plans.js";
import { shown } from "./traffic-run.js";

/** Due when the test says so. */
class ManualSchedule implements KeptSchedule {
  readonly mayBeginSooner = false;
  readonly nextDueUs = Number.POSITIVE_INFINITY;
  readonly calls: string[] = [];
  sender: DueSender | undefined;

  begin(): void {}
  fire(): void {}

  join(connection: number, sender: DueSender): void {
    this.calls.push(`join ${connection}`);
    this.sender = sender;
  }

  leave(connection: number): void {
    this.calls.push(`leave ${connection}`);
    this.sender = undefined;
  }

  stopping(): void {
    this.calls.push("stopping");
  }
}

interface Options {
  readonly inFlight?: number;
  readonly messages?: number;
  readonly patienceMs?: number;
}

function setUp() {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1_000 });
  const target = new FakeConnection();
  const ended: string[] = [];
  const host: LaneHost = {
    laneDone: () => ended.push("done"),
    laneClosed: (_lane, { code }) => ended.push(`closed ${code}`),
  };
  const outlet = new MessageOutlet({ message: textOf(8), random: seededRandom(1) });
  const payload = outlet.constant?.payload as Uint8Array;
  const counts = () => shown(book.total());
  const { signal } = new AbortController();
  const deadlinesOf = (patienceMs: number | undefined) =>
    patienceMs === undefined ? undefined : new SessionDeadlines({ clock, patienceMs, signal });
  return { clock, collector, book, target, ended, host, outlet, payload, counts, deadlinesOf };
}

function fastest({ inFlight = 1, messages, patienceMs }: Options) {
  const parts = setUp();
  const { target, payload, book, clock, host, deadlinesOf } = parts;
  const message = target.prepare("text", payload);
  const connection = target.connection;
  const nowUs = clock.nowUs;
  const lane: Lane = new ClosedEchoLane({
    connection,
    message,
    payload,
    inFlight,
    messages,
    book,
    nowUs,
    host,
    deadlines: deadlinesOf(patienceMs),
  });
  target.setListener(lane);
  return { ...parts, lane };
}

function general({ inFlight = 1, messages, patienceMs }: Options) {
  const parts = setUp();
  const { target, outlet, book, clock, host, deadlinesOf } = parts;
  const lane: Lane = new EchoLane({
    host,
    deadlines: deadlinesOf(patienceMs),
    number: 0,
    outgoing: outlet.open(target.connection, { client: 0, connection: 0 }),
    answers: new OrderBook((_seq, sentAtUs) => book.lost(sentAtUs)),
    readId: undefined,
    pace: { kind: "closed", inFlight },
    messages,
    book,
    nowUs: clock.nowUs,
  });
  target.setListener(lane);
  return { ...parts, lane };
}

describe.each([
  ["the fastest", fastest],
  ["the general", general],
])("%s lane of a closed loop", (_title, make) => {
  test("keeps exactly `inFlight` messages under way, and times each from its own send", async () => {
    const { lane, target, payload, clock, collector } = make({ inFlight: 2 });
    lane.start();
    expect(target.sent).toBe(2);
    await clock.advanceTo(100);
    target.answer(payload, 100);
    expect(target.sent).toBe(3);
    target.answer(payload, 250);
    target.answer(payload, 250);
    const latency = collector.histogram("ws_msg_latency");
    expect([latency.count, latency.minUs, latency.maxUs, latency.percentileUs(50)]).toEqual([
      3, 100, 250, 150,
    ]);
  });

  test("counts an answer with other bytes, of another length or kind as wrong", () => {
    const { lane, target, payload, counts } = make({ inFlight: 3, messages: 3 });
    lane.start();
    target.answer(Buffer.from("jellofix"), 0);
    target.answer(Buffer.concat([payload, payload]), 0);
    target.answer(payload, 0, "binary");
    expect(counts()).toEqual({ sent: 3, answered: 3, wrong: 3, received: 3 });
  });

  test("stops: sends no more, is done once all is answered, and what comes then is too many", () => {
    const { lane, target, payload, ended, counts } = make({ inFlight: 2 });
    lane.start();
    lane.stop();
    expect(ended).toEqual([]);
    target.answer(payload, 1);
    target.answer(payload, 2);
    target.answer(payload, 3);
    expect([target.sent, ended, counts()]).toEqual([
      2,
      ["done"],
      { sent: 2, answered: 2, duplicated: 1, received: 3 },
    ]);
  });

  test("a session of 3 messages is done with the third answer, and can begin again", () => {
    const { lane, target, payload, ended } = make({ inFlight: 2, messages: 3 });
    for (let session = 0; session < 2; session++) {
      lane.start();
      for (let answer = 0; answer < 3; answer++) target.answer(payload, answer);
    }
    expect([target.sent, ended]).toEqual([6, ["done", "done"]]);
  });

  test("a session that gets no answer for its patience is given up: the rest is lost, its connection closed", async () => {
    const { lane, target, payload, ended, counts, clock } = make({
      inFlight: 2,
      messages: 4,
      patienceMs: 100,
    });
    lane.start();
    await clock.advanceMs(60);
    target.answer(payload, 60_000);
    target.answer(payload, 60_000);
    // The look at 100 ms finds two answers more than the one before, that at 200 ms none.
    await clock.advanceMs(139);
    expect([ended, target.closedWith]).toEqual([[], undefined]);
    await clock.advanceMs(1);
    expect([ended, target.closedWith]).toEqual([["done", "closed 1000"], 1_000]);
    expect(counts()).toEqual({ sent: 4, lost: 2, late: 2, received: 2 });
    expect(clock.sleepingMs).toEqual([]);
  });

  test("a session whose answers come, however slowly, is never given up", async () => {
    const { lane, target, payload, ended, clock } = make({ messages: 4, patienceMs: 100 });
    lane.start();
    for (let answer = 1; answer <= 4; answer++) {
      await clock.advanceMs(99);
      target.answer(payload, answer * 99_000);
    }
    expect([ended, target.closedWith]).toEqual([["done"], undefined]);
  });

  test("what comes before the first start answers nothing that was asked, and is not counted", () => {
    const { target, payload, counts } = make({});
    target.answer(payload, 1);
    expect(counts()).toEqual({});
  });

  test("loses what is under way when the connection ends, and tells both ends once", () => {
    const { lane, target, payload, ended, counts } = make({ inFlight: 4 });
    lane.start();
    target.answer(payload, 10);
    target.end({ code: 1006, reason: "", wasClean: false, initiatedBy: "none" });
    expect([counts(), ended]).toEqual([
      { sent: 5, answered: 1, lost: 4, received: 1 },
      ["done", "closed 1006"],
    ]);
  });

  test("abandoned, it loses what is under way, and records nothing afterwards", () => {
    const { lane, target, payload, ended, counts } = make({ inFlight: 2 });
    lane.start();
    lane.abandon();
    target.answer(payload, 10);
    target.end({ code: 1000, reason: "", wasClean: true, initiatedBy: "local" });
    expect([counts(), ended]).toEqual([{ sent: 2, lost: 2 }, ["closed 1000"]]);
  });

  test("sends nothing on a connection that is closing, and is done when that has ended", () => {
    const { lane, target, ended, counts } = make({});
    target.state = "closing";
    lane.start();
    expect([counts(), ended]).toEqual([{}, []]);
    target.end({ code: 1001, reason: "", wasClean: true, initiatedBy: "peer" });
    expect(ended).toEqual(["done", "closed 1001"]);
  });
});

describe("the lane of an open model", () => {
  function open(options: Omit<Options, "inFlight"> = {}) {
    const parts = setUp();
    const { target, outlet, book, clock, host, deadlinesOf } = parts;
    const schedule = new ManualSchedule();
    const lane = new EchoLane({
      host,
      deadlines: deadlinesOf(options.patienceMs),
      number: 7,
      outgoing: outlet.open(target.connection, { client: 7, connection: 7 }),
      answers: new OrderBook((_seq, _sentAtUs, dueUs) => book.lost(dueUs)),
      readId: undefined,
      pace: { kind: "open", schedule },
      messages: options.messages,
      book,
      nowUs: clock.nowUs,
    });
    target.setListener(lane);
    return { ...parts, schedule, lane };
  }

  test("sends what is due whatever was answered, and has both latencies", () => {
    const { lane, schedule, target, payload, collector, counts } = open();
    lane.start();
    for (const dueUs of [100, 200, 300]) schedule.sender?.sendDue(dueUs, 305);
    target.answer(payload, 310);
    expect(counts()).toEqual({ sent: 3, answered: 1, received: 1, inFlight: 2 });
    const [service, corrected, late] = [
      "ws_msg_latency",
      "ws_msg_latency_corrected",
      "generator_lateness",
    ].map((name) => collector.histogram(name));
    expect([service?.maxUs, corrected?.maxUs, late?.maxUs, late?.minUs]).toEqual([5, 210, 205, 5]);
  });

  test("takes part from start to stop; asked to stop, what is due leaves first", () => {
    const { lane, schedule } = open();
    lane.start();
    lane.stop();
    expect(schedule.calls).toEqual(["join 7", "stopping", "leave 7"]);
  });

  test("leaves with its last message, and is done with the last answer", () => {
    const { lane, schedule, target, payload, ended } = open({ messages: 2 });
    lane.start();
    schedule.sender?.sendDue(1, 1);
    schedule.sender?.sendDue(2, 2);
    expect(schedule.calls).toEqual(["join 7", "leave 7"]);
    target.answer(payload, 3);
    expect(ended).toEqual([]);
    target.answer(payload, 4);
    expect(ended).toEqual(["done"]);
  });

  test("what is due on a connection that is closing is dropped; what was under way is lost", () => {
    const { lane, schedule, target, counts } = open();
    lane.start();
    schedule.sender?.sendDue(1, 1);
    target.state = "closing";
    schedule.sender?.sendDue(2, 2);
    target.end({ code: 1001, reason: "", wasClean: true, initiatedBy: "peer" });
    expect([counts(), schedule.calls]).toEqual([{ sent: 1, dropped: 1, lost: 1 }, ["join 7", "leave 7"]]);
  });

  test("is not given up while more is due, whatever is answered; after its last message it is", async () => {
    const { lane, schedule, ended, clock, counts } = open({ messages: 2, patienceMs: 100 });
    lane.start();
    schedule.sender?.sendDue(0, 0);
    await clock.advanceMs(1_000);
    expect(ended).toEqual([]);
    schedule.sender?.sendDue(1_000_000, 1_000_000);
    await clock.advanceMs(200);
    expect([ended, counts()]).toEqual([["done", "closed 1000"], { sent: 2, lost: 2 }]);
  });
});
