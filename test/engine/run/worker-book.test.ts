// The book of a worker: whether its deltas add up to its totals.

import { expect, test } from "vitest";
import { WorkerBook } from "../../../src/engine/run/worker-book.js";
import { MetricCollector } from "../../../src/metrics/collector.js";
import { FakeClock } from "../../fake-clock.js";

/** Counts `n` so many times in each second, which is told as one delta. */
function tell(n: number, timesBySecond: readonly number[]) {
  const clock = new FakeClock();
  const [worker, run] = [new MetricCollector({ clock }), new MetricCollector({ clock })];
  const book = new WorkerBook("1");
  for (const times of timesBySecond) {
    for (let time = 0; time < times; time++) worker.counter("litres").add(n);
    book.absorb(worker.takeDelta(), run);
  }
  return { worker, book };
}

test("fractions that a script counts add up, whatever their rounding", () => {
  const { worker, book } = tell(0.1, [1, 1, 6]);
  expect(book.missing(worker.totals())).toEqual([]);
});

test("one message of a billion that was not told is found", () => {
  const { worker, book } = tell(300_000_000, [1, 2]);
  worker.counter("litres").add(1);
  worker.takeDelta(); // Lost on the way.
  expect(book.missing(worker.totals())).toEqual(["litres []"]);
});
