// The collector in virtual time.

import { describe, expect, test } from "vitest";
import { MetricCollector } from "../../src/metrics/collector.js";
import { maxTagSetsPerMetric } from "../../src/metrics/metric-registry.js";
import { FakeClock } from "../fake-clock.js";

function started(): { clock: FakeClock; collector: MetricCollector } {
  const clock = new FakeClock(5_000_000);
  const collector = new MetricCollector({ clock });
  collector.start();
  return { clock, collector };
}

describe("totals", () => {
  test("of all four kinds, in the order of first use", () => {
    const { collector } = started();
    const latency = collector.trend("ws_msg_latency", { delivery: "whole" });
    for (const us of [100, 200, 300, 400]) latency.record(us);
    collector.counter("data_sent").add(1_000);
    collector.counter("data_sent").add(500);
    collector.rate("checks").add(true);
    collector.rate("checks").add(false);
    const cpu = collector.gauge("generator_cpu", "core");
    for (const level of [0.5, 0.25, 0.75]) cpu.set(level);

    expect(collector.metrics(2_000)).toEqual([
      {
        name: "ws_msg_latency",
        tags: { delivery: "whole" },
        kind: "trend",
        unit: "us",
        count: 4,
        min: 100,
        mean: 250,
        stdev: 111.803,
        p50: 200,
        p75: 300,
        p90: 400,
        p95: 400,
        p99: 400,
        p999: 400,
        max: 400,
        hdr: expect.stringMatching(/^HISTF/),
      },
      { name: "data_sent", tags: {}, kind: "counter", unit: "byte", count: 1_500, ratePerSecond: 750 },
      { name: "checks", tags: {}, kind: "rate", unit: "ratio", passes: 1, fails: 1, rate: 0.5 },
      { name: "generator_cpu", tags: {}, kind: "gauge", unit: "core", min: 0.25, max: 0.75, last: 0.75 },
    ]);
  });

  test("without histograms, for every second, are the same but for hdr, while samples come", async () => {
    const { clock, collector } = started();
    const latency = collector.trend("ws_msg_latency");
    const silent = collector.trend("ws_connecting");
    silent.record(50);
    for (let second = 1; second <= 3; second++) {
      for (const us of [100, 200, 300_000]) latency.record(us * second);
      collector.counter("data_sent").add(7);
      for (const isSampled of [false, true]) {
        if (isSampled) {
          await clock.advanceMs(1_000);
          collector.sample();
        }
        const all = collector.metrics(1_000 * second).map((metric) => {
          const { hdr: _, ...figures } = { hdr: "", ...metric };
          return figures;
        });
        expect(collector.metrics(1_000 * second, { withHistograms: false })).toEqual(all);
        expect(all.map(({ name }) => name)).toEqual(["ws_msg_latency", "ws_connecting", "data_sent"]);
      }
    }
  });

  test("keep a counter at 0, for none lost is a finding, and leave out what has no sample", () => {
    const { collector } = started();
    collector.trend("ws_handshake_tls");
    collector.rate("checks");
    collector.gauge("generator_cpu", "core");
    collector.counter("ws_msgs_lost");
    expect(collector.metrics(1_000)).toEqual([
      { name: "ws_msgs_lost", tags: {}, kind: "counter", unit: "1", count: 0, ratePerSecond: 0 },
    ]);
  });

  test("are the same whether seconds were closed between or not", async () => {
    const { clock, collector } = started();
    const trend = collector.trend("ws_ping");
    for (const us of [1, 2_000_000, 77]) {
      trend.record(us);
      await clock.advanceBy(1_000_000);
      collector.sample();
    }
    trend.record(5);
    const unsampled = started().collector;
    for (const us of [1, 2_000_000, 77, 5]) unsampled.trend("ws_ping").record(us);
    expect(collector.metrics(3_000)).toEqual(unsampled.metrics(3_000));
  });

  test("of a run of no length have no rate", () => {
    const { collector } = started();
    collector.counter("iterations").add(3);
    expect(collector.metrics(0)).toMatchObject([{ count: 3, ratePerSecond: 0 }]);
  });

  test("have rates over the active time of the most specific part of the run", () => {
    const { collector } = started();
    for (const delivery of ["whole", "fragments"]) {
      collector.counter("ws_msgs_sent", { delivery, phase: "steady" }).add(1_000);
      collector.addActive({ delivery }, 99_000);
      collector.addActive({ phase: "steady", delivery }, 1_500);
      collector.addActive({ delivery, phase: "steady" }, 500);
    }
    collector.counter("ws_sessions").add(1_000);
    expect(
      collector.metrics(10_000).map((metric) => "ratePerSecond" in metric && metric.ratePerSecond),
    ).toEqual([500, 500, 100]);
  });
});

