// Thresholds on a whole run: every aggregate held, and every one broken.

import { describe, expect, test } from "vitest";
import type { ThresholdRun as Run } from "./threshold-run.js";
import { ThresholdRun } from "./threshold-run.js";

/** Ten latencies of 1 to 10 ms, a counter of 6, bytes, checks, and two gauges, in 2 s. */
async function fill({ collector, clock }: Run): Promise<void> {
  for (const ms of [1, 2, 3, 4, 5]) collector.trend("own_trend", { load: "a" }).record(ms * 1_000);
  for (const ms of [6, 7, 8, 9, 10]) collector.trend("own_trend", { load: "b" }).record(ms * 1_000);
  collector.counter("own_counter", { load: "a" }).add(2);
  collector.counter("own_counter", { load: "b" }).add(4);
  collector.counter("data_sent").add(32_768);
  for (const passed of [true, true, true, false]) collector.rate("own_rate").add(passed);
  for (const level of [3, 1, 2]) collector.gauge("own_gauge", "1", { worker: "1" }).set(level);
  for (const level of [6, 9, 5]) collector.gauge("own_gauge", "1", { worker: "2" }).set(level);
  await clock.advanceMs(2_000);
}

// 5,003 µs: a percentile is the top of its bucket, at most 1/1,024 above the true 5,000 µs.
test.each([
  ["own_trend", "p(99) <= 10ms", "p(99) < 10ms", 10_000],
  ["own_trend", "p(50) < 5.01ms", "p(50) > 5.01ms", 5_003],
  ["own_trend", "p(10.5) < 3ms", "p(10.5) < 1ms", 2_000],
  ["own_trend", "min == 1ms", "min != 1ms", 1_000],
  ["own_trend", "max == 10ms", "max > 10ms", 10_000],
  ["own_trend", "avg == 5.5ms", "avg < 5.5ms", 5_500],
  ["own_trend", "med >= 5ms", "med < 5ms", 5_003],
  ["own_trend", "count >= 10", "count > 10", 10],
  ["own_trend{load:a}", "max == 5ms", "max != 5ms", 5_000],
  ["own_trend{load:a}", "count == 5", "count == 10", 5],
  ["own_counter", "count == 6", "count < 6", 6],
  ["own_counter", "rate == 3", "rate > 3", 3],
  ["own_counter{load:b}", "rate == 2", "rate != 2", 2],
  ["data_sent", "count <= 32KiB", "count < 32KiB", 32_768],
  ["data_sent", "rate <= 16KiB", "rate > 16KiB", 16_384],
  ["own_rate", "rate >= 75%", "rate > 0.75", 0.75],
  ["own_gauge{worker:1}", "value == 2", "value == 3", 2],
  ["own_gauge{worker:1}", "min == 1", "min > 1", 1],
  ["own_gauge{worker:1}", "max == 3", "max < 3", 3],
  ["own_gauge", "value < 5.5", "value > 2", undefined],
  ["own_gauge", "max < 9.5", "max < 9", 9],
  ["own_gauge", "min >= 1", "min > 1", 1],
])("%s: %s holds, and %s does not", async (selector, held, broken, observed) => {
  const run = new ThresholdRun({ [selector]: [held, broken] });
  await fill(run);
  const results = run.results();
  expect(results.map(({ metric, expression, ok }) => [metric, expression, ok])).toEqual([
    [selector, held, true],
    [selector, broken, false],
  ]);
  if (observed !== undefined) expect(results.map((result) => result.observed)).toEqual([observed, observed]);
});

test("of gauges that differ by tags the worst for the condition is judged", async () => {
  const run = new ThresholdRun({ own_gauge: ["value < 5", "value > 2"] });
  await fill(run);
  expect(run.results().map(({ ok, observed }) => [ok, observed])).toEqual([
    [false, 5],
    [false, 2],
  ]);
});

describe("a metric without a sample", () => {
  test.each([
    ["own_trend", "p(99) < 1s"],
    ["own_trend", "max < 1s"],
    ["own_trend", "avg < 1s"],
    ["own_rate", "rate >= 0"],
    ["own_gauge", "value < 1"],
  ])("fails %s: %s and observes nothing, with a cell and without", (metric, expression) => {
    const run = new ThresholdRun({ [metric]: [expression] });
    expect(run.results()).toEqual([{ metric, expression, ok: false }]);
    run.collector.trend("own_trend");
    run.collector.rate("own_rate");
    run.collector.gauge("own_gauge", "1");
    expect(run.results()).toEqual([{ metric, expression, ok: false }]);
  });

  test("is a count of 0", async () => {
    const run = new ThresholdRun({ ws_errors: ["count == 0", "count > 0"], own_trend: ["count == 0"] });
    expect(run.results()).toEqual([
      { metric: "ws_errors", expression: "count == 0", ok: true, observed: 0 },
      { metric: "ws_errors", expression: "count > 0", ok: false, observed: 0 },
      { metric: "own_trend", expression: "count == 0", ok: true, observed: 0 },
    ]);
  });

  test("has no rate per second when no time has passed, and one of 0 when some has", async () => {
    const run = new ThresholdRun({ own_counter: ["rate < 1"] });
    expect(run.results()).toEqual([{ metric: "own_counter", expression: "rate < 1", ok: false }]);
    await run.clock.advanceMs(1);
    expect(run.results()).toMatchObject([{ ok: true, observed: 0 }]);
  });
});

