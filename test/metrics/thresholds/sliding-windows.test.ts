// Thresholds on a sliding window, in virtual time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LatencyHistogram } from "../../../src/metrics/histogram.js";
import { requireThresholds } from "../../../src/metrics/thresholds/check-thresholds.js";
import { ThresholdWatch } from "../../../src/metrics/thresholds/threshold-watch.js";
import { ThresholdRun } from "./threshold-run.js";

/** One second for each entry, with so many events. */
async function count(run: ThresholdRun, perSecond: readonly number[]): Promise<void> {
  for (const n of perSecond) {
    run.collector.counter("own_counter", { phase: "steady" }).add(n);
    await run.second();
  }
}

describe("of trends", () => {
  test("the worst window decides, though the whole run is good", async () => {
    const run = new ThresholdRun({
      own_trend: ["p(90) < 10ms"],
      "own_trend@3s": ["p(90) < 10ms", "p(90) <= 50ms"],
    });
    const trend = run.collector.trend("own_trend");
    for (const ms of [1, 1, 1, 1, 50, 1, 1, 1, 1, 1, 1, 1]) {
      trend.record(ms * 1_000);
      await run.second();
    }
    expect(run.results()).toEqual([
      { metric: "own_trend", expression: "p(90) < 10ms", ok: true, observed: 1_000 },
      { metric: "own_trend@3s", expression: "p(90) < 10ms", ok: false, observed: 50_000 },
      { metric: "own_trend@3s", expression: "p(90) <= 50ms", ok: true, observed: 50_000 },
    ]);
  });

  const latencyUs = fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 2 ** 33 }));
  const seconds = fc.array(fc.array(latencyUs, { maxLength: 12 }), { minLength: 1, maxLength: 12 });
  const worstOf = {
    "p(50) < 1us": (all: LatencyHistogram) => all.percentileUs(50),
    "p(99.9) < 1us": (all: LatencyHistogram) => all.percentileUs(99.9),
    "max < 1us": (all: LatencyHistogram) => all.maxUs,
    "min < 1us": (all: LatencyHistogram) => all.minUs,
    "avg < 1us": (all: LatencyHistogram) => all.meanUs,
    "count < 1": (all: LatencyHistogram) => all.count,
  };

  test("every window has the figures of one histogram of all its latencies", async () => {
    await fc.assert(
      fc.asyncProperty(seconds, fc.integer({ min: 1, max: 4 }), async (perSecond, length) => {
        fc.pre(perSecond.length >= length);
        const run = new ThresholdRun({ [`own_trend@${length}s`]: Object.keys(worstOf) });
        for (const [index, latencies] of perSecond.entries()) {
          // Two tag sets, one of which comes later.
          for (const us of latencies)
            run.collector.trend("own_trend", { load: index % 2 ? "b" : "a" }).record(us);
          run.collector.trend("own_trend", { phase: "warm-up" }).record(2 ** 40);
          await run.second();
        }
        const windows = perSecond.slice(length - 1).map((_, first) => {
          const all = new LatencyHistogram();
          for (const us of perSecond.slice(first, first + length).flat()) all.record(us);
          return all;
        });
        for (const [index, figureOf] of Object.values(worstOf).entries()) {
          const figures = windows.map(figureOf).filter((figure) => figure !== undefined);
          const observed = run.results()[index]?.observed;
          if (figures.length === 0) expect(observed).toBeUndefined();
          else expect(observed).toBeCloseTo(Math.max(...figures), 2);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("a window without a sample says nothing of a percentile; a run without one fails", async () => {
    const run = new ThresholdRun({ "own_trend@2s": ["p(99) < 1s"], "own_trend{load:b}@2s": ["p(99) < 1s"] });
    run.collector.trend("own_trend", { load: "a" }).record(5);
    for (let n = 0; n < 6; n++) await run.second();
    expect(run.results()).toEqual([
      { metric: "own_trend@2s", expression: "p(99) < 1s", ok: true, observed: 5 },
      { metric: "own_trend{load:b}@2s", expression: "p(99) < 1s", ok: false },
    ]);
  });
});

describe("of counters", () => {
  test("the count and the rate are those of the window, the first when it is full", async () => {
    const run = new ThresholdRun({ "own_counter@3s": ["count > 25", "rate < 11", "rate > 9"] });
    await count(run, [10, 10, 10, 5, 10, 20]);
    expect(run.results().map(({ ok, observed }) => [ok, observed])).toEqual([
      [false, 25],
      [false, 11.667],
      [false, 8.333],
    ]);
  });

  test("what came before the watch is in no window, of any kind", async () => {
    const { clock, collector } = new ThresholdRun({});
    const happen = (): void => {
      collector.counter("ws_errors").add(1);
      collector.rate("checks").add(false);
      collector.trend("ws_ping").record(9_000);
    };
    happen();
    await clock.advanceMs(1_000);
    collector.sample();
    const settings = {
      "ws_errors@1s": ["count == 0"],
      "checks@1s": ["rate > 0.9"],
      "ws_ping@1s": ["count == 0"],
    };
    const thresholds = requireThresholds({ settings }, { tags: {}, hasDueTimes: false });
    const watch = new ThresholdWatch({ thresholds, collector, startedAtUs: clock.nowUs() });
    await clock.advanceMs(1_000);
    collector.rate("checks").add(true);
    collector.sample();
    watch.second(clock.nowUs());
    expect(watch.results(1_000).map(({ ok, observed }) => [ok, observed])).toEqual([
      [true, 0],
      [true, 1],
      [true, 0],
    ]);
  });

  test("a second that closed some milliseconds early or late is one second of a window", async () => {
    const run = new ThresholdRun({ "own_counter@2s": ["count == 20"] });
    for (const ms of [999, 1_001, 998, 1_003, 1_400, 700, 1_000]) {
      run.collector.counter("own_counter").add(10);
      await run.second(ms);
    }
    expect(run.results()).toMatchObject([{ ok: true, observed: 20 }]);
  });

  test("a second that closed late counts with its true length", async () => {
    const run = new ThresholdRun({ "own_counter@2s": ["rate == 10"] });
    for (const ms of [1_000, 1_000, 1_400, 600, 1_000, 3_000, 1_000, 1_000, 250]) {
      run.collector.counter("own_counter").add(ms / 100);
      await run.second(ms);
    }
    expect(run.results()).toMatchObject([{ ok: true, observed: 10 }]);
  });

  test("a call in which no time has passed closes no second", async () => {
    const run = new ThresholdRun({ "own_counter@2s": ["count == 20"] });
    for (let n = 0; n < 4; n++) {
      await count(run, [10]);
      await run.second(0);
    }
    expect(run.results()).toMatchObject([{ ok: true, observed: 20 }]);
  });
});

test("of rates, the share is that of the window", async () => {
  const run = new ThresholdRun({ "own_rate@2s": ["rate >= 0.5", "rate > 0.5"] });
  const rate = run.collector.rate("own_rate");
  for (const passes of [[true, true], [true], [false], [], [true]]) {
    for (const passed of passes) rate.add(passed);
    await run.second();
  }
  expect(run.results()).toMatchObject([
    { ok: false, observed: 0 },
    { ok: false, observed: 0 },
  ]);
});

test("of gauges, levels are those at the end of each second", async () => {
  const run = new ThresholdRun({ "own_gauge@2s": ["max < 8", "min > 1", "value < 8", "value > 2"] });
  for (const level of [4, 7, 2, 5]) {
    run.collector.gauge("own_gauge", "1").set(99);
    run.collector.gauge("own_gauge", "1").set(level);
    await run.second();
  }
  expect(run.results().map(({ ok, observed }) => [ok, observed])).toEqual([
    [true, 7],
    [true, 2],
    [true, 7],
    [false, 2],
  ]);
});

describe("what is measured", () => {
  test("windows hold only seconds that were measured from end to end", async () => {
    let phase = "connecting";
    const run = new ThresholdRun(
      { "own_counter@2s": ["count == 20"], "own_counter{phase:warm-up}@1s": ["count == 3"] },
      ({ tags }) => phase === (tags.phase ?? "steady"),
    );
    await count(run, [0, 0]);
    phase = "warm-up";
    const warmUp = run.collector.counter("own_counter", { phase: "warm-up" });
    for (const n of [1, 3]) {
      warmUp.add(n);
      await run.second();
    }
    phase = "steady";
    await count(run, [4, 10, 10, 10]);
    phase = "draining";
    await count(run, [3, 0, 0]);
    expect(run.results()).toMatchObject([
      { ok: true, observed: 20 },
      { ok: true, observed: 3 },
    ]);
  });

  test("a run that ends before a window is full is judged by what there was", async () => {
    let measured = true;
    const run = new ThresholdRun({ "own_counter@60s": ["count < 30", "count < 31"] }, () => measured);
    await count(run, [10, 10, 10]);
    measured = false;
    await count(run, [50]);
    expect(run.results().map(({ ok, observed }) => [ok, observed])).toEqual([
      [false, 30],
      [true, 30],
    ]);
  });

  test("a run without a second that was measured from end to end is judged by all of it", async () => {
    const run = new ThresholdRun(
      { "own_counter@5s": ["count == 2"], "own_trend@5s": ["max < 5ms"], "own_rate@5s": ["rate == 1"] },
      () => false,
    );
    run.collector.trend("own_trend").record(3_000);
    await count(run, [1, 1]);
    expect(run.results()).toEqual([
      { metric: "own_counter@5s", expression: "count == 2", ok: true, observed: 2 },
      { metric: "own_trend@5s", expression: "max < 5ms", ok: true, observed: 3_000 },
      // Without any sample it fails and observes nothing.
      { metric: "own_rate@5s", expression: "rate == 1", ok: false },
    ]);
  });
});

test("a window that does not hold ends the run when it may, from its delay on", async () => {
  const abort = { abortOnFail: true, delayAbortEval: "5s" };
  const run = new ThresholdRun({ "own_counter@2s": [{ threshold: "count < 20", ...abort }] });
  await count(run, [10, 10]);
  expect(run.asksToStop).toBeUndefined();
  await count(run, [1, 1]);
  expect(run.asksToStop).toBeUndefined();
  await count(run, [1]);
  expect(run.asksToStop).toBe("count < 20");
  expect(run.results()).toMatchObject([{ ok: false, observed: 20 }]);
});