describe("handles", () => {
  test("of the same name and tags, in any order, count together", () => {
    const { collector } = started();
    collector.counter("ws_errors", { step: "tcp", code: "refused" }).add(1);
    collector.counter("ws_errors", { code: "refused", step: "tcp" }).add(1);
    collector.counter("ws_errors", { step: "tls" }).add(1);
    expect(collector.metrics(1_000)).toMatchObject([{ count: 2 }, { count: 1 }]);
  });

  test("do not mix up tags whose texts run together", () => {
    const { collector } = started();
    collector.counter("own", { a: 'b","c' }).add(1);
    collector.counter("own", { a: "b", c: "" }).add(1);
    expect(collector.metrics(1_000)).toHaveLength(2);
  });

  test.each([
    [
      "a catalogued counter as a trend",
      (c: MetricCollector) => c.trend("ws_msgs_sent"),
      'metric "ws_msgs_sent" is a counter; it is used as a trend',
    ],
    [
      "a catalogued trend as a counter",
      (c: MetricCollector) => c.counter("ws_ping"),
      'metric "ws_ping" is a trend; it is used as a counter',
    ],
    [
      "an own trend as a counter",
      (c: MetricCollector) => {
        c.trend("own");
        c.counter("own");
      },
      'metric "own" is a trend; it is used as a counter',
    ],
    [
      "an own counter as a gauge with other tags",
      (c: MetricCollector) => {
        c.counter("own", { a: "1" });
        c.gauge("own", "1");
      },
      'metric "own" is a counter; it is used as a gauge',
    ],
  ])("refuse %s", (_, use, message) => {
    expect(() => use(started().collector)).toThrow(
      expect.objectContaining({ code: "scenario-metric-kind", message }),
    );
  });

  test.each(["", "2fast", "with space", "naïve", "a".repeat(129)])("refuse the name %j", (name) => {
    expect(() => started().collector.trend(name)).toThrow(
      expect.objectContaining({ code: "scenario-metric-name" }),
    );
  });

  test("refuse more tag sets than memory is meant for", () => {
    const { collector } = started();
    for (let n = 0; n < maxTagSetsPerMetric; n++) collector.counter("own", { n: String(n) });
    expect(() => collector.counter("own", { n: "one more" })).toThrow(
      expect.objectContaining({ code: "scenario-metric-tags" }),
    );
    expect(() => collector.counter("own", { n: "7" })).not.toThrow();
  });

  test.each([
    [
      "count",
      (c: MetricCollector, n: number) => c.counter("own").add(n),
      [Number.NaN, -1, Number.POSITIVE_INFINITY],
    ],
    [
      "gauge",
      (c: MetricCollector, n: number) => c.gauge("own", "1").set(n),
      [Number.NaN, Number.NEGATIVE_INFINITY],
    ],
    ["latency", (c: MetricCollector, n: number) => c.trend("own").record(n), [Number.NaN, -1, 0.5]],
  ])("refuse a %s that is none", (_, record, values) => {
    for (const value of values) {
      expect(() => record(started().collector, value)).toThrow(
        expect.objectContaining({ code: "metric-invalid-sample" }),
      );
    }
  });
});

