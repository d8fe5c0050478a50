import { expect, test } from "vitest";
import { startSampling } from "../../src/engine/sampling.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import { FakeClock } from "../fake-clock.js";

test("a minute of one-second points is sampled at every whole second, in no real time", async () => {
  const clock = new FakeClock(7_000_000);
  const collector = new MetricCollector({ clock });
  const counter = collector.counter("ws_msgs_sent");
  const sampling = startSampling({ collector, clock, beforeSample: () => counter.add(2) });
  await clock.advanceBy(60_000_000);
  expect(collector.series()).toHaveLength(60);
  expect(collector.series().map((point) => point.atMs)).toEqual(
    Array.from({ length: 60 }, (_, i) => (i + 1) * 1_000),
  );
  expect(collector.series().every((point) => point.counters.ws_msgs_sent === 2)).toBe(true);
  await sampling.stop();
});

test("stopping closes the last, partial second and ends the beat", async () => {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const counter = collector.counter("ws_msgs_sent");
  const sampling = startSampling({ collector, clock, beforeSample: () => counter.add(1) });
  await clock.advanceBy(1_400_000);
  await sampling.stop();
  await clock.advanceBy(5_000_000);
  expect(collector.series().map((point) => point.atMs)).toEqual([1_000, 1_400]);
});
