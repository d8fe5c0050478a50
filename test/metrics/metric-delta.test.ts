// What a collector gives as changes, and another takes: nothing may be lost or counted twice on the way.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MetricCollector } from "../../src/metrics/collector.js";
import { FakeClock } from "../fake-clock.js";

function collector(): MetricCollector {
  return new MetricCollector({ clock: new FakeClock() });
}

describe("a delta", () => {
  test("has what was added since the last one, and nothing of what did not change but counters", () => {
    const one = collector();
    one.trend("ws_msg_latency", { phase: "steady" }).record(150);
    one.trend("ws_msg_latency", { phase: "steady" }).record(150);
    one.counter("ws_msgs_sent").add(2);
    one.rate("checks").add(true);
    one.gauge("ws_clients", "1").set(5);
    const [trend, counter, rate, gauge] = one.takeDelta();
    expect(trend).toEqual({
      name: "ws_msg_latency",
      tags: { phase: "steady" },
      kind: "trend",
      added: {
        indexes: Uint32Array.of(150),
        counts: Float64Array.of(2),
        minUs: 150,
        maxUs: 150,
        sumUs: 300,
        sumOfSquares: 45_000,
      },
    });
    expect(counter).toMatchObject({ kind: "counter", added: 2 });
    expect(rate).toMatchObject({ kind: "rate", passes: 1, fails: 0 });
    expect(gauge).toMatchObject({ kind: "gauge", unit: "1", level: 5 });
    expect(one.takeDelta()).toMatchObject([
      { kind: "counter", added: 0 },
      { kind: "rate", passes: 0, fails: 0 },
      { kind: "gauge", level: 5 },
    ]);
  });

  test("survives a structured clone, as it crosses processes", () => {
    const one = collector();
    one.trend("ws_msg_latency").record(3_000_000);
    const two = collector();
    two.absorb(structuredClone(one.takeDelta()), "1");
    expect(two.histogram("ws_msg_latency").maxUs).toBe(3_000_000);
  });

  test("of a counter that has counted nothing is told, for none lost is a finding", () => {
    const one = collector();
    one.counter("ws_msgs_lost");
    const two = collector();
    two.absorb(one.takeDelta(), "1");
    expect(two.metrics(1_000)).toMatchObject([{ name: "ws_msgs_lost", count: 0 }]);
  });

  test("gauges of several workers with the same tags add up by their latest levels", () => {
    const run = collector();
    const levels = (level: number) => {
      const worker = collector();
      worker.gauge("ws_open_connections", "1").set(level);
      return worker.takeDelta();
    };
    run.absorb(levels(10), "1");
    run.absorb(levels(7), "2");
    run.absorb(levels(12), "1");
    expect(run.snapshot("ws_open_connections")).toBe(19);
  });

  test("counts in the second in which it is taken", async () => {
    const clock = new FakeClock();
    const run = new MetricCollector({ clock });
    const worker = collector();
    worker.counter("ws_msgs_sent").add(3);
    worker.trend("ws_msg_latency").record(100);
    run.start();
    run.absorb(worker.takeDelta(), "1");
    await clock.advanceMs(1_000);
    expect(run.sample()).toMatchObject([
      { counters: { ws_msgs_sent: 3 }, trends: { ws_msg_latency: { count: 1, p50: 100, max: 100 } } },
    ]);
  });

  test("metrics of any number of workers, told in any number of deltas, are those of one, bucket by bucket", () => {
    const sample = fc.record({
      worker: fc.integer({ min: 0, max: 6 }),
      us: fc.integer({ min: 0, max: 2 ** 40 }),
      takes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.array(sample, { maxLength: 60 }), (count, samples) => {
        const alone = collector();
        const run = collector();
        const workers = Array.from({ length: count }, () => collector());
        for (const { worker, us, takes } of samples) {
          const one = workers[worker % count] as MetricCollector;
          for (const each of [one, alone]) {
            each.trend("ws_msg_latency").record(us);
            each.counter("ws_msgs_received").add(1);
          }
          if (takes) run.absorb(one.takeDelta(), String(worker % count));
        }
        for (const [index, one] of workers.entries()) run.absorb(one.takeDelta(), String(index));
        const [merged, expected] = [run, alone].map((each) => each.histogram("ws_msg_latency"));
        expect([...(merged?.buckets() ?? [])]).toEqual([...(expected?.buckets() ?? [])]);
        expect([merged?.count, merged?.minUs, merged?.maxUs]).toEqual([
          expected?.count,
          expected?.minUs,
          expected?.maxUs,
        ]);
        for (const percentile of [0, 50, 99, 99.9, 100])
          expect(merged?.percentileUs(percentile)).toBe(expected?.percentileUs(percentile));
        expect(run.total("ws_msgs_received")).toBe(samples.length);
        // What the workers say in all is what their deltas added up to.
        const totals = workers.flatMap((one) => one.totals());
        const latencies = totals.filter(({ key }) => key.startsWith("ws_msg_latency"));
        expect(latencies.reduce((sum, { count: n }) => sum + n, 0)).toBe(samples.length);
      }),
    );
  });
});
