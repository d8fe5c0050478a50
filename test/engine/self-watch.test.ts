// What a worker records of its own CPU, second by second.

import { afterEach, beforeEach, expect, test } from "vitest";
import { cpuTimeUs, SelfWatch } from "../../src/engine/self-watch.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import { FakeClock } from "../fake-clock.js";

let collector: MetricCollector;
let watch: SelfWatch;
beforeEach(() => {
  collector = new MetricCollector({ clock: new FakeClock() });
  watch = new SelfWatch({ collector, nowUs: 0, tags: { worker: "1" }, busyShare: 0.01 });
});
afterEach(() => watch.stop());

/** The gauge `generator_cpu`; `undefined` before it was set. */
function cpu() {
  return collector.metrics(1_000).find(({ name }) => name === "generator_cpu");
}

/** Uses so much CPU time, whatever else the machine does. */
function work(us: number): void {
  const untilUs = cpuTimeUs() + us;
  while (cpuTimeUs() < untilUs);
}

test("the end of a run, a few ms after its last second, is no second of a full core", () => {
  work(1_000);
  watch.read(1_000_000);
  const before = cpu();
  work(5_000);
  watch.read(1_005_000);
  expect(before).toBeDefined();
  expect(cpu()).toEqual(before);
});

test("what was used in them counts in the next reading", () => {
  watch.read(1_000_000);
  work(50_000);
  watch.read(1_005_000);
  watch.read(2_000_000);
  // At least 50 ms of CPU time in 1 s.
  expect(cpu()).toMatchObject({ last: expect.toSatisfy((share: number) => share >= 0.05) });
});

test("a run of a few ms has one reading, of all of it", () => {
  work(4_000);
  watch.read(5_000);
  expect(cpu()).toMatchObject({ last: expect.toSatisfy((share: number) => share >= 0.8) });
});

test("seconds above the busy share count as long as they follow each other", () => {
  let nowUs = 0;
  // A busy second uses 20 ms, twice the share of 0.01; an idle stretch of 100 s would have to use a second for that.
  const readings = [
    { spanUs: 1_000_000, busyUs: 20_000 },
    { spanUs: 1_000_000, busyUs: 20_000 },
    { spanUs: 100_000_000, busyUs: 0 },
    { spanUs: 1_000_000, busyUs: 20_000 },
  ];
  for (const { spanUs, busyUs } of readings) {
    work(busyUs);
    nowUs += spanUs;
    watch.read(nowUs);
  }
  expect(watch.longestBusySeconds).toBe(2);
});
