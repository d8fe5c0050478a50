import { describe, expect, test } from "vitest";
import type { StreamPlan } from "../../../src/engine/plan/traffic-plan.js";
import { MessageBook } from "../../../src/engine/record/message-book.js";
import { PhasedCounter, PhasedTrend } from "../../../src/engine/record/phased-metrics.js";
import { SessionDeadlines } from "../../../src/engine/traffic/session-deadlines.js";
import { StreamLane } from "../../../src/engine/traffic/stream/stream-lane.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";
import { FakeConnection } from "../fake-connection.js";
import { streamPlan } from "./plans.js";

async function startStream(changes: Partial<StreamPlan> = {}) {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const book = new MessageBook({ collector, tags: {}, messageTimeoutUs: 1 });
  book.begin(
    [
      { name: "warm-up", fromMs: 0, toMs: 5_000 },
      { name: "steady", fromMs: 5_000, toMs: Number.POSITIVE_INFINITY },
    ],
    0,
  );
  const own = { collector, tags: {}, book };
  const plan = streamPlan({ stallMs: 1_000, ...changes });
  const target = new FakeConnection();
  const ended: string[] = [];
  const { durationMs } = plan.session;
  const { signal } = new AbortController();
  const lane = new StreamLane(target.connection, {
    host: { laneDone: () => ended.push("done"), laneClosed: () => ended.push("closed") },
    deadlines:
      durationMs === undefined
        ? undefined
        : new SessionDeadlines({ clock, durationMs, patienceMs: 60_000, signal }),
    plan,
    book,
    gap: new PhasedTrend({ ...own, name: "ws_stream_gap" }),
    stalls: new PhasedCounter({ ...own, name: "ws_stream_stalls" }),
    nowUs: clock.nowUs,
  });
  target.setListener(lane);
  const at = async (ms: number): Promise<void> => {
    await clock.advanceTo(ms * 1_000);
    target.answer(Buffer.from("x"), ms * 1_000);
  };
  const stalls = (phase: string) => collector.total("ws_stream_stalls", { phase });
  return { clock, collector, book, target, lane, ended, at, stalls };
}

describe("a stream", () => {
  test("measures the gaps between messages, the first from the second message on", async () => {
    const { lane, at, collector, book } = await startStream();
    await at(1);
    lane.start();
    for (const ms of [10, 30, 35]) await at(ms);
    const { count, minUs, maxUs } = collector.histogram("ws_stream_gap");
    expect([count, minUs, maxUs, book.total().received]).toEqual([2, 5_000, 20_000, 3]);
  });

  test("a gap of exactly the limit is no stall, one µs more is", async () => {
    const { lane, at, stalls } = await startStream();
    lane.start();
    await at(500);
    await at(1_500);
    expect(stalls("warm-up")).toBe(0);
    await at(2_500.001);
    expect(stalls("warm-up")).toBe(1);
  });

  test("waiting for the first message counts as a stall, and so does a wait that the session's end cuts off", async () => {
    const { lane, at, clock, stalls, ended, collector } = await startStream();
    lane.start();
    await at(4_900);
    await clock.advanceTo(7_000_000);
    lane.stop();
    expect([stalls("warm-up"), stalls("steady"), ended]).toEqual([2, 0, ["done"]]);
    expect(collector.histogram("ws_stream_gap").count).toBe(0);
  });

  test("a stall belongs to the phase in which the wait began", async () => {
    const { lane, at, stalls } = await startStream();
    lane.start();
    await at(100);
    await at(5_000);
    await at(6_500);
    expect([stalls("warm-up"), stalls("steady")]).toEqual([1, 1]);
  });

  test("a wait that is cut off by the end of its connection counts once", async () => {
    const { lane, clock, target, stalls, ended } = await startStream();
    lane.start();
    await clock.advanceTo(1_500_000);
    target.end({ code: 1006, reason: "", wasClean: false, initiatedBy: "none" });
    expect([stalls("warm-up"), ended]).toEqual([1, ["done", "closed"]]);
  });

  test("subscribes once, however many sessions the connection serves", async () => {
    const { lane, target } = await startStream({
      subscribe: { kind: "text", text: "news please" },
      session: { messages: 1 },
    });
    lane.start();
    target.answer(Buffer.from("1"), 0);
    lane.start();
    target.answer(Buffer.from("2"), 0);
    expect(target.sentTexts).toEqual(["news please"]);
  });

  test("a session of 3 messages ends with the third", async () => {
    const { lane, at, ended, book } = await startStream({ session: { messages: 3 } });
    lane.start();
    for (const ms of [1, 2, 3, 4]) await at(ms);
    expect([ended, book.total().received]).toEqual([["done"], 3]);
  });

  test("a session of 2 s ends after 2 s", async () => {
    const { lane, clock, ended } = await startStream({ session: { durationMs: 2_000 } });
    lane.start();
    await clock.advanceTo(1_999_999);
    expect(ended).toEqual([]);
    await clock.advanceTo(2_000_000);
    expect(ended).toEqual(["done"]);
  });
});