test("the warm-up counts only where it is asked for", async () => {
  const settings = { own_trend: ["max < 1s"], "own_trend{phase:warm-up}": ["max < 1s"] };
  const run = new ThresholdRun(settings);
  run.collector.trend("own_trend", { phase: "warm-up" }).record(2_000_000);
  run.collector.trend("own_trend", { phase: "steady" }).record(1_000);
  run.collector.trend("own_trend").record(2_000);
  expect(run.results()).toEqual([
    { metric: "own_trend", expression: "max < 1s", ok: true, observed: 2_000 },
    { metric: "own_trend{phase:warm-up}", expression: "max < 1s", ok: false, observed: 2_000_000 },
  ]);
});

describe("a rate per second", () => {
  test("is over the part of the run that all tag sets belong to, as in the report", async () => {
    const run = new ThresholdRun({ own_counter: ["rate == 500"] });
    await run.clock.advanceMs(10_000);
    run.collector.counter("own_counter", { phase: "steady", load: "a" }).add(800);
    run.collector.counter("own_counter", { phase: "steady", load: "b" }).add(200);
    run.collector.addActive({ phase: "steady" }, 2_000);
    expect(run.results()).toMatchObject([{ ok: true, observed: 500 }]);
  });

  test("is over the whole run when they belong to several", async () => {
    const run = new ThresholdRun({ own_counter: ["rate == 100"], "own_counter{load:a}": ["rate == 400"] });
    await run.clock.advanceMs(10_000);
    for (const [load, count] of [
      ["a", 800],
      ["b", 200],
    ] as const) {
      run.collector.counter("own_counter", { load }).add(count);
      run.collector.addActive({ load }, 2_000);
    }
    expect(run.results()).toMatchObject([
      { ok: true, observed: 100 },
      { ok: true, observed: 400 },
    ]);
  });
});

describe("a threshold that may end the run", () => {
  const abortOnFail = true;

  test("asks as soon as it does not hold, and has failed from then on", async () => {
    const run = new ThresholdRun({ own_trend: [{ threshold: "p(50) < 10ms", abortOnFail }] });
    const trend = run.collector.trend("own_trend");
    expect(run.asksToStop).toBeUndefined();
    trend.record(9_000);
    await run.second();
    expect(run.asksToStop).toBeUndefined();
    trend.record(11_000);
    trend.record(11_000);
    expect(run.asksToStop).toBe("p(50) < 10ms");
    for (let n = 0; n < 10; n++) trend.record(1_000);
    await run.second();
    expect(run.asksToStop).toBe("p(50) < 10ms");
    expect(run.results()).toEqual([
      { metric: "own_trend", expression: "p(50) < 10ms", ok: false, observed: 11_000 },
    ]);
  });

  test("asks from its delay on, to the microsecond, and only if it still does not hold", async () => {
    const run = new ThresholdRun({
      own_rate: [{ threshold: "rate > 0.5", abortOnFail, delayAbortEval: "10s" }],
    });
    const rate = run.collector.rate("own_rate");
    rate.add(false);
    await run.clock.advanceBy(9_999_999);
    expect(run.asksToStop).toBeUndefined();
    rate.add(true);
    rate.add(true);
    await run.clock.advanceBy(1);
    expect(run.asksToStop).toBeUndefined();
    rate.add(false);
    expect(run.asksToStop).toBe("rate > 0.5");
  });

  test("does not ask for want of samples, nor does one without abortOnFail", async () => {
    const run = new ThresholdRun({
      own_trend: [{ threshold: "p(99) < 1ms", abortOnFail }],
      own_gauge: [{ threshold: "value < 1", abortOnFail }],
      ws_errors: ["count == 0", { threshold: "count == 0", abortOnFail: false }],
    });
    run.collector.counter("ws_errors").add(1);
    await run.second();
    expect(run.asksToStop).toBeUndefined();
    expect(run.results().map(({ ok }) => ok)).toEqual([false, false, false, false]);
  });

  test("the first of several asks", async () => {
    const run = new ThresholdRun({
      ws_errors: [
        { threshold: "count < 9", abortOnFail },
        { threshold: "count < 2", abortOnFail },
        { threshold: "count < 1", abortOnFail },
      ],
    });
    run.collector.counter("ws_errors").add(3);
    expect(run.asksToStop).toBe("count < 2");
  });

  test("on a rate per second looks at the measured seconds only", async () => {
    let measured = false;
    const settings = { own_counter: [{ threshold: "rate > 90", abortOnFail }] };
    const run = new ThresholdRun(settings, () => measured);
    for (let n = 0; n < 5; n++) {
      await run.second();
      expect(run.asksToStop).toBeUndefined();
    }
    measured = true;
    await run.second(); // began unmeasured
    for (let n = 0; n < 3; n++) {
      run.collector.counter("own_counter").add(100);
      await run.second();
      expect(run.asksToStop).toBeUndefined();
    }
    await run.second(); // 300 in 4 s
    expect(run.asksToStop).toBe("rate > 90");
    expect(run.results()).toMatchObject([{ ok: false, observed: 75 }]);
  });
});
