// The blocks of an experiment for who watches, in virtual time.

import { expect, test } from "vitest";
import { LiveBlocks } from "../../src/cli/experiment/live-blocks.js";
import type { LiveEvent } from "../../src/link/live-event.js";
import { MetricCollector } from "../../src/metrics/collector.js";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import type { LiveSink } from "../../src/ui/live/live-sink.js";
import { FakeClock } from "../fake-clock.js";

class SeenSink implements LiveSink {
  isWatched = true;
  readonly events: LiveEvent[] = [];
  tell(event: LiveEvent): void {
    this.events.push(event);
  }
  tellReport(): void {}
  end(): Promise<void> {
    return Promise.resolve();
  }
}

function blockOf(variant: string, invalid?: string): ReportBlock {
  const latency = { metric: "ws_msg_latency", count: 1, min: 1, max: 1, hdr: "HISTFAAA" } as const;
  return {
    variant,
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 1_000,
    figures: { p50: 100 },
    latency,
    ...(invalid !== undefined && { invalid }),
  };
}

/** An experiment at 0 s, each block of which opens for a second and then measures for one. */
function play(addsUp: boolean): {
  readonly sink: SeenSink;
  readonly block: (variant: string, invalid?: string) => void;
} {
  const clock = new FakeClock();
  const sink = new SeenSink();
  const blocks = new LiveBlocks({ sink, clock, addsUp });
  let index = 0;
  let nowMs = 0;
  return {
    sink,
    block(variant, invalid) {
      blocks.begin(variant);
      const collector = new MetricCollector({ clock });
      nowMs += 1_000;
      clock.advanceTo(nowMs * 1_000);
      collector.start();
      collector.counter("ws_msgs_sent").add(7);
      collector.trend("ws_msg_latency").record(100);
      nowMs += 1_000;
      clock.advanceTo(nowMs * 1_000);
      blocks.second(collector.sample(), collector);
      blocks.ended(blockOf(variant, invalid), { index: index++, of: 4 });
    },
  };
}

function seconds(sink: SeenSink): Extract<LiveEvent, { kind: "second" }>[] {
  return sink.events.filter((event) => event.kind === "second");
}

test("the seconds of all blocks follow each other on the experiment's axis of time, tagged with the variant", () => {
  const { sink, block } = play(true);
  for (const variant of ["a", "b", "b", "a"]) block(variant);
  expect(
    seconds(sink).map(({ points, durationMs }) => [durationMs, points.map((one) => [one.atMs, one.tags])]),
  ).toEqual([
    [2_000, [[2_000, { variant: "a" }]]],
    [4_000, [[4_000, { variant: "b" }]]],
    [6_000, [[6_000, { variant: "b" }]]],
    [8_000, [[8_000, { variant: "a" }]]],
  ]);
});

test("blocks are told without their histograms", () => {
  const { sink, block } = play(true);
  block("a");
  const { latency: _, ...shown } = blockOf("a");
  expect(sink.events.filter(({ kind }) => kind === "block")).toEqual([
    { kind: "block", block: shown, index: 0, of: 4 },
  ]);
});

test("metrics are those of the blocks done, of a variant without any those of the block under way; no evidence does not count", () => {
  const { sink, block } = play(true);
  block("a");
  block("b", "The generator was late.");
  block("b");
  block("a");
  block("a");
  const sent = seconds(sink).map(({ metrics }) =>
    metrics.flatMap((one) => (one.kind === "counter" ? [[one.tags.variant, one.count]] : [])),
  );
  expect(sent).toEqual([
    [["a", 7]],
    [
      ["a", 7],
      ["b", 7],
    ],
    [
      ["a", 7],
      ["b", 7],
    ],
    [
      ["a", 7],
      ["b", 7],
    ],
    [
      ["a", 14],
      ["b", 7],
    ],
  ]);
  for (const { metrics } of seconds(sink)) expect(JSON.stringify(metrics)).not.toContain("hdr");
});

test("of a sweep the metrics are those of the block under way alone", () => {
  const { sink, block } = play(false);
  block("a");
  block("b");
  const variants = seconds(sink).map(({ metrics }) => [...new Set(metrics.map(({ tags }) => tags.variant))]);
  expect(variants).toEqual([["a"], ["b"]]);
});

test("while nobody looks no metrics are worked out, and points are kept", () => {
  const { sink, block } = play(true);
  sink.isWatched = false;
  block("a");
  expect(seconds(sink).map(({ metrics, points }) => [metrics, points.length])).toEqual([[[], 1]]);
});
