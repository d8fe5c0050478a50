import { describe, expect, it } from "vitest";
import { Throttle } from "../../../src/ui/windows/throttle.js";
import { FakeClock } from "../../fake-clock.js";

describe("Throttle", () => {
  it("does at once what nobody asked for lately, outside of the call, and then once in a period", async () => {
    const { throttle, clock, doneMs } = setUp();
    throttle.ask();
    throttle.ask();
    expect(doneMs).toEqual([]);
    await clock.advanceMs(0);
    for (let ms = 0; ms < 250; ms++) {
      throttle.ask();
      await clock.advanceMs(1);
    }
    expect(doneMs).toEqual([0, 100, 200]);
    await clock.advanceMs(1_000);
    expect(doneMs).toEqual([0, 100, 200, 300]);
    expect(clock.sleepingMs).toEqual([]);
  });

  it("counts work that was done at once", async () => {
    const { throttle, clock, doneMs } = setUp();
    await clock.advanceMs(10);
    throttle.runNow();
    throttle.ask();
    await clock.advanceMs(500);
    expect(doneMs).toEqual([10, 110]);
  });

  it("does nothing any more once it has ended", async () => {
    const { throttle, clock, doneMs } = setUp();
    throttle.runNow();
    throttle.ask();
    throttle.end();
    await clock.advanceMs(500);
    throttle.ask();
    await clock.advanceMs(500);
    expect(doneMs).toEqual([0]);
  });
});

function setUp() {
  const clock = new FakeClock();
  const doneMs: number[] = [];
  const throttle = new Throttle({ clock, periodMs: 100, work: () => doneMs.push(clock.nowUs() / 1_000) });
  return { clock, doneMs, throttle };
}
