import { describe, expect, test } from "vitest";
import { SessionBook } from "../../../src/engine/traffic/session-book.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";

function makeBook() {
  const clock = new FakeClock(1_000);
  const collector = new MetricCollector({ clock });
  const book = new SessionBook(collector, { load: "a" }, clock);
  const total = (name: string, phase: string) => collector.total(name, { load: "a", phase });
  const begin = (number: number, worker?: { uncountedFrames: number }): FakeConnection => {
    const target = new FakeConnection();
    book.began(number, { connection: target.connection, openedAtUs: clock.nowUs() }, worker);
    return target;
  };
  return { clock, collector, book, total, begin };
}

const ended = { code: 1000, reason: "", wasClean: true, initiatedBy: "local" } as const;

describe("the book of sessions", () => {
  test("books bytes and frames to the phase in which they were noticed, of open connections and of ended ones", () => {
    const { book, total, begin } = makeBook();
    const [a, b] = [begin(0), begin(1)];
    a.sent = 3;
    b.bytesReceived = 100;
    book.flush("warm-up");
    a.sent = 5;
    book.ended(0, ended, { isExpected: true });
    b.sent = 1;
    book.flush("steady");
    book.flush("steady");
    expect([
      total("data_sent", "warm-up"),
      total("data_received", "warm-up"),
      total("ws_frames_sent", "warm-up"),
    ]).toEqual([30, 100, 3]);
    expect([
      total("data_sent", "steady"),
      total("data_received", "steady"),
      total("ws_frames_sent", "steady"),
    ]).toEqual([30, 0, 3]);
  });

  test("adds frames that went past a connection's own count, while it is open and afterwards", () => {
    const { book, total, begin } = makeBook();
    const worker = { uncountedFrames: 4 };
    begin(0, worker).sent = 1;
    book.flush("steady");
    worker.uncountedFrames = 10;
    book.ended(0, ended, { isExpected: true });
    book.flush("steady");
    expect(total("ws_frames_sent", "steady")).toBe(11);
  });

  test("knows how many are open, and how long each lasted", async () => {
    const { book, clock, collector, begin } = makeBook();
    begin(0);
    begin(1);
    await clock.advanceMs(5);
    book.ended(0, ended, { isExpected: true });
    book.ended(0, ended, { isExpected: true });
    book.flush("steady");
    const { count, minUs } = collector.histogram("ws_session_duration");
    expect([count, minUs, book.openConnections, collector.snapshot("ws_open_connections")]).toEqual([
      1, 5_000, 1, 1,
    ]);
  });

  test("keeps why connections ended that we did not end, and counts each as an error", () => {
    const { book, collector, begin } = makeBook();
    for (const number of [0, 1, 2]) begin(number);
    book.ended(0, { code: 1011, reason: "oops", wasClean: true, initiatedBy: "peer" }, { isExpected: false });
    book.ended(1, { code: 1011, reason: "oops", wasClean: true, initiatedBy: "peer" }, { isExpected: false });
    book.ended(2, ended, { isExpected: true });
    expect(book.droppedBecause).toEqual({ 'closed by the target with 1011 "oops"': 2 });
    expect(collector.total("ws_errors", { load: "a", step: "message", code: "close-1011" })).toBe(2);
  });
});