describe("the time series", () => {
  test("has one point per second and tag set, each of that second alone", async () => {
    const { clock, collector } = started();
    const tags = { delivery: "whole" };
    const sent = collector.counter("ws_msgs_sent", tags);
    const latency = collector.trend("ws_msg_latency", tags);
    const open = collector.gauge("connections", "1");

    for (const us of [10, 20, 30, 40]) latency.record(us);
    sent.add(4);
    open.set(2);
    await clock.advanceBy(1_000_000);
    const first = [
      {
        atMs: 1_000,
        spanMs: 1_000,
        tags,
        counters: { ws_msgs_sent: 4 },
        gauges: {},
        trends: {
          ws_msg_latency: { count: 4, p50: 20, p90: 40, p99: 40, max: 40, heat: "9:1;13:1;15:1;17:1" },
        },
      },
      { atMs: 1_000, spanMs: 1_000, tags: {}, counters: {}, gauges: { connections: 2 }, trends: {} },
    ];
    expect(collector.sample()).toEqual(first);

    latency.record(7);
    await clock.advanceBy(1_250_000);
    const second = [
      {
        atMs: 2_250,
        spanMs: 1_250,
        tags,
        counters: { ws_msgs_sent: 0 },
        gauges: {},
        trends: { ws_msg_latency: { count: 1, p50: 7, p90: 7, p99: 7, max: 7, heat: "7:1" } },
      },
      { atMs: 2_250, spanMs: 1_250, tags: {}, counters: {}, gauges: { connections: 2 }, trends: {} },
    ];
    expect(collector.sample()).toEqual(second);
    expect(collector.series()).toEqual([...first, ...second]);
  });

  test("has heat only for message latency and the generator's lateness", async () => {
    const { clock, collector } = started();
    const names = ["ws_msg_latency", "ws_msg_latency_corrected", "generator_lateness", "ws_ping", "own"];
    for (const name of names) collector.trend(name).record(3);
    await clock.advanceBy(1_000_000);
    const trends = Object.entries(collector.sample()[0]?.trends ?? {});
    expect(trends.map(([name, { heat }]) => [name, heat])).toEqual([
      ["ws_msg_latency", "3:1"],
      ["ws_msg_latency_corrected", "3:1"],
      ["generator_lateness", "3:1"],
      ["ws_ping", undefined],
      ["own", undefined],
    ]);
  });

  test("shows a second without answers as 0, not as a hole", async () => {
    const { clock, collector } = started();
    const received = collector.counter("ws_msgs_received");
    const perSecond: (number | undefined)[] = [];
    for (const messages of [5, 0, 5]) {
      received.add(messages);
      await clock.advanceBy(1_000_000);
      perSecond.push(...collector.sample().map((point) => point.counters.ws_msgs_received));
    }
    expect(perSecond).toEqual([5, 0, 5]);
  });

  test("has no more points of a phase that is over, but shows a stall of all as 0", async () => {
    const { clock, collector } = started();
    const [warmUp, steady, other] = ["warm-up", "steady", "other"].map((phase) =>
      collector.counter(
        "ws_msgs_sent",
        phase === "other" ? { load: "b", phase: "steady" } : { load: "a", phase },
      ),
    );
    const seen: string[][] = [];
    const second = async (...counters: readonly (typeof warmUp)[]): Promise<void> => {
      for (const counter of counters) counter?.add(1);
      await clock.advanceBy(1_000_000);
      seen.push(
        collector.sample().map(({ tags, counters }) => `${tags.load} ${tags.phase} ${counters.ws_msgs_sent}`),
      );
    };
    await second(warmUp, other);
    await second(warmUp, steady);
    await second(steady, other);
    await second();
    expect(seen).toEqual([
      ["a warm-up 1", "b steady 1"],
      ["a warm-up 1", "a steady 1", "b steady 0"],
      ["a steady 1", "b steady 1"],
      ["a warm-up 0", "a steady 0", "b steady 0"],
    ]);
    expect(collector.series()).toHaveLength(10);
  });

  test("leaves out a counter that never counted", async () => {
    const { clock, collector } = started();
    collector.counter("ws_msgs_lost");
    await clock.advanceBy(1_000_000);
    expect(collector.sample()).toEqual([]);
  });

  test("begins at start: what came before counts in the totals only", async () => {
    const clock = new FakeClock();
    const collector = new MetricCollector({ clock });
    const trend = collector.trend("ws_ping");
    const counter = collector.counter("ws_msgs_sent");
    trend.record(9_999);
    counter.add(100);
    collector.start();
    trend.record(1);
    counter.add(1);
    await clock.advanceBy(1_000_000);
    expect(collector.sample()).toMatchObject([
      { counters: { ws_msgs_sent: 1 }, trends: { ws_ping: { count: 1, max: 1 } } },
    ]);
    expect(collector.histogram("ws_ping").count).toBe(2);
    expect(collector.total("ws_msgs_sent")).toBe(101);
  });

  test("goes on with the same times when the next part of a run opens it again", async () => {
    const { clock, collector } = started();
    const counter = collector.counter("ws_msgs_sent");
    counter.add(1);
    await clock.advanceBy(1_000_000);
    collector.sample();
    counter.add(100); // between the parts: in the totals only
    await clock.advanceBy(500_000);
    collector.start();
    counter.add(2);
    await clock.advanceBy(1_000_000);
    collector.sample();
    const points = collector
      .series()
      .map(({ atMs, spanMs, counters }) => [atMs, spanMs, counters.ws_msgs_sent]);
    expect(points).toEqual([
      [1_000, 1_000, 1],
      [2_500, 1_000, 2],
    ]);
    expect(collector.total("ws_msgs_sent")).toBe(103);
  });

  test("has no point when no time has passed, nor before start", () => {
    const { collector } = started();
    collector.counter("ws_msgs_sent").add(1);
    expect(collector.sample()).toEqual([]);
    expect(new MetricCollector({ clock: new FakeClock() }).sample()).toEqual([]);
  });

  test("stays within its bound however long the run is", async () => {
    const clock = new FakeClock();
    const collector = new MetricCollector({ clock, maxSeriesPoints: 8 });
    const counter = collector.counter("ws_msgs_sent");
    collector.start();
    for (let second = 0; second < 100; second++) {
      counter.add(2);
      await clock.advanceBy(1_000_000);
      collector.sample();
    }
    const series = collector.series();
    expect(series.map((point) => [point.atMs, point.spanMs, point.counters.ws_msgs_sent])).toEqual([
      [16_000, 16_000, 32],
      [32_000, 16_000, 32],
      [48_000, 16_000, 32],
      [64_000, 16_000, 32],
      [80_000, 16_000, 32],
      [96_000, 16_000, 32],
      [100_000, 4_000, 8],
    ]);
  });
});

