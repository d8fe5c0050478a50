import { expect, test } from "vitest";
import { RunningIterations } from "../../../src/engine/executors/running-iterations.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { FakeClock } from "../../fake-clock.js";

function setUp() {
  const begun: number[] = [];
  const stop = new AbortController();
  const iterations = new RunningIterations({
    clock: new FakeClock(),
    startUs: 0,
    warmUpMs: 0,
    share: wholeShare,
    stop: stop.signal,
    client: (index) => ({
      prepare: async () => {},
      iterate: async () => {
        begun.push(index);
        return "again";
      },
      stop: () => {},
      terminate: () => {},
      end: async () => {},
    }),
    arrived: () => {},
    dropped: () => {},
    iterated: () => {},
  });
  return { iterations, begun, stop };
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

test("a client that is not at work is not asked to stop", () => {
  const { iterations } = setUp();
  iterations.stop(7);
  iterations.throwIfFailed();
});