describe("deadlines of sessions", () => {
  const waits = { durationMs: 100, patienceMs: 1_000 };
  const busy = { waitingAfter: undefined, giveUp: () => expect.unreachable() };

  test("a timer for the ends and one for the looks serve all: each is stopped when its own time is over, unless it ended before", async () => {
    const clock = new FakeClock();
    const deadlines = new SessionDeadlines({ ...waits, clock, signal: new AbortController().signal });
    const stopped: string[] = [];
    const session = (name: string) => ({
      ...busy,
      stop: () => stopped.push(`${name} at ${clock.nowUs() / 1_000}`),
    });
    const [a, b, c] = [session("a"), session("b"), session("c")] as const;
    deadlines.add(a);
    await clock.advanceMs(30);
    deadlines.add(b);
    await clock.advanceMs(30);
    deadlines.add(c);
    expect(clock.sleepingMs).toEqual([40, 940]);
    deadlines.remove(b);
    await clock.advanceMs(200);
    expect(stopped).toEqual(["a at 100", "c at 160"]);
    deadlines.add(a);
    await clock.advanceMs(100);
    expect(stopped.at(-1)).toBe("a at 360");
  });

  test("a session that begins again is due anew", async () => {
    const clock = new FakeClock();
    const deadlines = new SessionDeadlines({ ...waits, clock, signal: new AbortController().signal });
    const stopped: number[] = [];
    const session = { ...busy, stop: () => void stopped.push(clock.nowUs() / 1_000) };
    deadlines.add(session);
    await clock.advanceMs(60);
    deadlines.add(session);
    await clock.advanceMs(300);
    expect(stopped).toEqual([160]);
  });

  test("a session that has no answer left to wait for is only stopped; one that waits is given up after its patience", async () => {
    const clock = new FakeClock();
    const deadlines = new SessionDeadlines({ ...waits, clock, signal: new AbortController().signal });
    const calls: string[] = [];
    const told = (name: string, call: string) => () =>
      void calls.push(`${name} ${call} at ${clock.nowUs() / 1_000}`);
    const session = (name: string, waitingAfter: number | undefined) => ({
      waitingAfter,
      stop: told(name, "stopped"),
      giveUp: told(name, "given up"),
    });
    const busySession = session("busy", undefined);
    deadlines.add(busySession);
    deadlines.add(session("waiting", 7));
    await clock.advanceMs(5_000);
    deadlines.remove(busySession);
    await clock.advanceMs(5_000);
    expect(calls).toEqual(["busy stopped at 100", "waiting stopped at 100", "waiting given up at 1100"]);
    expect(clock.sleepingMs).toEqual([]);
  });

  test("after the end of the load nobody is stopped", async () => {
    const clock = new FakeClock();
    const ending = new AbortController();
    const deadlines = new SessionDeadlines({ ...waits, clock, signal: ending.signal });
    deadlines.add({ ...busy, stop: () => expect.unreachable() });
    ending.abort();
    await clock.advanceMs(1_000);
  });
});