describe("the state for a live view", () => {
  test("merges all tag sets that have the wanted tags", () => {
    const { collector } = started();
    collector.trend("ws_msg_latency", { phase: "steady", delivery: "whole" }).record(100);
    collector.trend("ws_msg_latency", { phase: "steady", delivery: "fragments" }).record(300);
    collector.trend("ws_msg_latency", { phase: "warm-up" }).record(9_000);
    expect(collector.snapshot("ws_msg_latency", { phase: "steady" })).toEqual({
      count: 2,
      minUs: 100,
      meanUs: 200,
      p50Us: 100,
      p90Us: 300,
      p99Us: 300,
      p999Us: 300,
      maxUs: 300,
    });
    expect(collector.snapshot("ws_msg_latency")).toMatchObject({ count: 3, maxUs: 9_000 });
    expect(collector.snapshot("ws_msg_latency", { phase: "none" })).toEqual({ count: 0 });
  });

  test("is a number for the other kinds, and undefined for what was never used", () => {
    const { collector } = started();
    collector.counter("ws_msgs_sent", { a: "1" }).add(2);
    collector.counter("ws_msgs_sent", { a: "2" }).add(3);
    collector.rate("checks").add(true);
    collector.gauge("level", "1").set(4);
    collector.gauge("empty", "1");
    expect(
      ["ws_msgs_sent", "checks", "level", "empty", "unknown"].map((name) => collector.snapshot(name)),
    ).toEqual([5, 1, 4, undefined, undefined]);
  });

  test("hands out a histogram that later samples do not change", () => {
    const { collector } = started();
    collector.trend("ws_ping").record(1);
    const histogram = collector.histogram("ws_ping");
    collector.trend("ws_ping").record(2);
    expect(histogram.count).toBe(1);
  });
});

