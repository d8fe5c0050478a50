import { expect, test } from "vitest";
import { MetricCollector } from "../../src/metrics/collector.js";
import type { SeriesPoint } from "../../src/metrics/run-report.js";
import { startSampling } from "../../src/metrics/sampling.js";
import { FakeClock } from "../fake-clock.js";

test("a minute of one-second points is sampled at every whole second, in no real time", async () => {
  const clock = new FakeClock(7_000_000);
  const collector = new MetricCollector({ clock });
  const counter = collector.counter("ws_msgs_sent");
  const told: (readonly SeriesPoint[])[] = [];
  const sampling = startSampling({
    collector,
    clock,
    onSample(points) {
      told.push(points);
      counter.add(2);
    },
  });
  counter.add(2);
  await clock.advanceBy(60_000_000);
  const series = collector.series();
  expect(series.map((point) => point.atMs)).toEqual(Array.from({ length: 60 }, (_, i) => (i + 1) * 1_000));
  expect(series.every((point) => point.counters.ws_msgs_sent === 2)).toBe(true);
  expect(told.flat()).toEqual(series);
  await sampling.stop();
});

test("stopping closes the last, partial second and ends the beat", async () => {
  const clock = new FakeClock();
  const collector = new MetricCollector({ clock });
  const counter = collector.counter("ws_msgs_sent");
  const sampling = startSampling({ collector, clock, onSample: () => counter.add(1) });
  counter.add(1);
  await clock.advanceBy(1_400_000);
  await sampling.stop();
  await clock.advanceBy(5_000_000);
  expect(collector.series().map((point) => point.atMs)).toEqual([1_000, 1_400]);
});
