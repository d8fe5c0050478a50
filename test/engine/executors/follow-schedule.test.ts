import { expect, test } from "vitest";
import type { Clock } from "../../../src/clock.js";
import { constantArrivalRate } from "../../../src/engine/executors/constant-arrival-rate.js";
import { followSchedule } from "../../../src/engine/executors/follow-schedule.js";
import { wholeShare } from "../../../src/engine/plan/run-plan.js";
import { FakeClock } from "../../fake-clock.js";

/** A clock that wakes at whole ms only, as timers do. */
class TickingClock implements Clock {
  readonly fake = new FakeClock();
  sleeps = 0;

  nowUs(): number {
    return this.fake.nowUs();
  }

  sleepUntilUs(dueUs: number, signal?: AbortSignal): Promise<void> {
    this.sleeps += 1;
    return this.fake.sleepUntilUs(Math.ceil(dueUs / 1_000) * 1_000, signal);
  }
}

test("one wake-up begins all that is due: 10,000 arrivals per second take 1,000 sleeps", async () => {
  const clock = new TickingClock();
  const lateUs: number[] = [];
  const running = constantArrivalRate.run(
    { kind: "constant-arrival-rate", ratePerSecond: 10_000, durationMs: 1_000, maxClients: 10_000 },
    {
      clock,
      startUs: 0,
      warmUpMs: 0,
      share: wholeShare,
      stop: new AbortController().signal,
      client: () => ({
        prepare: async () => {},
        iterate: async () => "again",
        stop: () => {},
        terminate: () => {},
        end: async () => {},
      }),
      arrived: (dueUs) => lateUs.push(clock.nowUs() - dueUs),
      dropped: () => {},
      iterated: () => {},
    },
  );
  await clock.fake.advanceBy(0);
  await clock.fake.advanceTo(1_000_000);
  await running.done;
  expect(lateUs).toHaveLength(10_000);
  expect(Math.max(...lateUs)).toBe(900);
  // Arrival 0 at 0 s, then one wake-up for each ms, the last of them for the end of the time.
  expect(clock.sleeps).toBe(1_002);
});

test("a schedule that is behind lets the event loop turn between its wake-ups", async () => {
  // Each look at this clock takes 10 µs, and an event is due every 5: it never catches up.
  let nowUs = 0;
  const clock: Clock = {
    nowUs() {
      nowUs += 10;
      return nowUs;
    },
    async sleepUntilUs() {},
  };
  const stop = new AbortController();
  let acts = 0;
  setImmediate(() => setImmediate(() => stop.abort(new Error("the loop turned"))));
  const following = followSchedule({
    events: everyUs(5),
    dueUs: (dueUs) => dueUs,
    act: () => {
      acts += 1;
    },
    clock,
    signal: stop.signal,
  });
  await expect(following).rejects.toThrow("the loop turned");
  expect(acts).toBeGreaterThan(0);
});

function* everyUs(stepUs: number): Generator<number> {
  // Bounded, so that a loop that never turns fails the test instead of hanging it.
  for (let dueUs = 0; dueUs < 1_000_000; dueUs += stepUs) yield dueUs;
}
