import { describe, expect, test } from "vitest";
import { DelayQueue } from "../../../src/engine/traffic/delay-queue.js";
import { FakeClock } from "../../fake-clock.js";

function startQueue() {
  const clock = new FakeClock();
  const ending = new AbortController();
  const told: string[] = [];
  const due = (item: string) => void told.push(`${item} at ${clock.nowUs() / 1_000}`);
  const queue = new DelayQueue<string>({ clock, delayMs: 100, due, signal: ending.signal });
  return { clock, ending, told, queue };
}

describe("a queue of equal delays", () => {
  test("one timer serves all: each is told when its own time is over, unless it was removed", async () => {
    const { clock, told, queue } = startQueue();
    queue.add("a");
    await clock.advanceMs(30);
    queue.add("b");
    await clock.advanceMs(30);
    queue.add("c");
    expect(clock.sleepingMs).toEqual([40]);
    queue.remove("b");
    expect([queue.has("a"), queue.has("b")]).toEqual([true, false]);
    await clock.advanceMs(200);
    expect([told, clock.sleepingMs]).toEqual([["a at 100", "c at 160"], []]);
  });

  test("one that is added again has all its time again", async () => {
    const { clock, told, queue } = startQueue();
    queue.add("a");
    await clock.advanceMs(60);
    queue.add("a");
    await clock.advanceMs(200);
    expect(told).toEqual(["a at 160"]);
  });

  test("one that comes to the empty queue while the timer of another runs waits its whole time, and no longer", async () => {
    const { clock, told, queue } = startQueue();
    queue.add("a");
    queue.remove("a");
    await clock.advanceMs(50);
    queue.add("b");
    await clock.advanceMs(200);
    expect(told).toEqual(["b at 150"]);
  });

  test("after the end nobody is told", async () => {
    const { clock, told, queue, ending } = startQueue();
    queue.add("a");
    ending.abort();
    await clock.advanceMs(1_000);
    expect([told, clock.sleepingMs]).toEqual([[], []]);
  });
});
