// Thresholds as they stand while a run goes on: asking changes nothing of how they end.

import { expect, test } from "vitest";
import { ThresholdRun } from "./threshold-run.js";

function standing(run: ThresholdRun): unknown[] {
  const elapsedMs = (run.clock.nowUs() - 7_000_000) / 1_000;
  return run.watch.standing(elapsedMs).map(({ ok, observed }) => [ok, observed]);
}

test("what has no sample yet holds and observes nothing, then it turns red and back as the figures do", async () => {
  const run = new ThresholdRun({ own_trend: ["p(99) < 5ms"], own_counter: ["count > 15", "rate < 8"] });
  await run.second();
  expect(standing(run)).toEqual([
    [true, undefined],
    [false, 0],
    [true, 0],
  ]);
  run.collector.trend("own_trend").record(9_000);
  run.collector.counter("own_counter").add(20);
  await run.second();
  expect(standing(run)).toEqual([
    [false, 9_000],
    [true, 20],
    [false, 10],
  ]);
  await run.second();
  expect(standing(run).at(-1)).toEqual([true, 6.667]);
  expect(run.results().map(({ ok }) => ok)).toEqual([false, true, true]);
});

test("of a window the worst full one counts, before that the one that is not full; the result is as if nobody had asked", async () => {
  const counts = [1, 9, 2, 2];
  const asked = new ThresholdRun({ "own_counter@2s": ["count < 10"] });
  const silent = new ThresholdRun({ "own_counter@2s": ["count < 10"] });
  const seen: unknown[] = [];
  for (const n of counts) {
    for (const run of [asked, silent]) {
      run.collector.counter("own_counter").add(n);
      await run.second();
    }
    seen.push(...standing(asked));
  }
  expect(seen).toEqual([
    [true, 1],
    [false, 10],
    [false, 11],
    [false, 11],
  ]);
  expect(asked.results()).toEqual(silent.results());
});

test("a run that ends before its window is full is judged by its end, however often it was asked before", async () => {
  const run = new ThresholdRun({ "own_gauge@60s": ["value > 3"] });
  const gauge = run.collector.gauge("own_gauge", "1");
  for (const level of [1, 5]) {
    gauge.set(level);
    await run.second();
    standing(run);
  }
  const unasked = new ThresholdRun({ "own_gauge@60s": ["value > 3"] });
  const other = unasked.collector.gauge("own_gauge", "1");
  for (const level of [1, 5]) {
    other.set(level);
    await unasked.second();
  }
  expect(run.results()).toEqual(unasked.results());
});
