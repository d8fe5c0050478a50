import { describe, expect, test } from "vitest";
import { EchoLoop } from "../../src/engine/echo-loop.js";
import { LoadTally } from "../../src/engine/load-tally.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import { FakeClock } from "../fake-clock.js";
import { FakeConnection } from "./fake-connection.js";

const payload = Buffer.from("hello");

function startLoop(inFlight: number) {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const tally = new LoadTally({ collector, tags: {}, messageTimeoutUs: 1_000 });
  tally.beginSteady(0);
  const target = new FakeConnection();
  const closes: boolean[] = [];
  const loop = new EchoLoop({
    connection: target.connection,
    message: target.prepare("text", payload),
    payload,
    inFlight,
    tally,
    nowUs: clock.nowUs,
    onClosed: (_outcome, expected) => closes.push(expected),
  });
  loop.start();
  return { clock, collector, tally, target, loop, closes };
}

describe("a closed loop on one connection", () => {
  test("keeps exactly `inFlight` messages under way", async () => {
    const { target, loop, clock } = startLoop(3);
    expect([target.sent, loop.underWay]).toEqual([3, 3]);
    await clock.advanceTo(100);
    target.answer(payload, 100);
    expect([target.sent, loop.underWay]).toEqual([4, 3]);
  });

  test("times every answer from its own send, in order", async () => {
    const { target, clock, collector } = startLoop(2);
    await clock.advanceTo(100);
    target.answer(payload, 100); // the first of both sent at 0; a third leaves at 100
    await clock.advanceTo(250);
    target.answer(payload, 250); // the second, sent at 0
    target.answer(payload, 250); // the third, sent at 100
    const latency = collector.histogram("ws_msg_latency", { phase: "steady" });
    expect([latency.count, latency.minUs, latency.maxUs]).toEqual([3, 100, 250]);
    expect(latency.percentileUs(50)).toBe(150);
  });

  test("counts an answer with other bytes or of another kind as wrong", () => {
    const { target, tally } = startLoop(3);
    target.answer(Buffer.from("jello"), 0);
    target.answer(Buffer.from("hello!"), 0);
    target.answer(payload, 0, "binary");
    expect(tally.counts("steady")).toEqual({ sent: 6, answered: 3, late: 0, lost: 0, wrong: 3 });
  });

  test("counts an answer after the message timeout as late, one at the timeout as answered", () => {
    const { target, tally, loop } = startLoop(2);
    loop.stopSending();
    target.answer(payload, 1_000);
    target.answer(payload, 1_001);
    expect(tally.counts("steady")).toEqual({ sent: 2, answered: 1, late: 1, lost: 0, wrong: 0 });
  });

  test("counts an answer without a question", () => {
    const { target, tally, loop } = startLoop(1);
    loop.stopSending();
    target.answer(payload, 10);
    target.answer(payload, 20);
    expect([tally.unexpected, tally.counts("steady").answered]).toEqual([1, 1]);
  });

  test("loses what is under way when the connection ends, and says that it did not end it", () => {
    const { target, tally, loop, closes } = startLoop(4);
    target.answer(payload, 10);
    target.end({ code: 1006, reason: "", wasClean: false, initiatedBy: "none" });
    expect(tally.counts("steady")).toEqual({ sent: 5, answered: 1, late: 0, lost: 4, wrong: 0 });
    expect([loop.underWay, closes]).toEqual([0, [false]]);
  });

  test("closes with 1000 and says that it ended the connection", () => {
    const { target, loop, closes } = startLoop(1);
    loop.end();
    expect([target.closedWith, closes]).toEqual([1000, [true]]);
  });

  test("sends no more once stopped", () => {
    const { target, loop } = startLoop(1);
    loop.stopSending();
    target.answer(payload, 10);
    expect([target.sent, loop.underWay]).toEqual([1, 0]);
  });

  test("books a message under the phase in which it was sent", async () => {
    const clock = new FakeClock();
    const collector = new MetricCollector({ clock });
    const tally = new LoadTally({ collector, tags: { delivery: "whole" }, messageTimeoutUs: 1_000 });
    tally.addSent(0);
    tally.beginSteady(50);
    tally.addSent(50);
    tally.addAnswer(0, 60, true);
    tally.addLost(50);
    expect(tally.counts("warm-up")).toEqual({ sent: 1, answered: 1, late: 0, lost: 0, wrong: 0 });
    expect(tally.counts("steady")).toEqual({ sent: 1, answered: 0, late: 0, lost: 1, wrong: 0 });
    expect(collector.total("ws_msgs_lost", { phase: "steady", delivery: "whole" })).toBe(1);
    expect(collector.histogram("ws_msg_latency", { phase: "steady" }).count).toBe(0);
  });
});
