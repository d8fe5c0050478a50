import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { sleepMs, systemClock } from "../src/clock.js";
import { FakeClock } from "./fake-clock.js";

test("the clock gives integer µs that never go back", () => {
  let last = systemClock.nowUs();
  for (let i = 0; i < 1_000; i++) {
    const now = systemClock.nowUs();
    expect(Number.isInteger(now)).toBe(true);
    expect(now).toBeGreaterThanOrEqual(last);
    last = now;
  }
});

test("the clock is CLOCK_MONOTONIC of the machine, not of the process", () => {
  const [seconds] = process.hrtime();
  expect(Math.abs(systemClock.nowUs() / 1e6 - seconds)).toBeLessThan(60);
});

test("a sleep never ends early", async () => {
  for (let i = 0; i < 20; i++) {
    const dueUs = systemClock.nowUs() + 1_500;
    await systemClock.sleepUntilUs(dueUs);
    expect(systemClock.nowUs()).toBeGreaterThanOrEqual(dueUs);
  }
});

test("a sleep ends with the reason of its signal", async () => {
  const stop = new AbortController();
  const sleep = sleepMs(systemClock, 600_000, stop.signal);
  stop.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  await expect(sleepMs(systemClock, 1, stop.signal)).rejects.toThrow("enough");
});

test("a sleep leaves nothing on its signal, however it ends", async () => {
  const stop = new AbortController();
  await sleepMs(systemClock, 1, stop.signal);
  expect(getEventListeners(stop.signal, "abort")).toEqual([]);
  const cutShort = sleepMs(systemClock, 600_000, stop.signal);
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(1);
  stop.abort(new Error("enough"));
  await expect(cutShort).rejects.toThrow("enough");
  expect(getEventListeners(stop.signal, "abort")).toEqual([]);
});

test("a sleep longer than the longest timer of Node does not wake up all the time", async () => {
  const warnings: string[] = [];
  const warned = (warning: Error): void => void warnings.push(warning.name);
  process.on("warning", warned);
  const stop = new AbortController();
  const sleep = systemClock.sleepUntilUs(Number.POSITIVE_INFINITY, stop.signal);
  await sleepMs(systemClock, 1);
  stop.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  await sleepMs(systemClock, 1);
  process.off("warning", warned);
  expect(warnings).toEqual([]);
});

test("the fake clock wakes sleepers in order of their due times", async () => {
  const clock = new FakeClock();
  const woken: [string, number][] = [];
  void clock.sleepUntilUs(300).then(() => woken.push(["b", clock.nowUs()]));
  void clock.sleepUntilUs(200).then(() => woken.push(["a", clock.nowUs()]));
  await clock.advanceTo(1_000);
  expect(woken).toEqual([
    ["a", 200],
    ["b", 300],
  ]);
});
