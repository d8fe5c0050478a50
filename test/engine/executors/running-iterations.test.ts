import { expect, test } from "vitest";
import { RunningIterations } from "../../../src/engine/executors/running-iterations.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { FakeClock } from "../../fake-clock.js";

function setUp() {
  const begun: number[] = [];
  const made: number[] = [];
  const stopped: number[] = [];
  const stop = new AbortController();
  const iterations = new RunningIterations({
    clock: new FakeClock(),
    startUs: 0,
    warmUpMs: 0,
    share: wholeShare,
    stop: stop.signal,
    client(index) {
      made.push(index);
      return {
        prepare: async () => {},
        iterate: async () => {
          begun.push(index);
          return "again";
        },
        stop: () => void stopped.push(index),
        terminate: () => {},
        end: async () => {},
      };
    },
    arrived: () => {},
    dropped: () => {},
    iterated: () => {},
  });
  return { iterations, begun, made, stopped, stop };
}

test.each(["asked from outside", "finished", "failed"])("none begins when %s", async (why) => {
  const { iterations, begun, stop } = setUp();
  iterations.begin(0, { index: 0 }, () => {});
  if (why === "finished") iterations.finish();
  else if (why === "failed") iterations.fail(new Error("our bug"));
  else stop.abort();
  iterations.begin(1, { index: 0 }, () => {});
  await iterations.settled();
  expect(begun).toEqual([0]);
});

test("a client that is not at work is not asked to stop, nor made for it", () => {
  const { iterations, made, stopped } = setUp();
  iterations.stop(7);
  expect([made, stopped]).toEqual([[], []]);
});

test("a client at work is asked to stop, and one whose iteration has ended is not", async () => {
  const { iterations, made, stopped } = setUp();
  iterations.begin(7, { index: 0 }, () => {});
  iterations.stop(7);
  await iterations.settled();
  iterations.stop(7);
  expect([made, stopped]).toEqual([[7], [7]]);
});