describe("a tap on the seconds of a trend", () => {
  const notWarmUp = (tags: Readonly<Record<string, string>>): boolean => tags.phase !== "warm-up";

  test("gets what closed seconds brought, over the tag sets it accepts, those of the future too", async () => {
    const { clock, collector } = started();
    collector.trend("ws_ping", { phase: "warm-up" }).record(9_999);
    collector.trend("ws_ping", { phase: "steady", load: "a" }).record(10);
    collector.trend("ws_connecting").record(7);
    const tap = collector.tapSeconds("ws_ping", notWarmUp);
    collector.trend("ws_ping", { phase: "steady", load: "b" }).record(30);
    expect(tap.count).toBe(0);
    await clock.advanceBy(1_000_000);
    collector.sample();
    expect([...tap.buckets()]).toEqual([
      { us: 10, count: 1 },
      { us: 30, count: 1 },
    ]);
  });

  test("adds up until its owner resets it, across a second start too, and leaves the totals as they are", async () => {
    const { clock, collector } = started();
    const trend = collector.trend("ws_ping");
    const tap = collector.tapSeconds("ws_ping", notWarmUp);
    trend.record(1);
    await clock.advanceBy(1_000_000);
    collector.sample();
    trend.record(2);
    collector.start();
    expect([tap.count, tap.minUs, tap.maxUs]).toEqual([2, 1, 2]);
    tap.reset();
    trend.record(3);
    await clock.advanceBy(1_000_000);
    collector.sample();
    expect([tap.count, tap.maxUs]).toEqual([1, 3]);
    expect(collector.histogram("ws_ping").count).toBe(3);
  });

  test("of two owners, each gets all", async () => {
    const { clock, collector } = started();
    const taps = [1, 2].map(() => collector.tapSeconds("ws_ping", notWarmUp));
    collector.trend("ws_ping").record(5);
    await clock.advanceBy(1_000_000);
    collector.sample();
    expect(taps.map(({ count }) => count)).toEqual([1, 1]);
  });
});

test("cells of a metric are given with their tags, in the order of first use", () => {
  const { collector } = started();
  collector.counter("ws_errors", { step: "tls" });
  collector.counter("ws_sessions");
  collector.counter("ws_errors", { step: "tcp" });
  expect(collector.cells("ws_errors").map(({ tags }) => tags)).toEqual([{ step: "tls" }, { step: "tcp" }]);
  expect(collector.cells("nothing")).toEqual([]);
});

test("tag sets of one part of the run have the same active part, others another or none", () => {
  const { collector } = started();
  collector.addActive({ load: "a" }, 1_000);
  collector.addActive({ load: "b" }, 1_000);
  const part = collector.activePart({ load: "a", phase: "steady" });
  expect(part).toEqual({ tags: { load: "a" }, ms: 1_000 });
  expect(collector.activePart({ load: "a" })).toBe(part);
  expect(collector.activePart({ load: "b" })).not.toBe(part);
  expect(collector.activePart({})).toBeUndefined();
});
