import { describe, expect, test } from "vitest";
import type { Clock } from "../../../src/clock.js";
import { keepSchedule } from "../../../src/engine/traffic/pacer.js";
import type { Timetable } from "../../../src/engine/traffic/schedule.js";
import { FakeClock } from "../../fake-clock.js";

/** Due every `gapUs`; each firing takes `costUs` of the clock. */
class EveryGap implements Timetable {
  readonly mayBeginSooner: boolean;
  nextDueUs: number;
  readonly fired: (readonly [dueUs: number, nowUs: number])[] = [];
  readonly #gapUs: number;
  readonly #work: () => void;

  constructor(
    gapUs: number,
    options: { firstUs?: number; mayBeginSooner?: boolean; work?: () => void } = {},
  ) {
    this.#gapUs = gapUs;
    this.nextDueUs = options.firstUs ?? gapUs;
    this.mayBeginSooner = options.mayBeginSooner ?? false;
    this.#work = options.work ?? (() => {});
  }

  begin(): void {}

  fire(nowUs: number): void {
    this.fired.push([this.nextDueUs, nowUs]);
    this.nextDueUs += this.#gapUs;
    this.#work();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe("keeping a schedule", () => {
  test("fires each at its due time: 1,000 in a virtual second", async () => {
    const clock = new FakeClock();
    const schedule = new EveryGap(1_000);
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    await clock.waitForSleepers(1);
    await clock.advanceMs(1_000);
    ending.abort();
    await kept;
    expect(schedule.fired).toEqual(
      Array.from({ length: 1_000 }, (_, i) => [(i + 1) * 1_000, (i + 1) * 1_000]),
    );
  });

  test("fires everything that became due while the process was held up, none left out", async () => {
    const fake = new FakeClock();
    let heldUpUs = 0;
    const clock: Clock = {
      nowUs: () => fake.nowUs() + heldUpUs,
      sleepUntilUs: (dueUs, signal) => fake.sleepUntilUs(dueUs - heldUpUs, signal),
    };
    const schedule = new EveryGap(1_000, {
      work: () => {
        heldUpUs = 3_500;
      },
    });
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    await fake.waitForSleepers(1);
    await fake.advanceTo(1_000);
    ending.abort();
    await kept;
    expect(schedule.fired).toEqual([
      [1_000, 1_000],
      [2_000, 4_500],
      [3_000, 4_500],
      [4_000, 4_500],
    ]);
  });

  test("gives the event loop a turn after at most 256 messages when it cannot keep up", async () => {
    const clock = new FakeClock(1_000_000);
    const schedule = new EveryGap(0, { firstUs: 0 });
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    const perTurn: number[] = [];
    for (let i = 0; i < 4; i++) {
      const before = schedule.fired.length;
      await turn();
      perTurn.push(schedule.fired.length - before);
    }
    ending.abort();
    await kept;
    expect(Math.max(...perTurn)).toBe(256);
    expect(perTurn.filter((fired) => fired > 0).length).toBeGreaterThanOrEqual(2);
  });

  test("lets clients begin in the same turn before the first message, even one that is due at once", async () => {
    const clock = new FakeClock(10);
    const schedule = new EveryGap(1_000, { firstUs: 0 });
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    expect(schedule.fired).toEqual([]);
    await turn();
    expect(schedule.fired).toEqual([[0, 10]]);
    ending.abort();
    await kept;
  });

  test("sleeps no longer than 2 ms where a session may begin whose first message is due sooner", async () => {
    const clock = new FakeClock();
    const schedule = new EveryGap(1_000_000, { mayBeginSooner: true });
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    await clock.waitForSleepers(1);
    expect(clock.sleepingMs).toEqual([2]);
    schedule.nextDueUs = 1_500;
    await clock.advanceMs(2);
    expect(schedule.fired).toEqual([[1_500, 2_000]]);
    ending.abort();
    await kept;
  });

  test("precise: sleeps until 2.5 ms before, then turns with the event loop until it is due", async () => {
    const clock = new FakeClock();
    const schedule = new EveryGap(10_000);
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "precise", signal: ending.signal });
    await clock.waitForSleepers(1);
    expect(clock.sleepingMs).toEqual([7.5]);
    await clock.advanceMs(7.5);
    for (let i = 0; i < 10; i++) await turn();
    expect([schedule.fired, clock.sleepingMs]).toEqual([[], []]);
    await clock.advanceTo(10_000);
    await turn();
    await turn();
    expect(schedule.fired).toEqual([[10_000, 10_000]]);
    ending.abort();
    await kept;
  });

  test("ends at once when nothing is due any more and it is aborted", async () => {
    const clock = new FakeClock();
    const schedule = new EveryGap(1, { firstUs: Number.POSITIVE_INFINITY });
    const ending = new AbortController();
    const kept = keepSchedule({ schedule, clock, pacing: "economical", signal: ending.signal });
    await clock.waitForSleepers(1);
    ending.abort();
    await kept;
    expect(schedule.fired).toEqual([]);
  });
});
