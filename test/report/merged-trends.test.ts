// What the page cannot merge itself.

import { describe, expect, test } from "vitest";
import type { MergedTrend } from "../../src/figures/worked-out.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { trendMetric } from "../../src/metrics/metric-cells.js";
import type { ReportMetric, Tags } from "../../src/metrics/run-report.js";
import { mergedTrends } from "../../src/report/merged-trends.js";
import { smallReport } from "./small-report.js";

function trend(name: string, tags: Tags, ...latenciesUs: readonly number[]): ReportMetric {
  const histogram = new LatencyHistogram();
  for (const us of latenciesUs) histogram.record(us);
  return trendMetric(name, tags, histogram);
}

function merged(...metrics: readonly ReportMetric[]): readonly MergedTrend[] {
  return mergedTrends(smallReport({ metrics: [...metrics] }));
}

describe("the merged trends", () => {
  test("put the measured phases of a load together, as if recorded in one", () => {
    const [all, ...others] = merged(
      trend("ws_ping", { load: "a", phase: "warm-up" }, 9_999),
      trend("ws_ping", { load: "a", phase: "ramp-up" }, 100, 200),
      trend("ws_ping", { phase: "steady", load: "a" }, 5_000_001),
      trend("ws_ping", { load: "b", phase: "steady" }, 7),
    );
    const { hdr: _, ...expected } = trend("ws_ping", { load: "a" }, 100, 200, 5_000_001) as { hdr?: string };
    expect(all?.trend).toEqual(expected);
    expect(all?.points?.at(-1)).toEqual([100, 5_000_001]);
    expect(others).toEqual([]);
  });

  test("have one lateness of the generator, over loads and measured phases", () => {
    const late = (load: string, phase: string, us: number): ReportMetric =>
      trend("generator_lateness", { load, phase }, us);
    const all = merged(
      late("a", "warm-up", 99),
      late("a", "ramp-up", 10),
      late("a", "steady", 20),
      late("b", "steady", 30),
    );
    expect(all.map(({ by, trend: { tags, count, p50, max } }) => ({ by, tags, count, p50, max }))).toEqual([
      { by: undefined, tags: {}, count: 3, p50: 20, max: 30 },
    ]);
  });

  test("group both message latencies by every tag, warm-up only where the tag is the phase", () => {
    const all = merged(
      trend("ws_msg_latency", { load: "a", kind: "x", phase: "warm-up" }, 1),
      trend("ws_msg_latency", { load: "a", kind: "x", phase: "steady" }, 2),
      trend("ws_msg_latency", { load: "b", kind: "x", phase: "steady" }, 4),
      trend("ws_msg_latency", { load: "b", kind: "y", phase: "warm-up" }, 8),
    );
    expect(all.map(({ by, trend: { tags, count, max } }) => [by, tags, count, max])).toEqual([
      ["kind", { kind: "x" }, 2, 4],
      ["phase", { phase: "warm-up" }, 2, 8],
      ["phase", { phase: "steady" }, 2, 4],
    ]);
  });

  test("of a tag leave out what checks measured, as the rates beside them do", () => {
    const all = merged(
      trend("ws_msg_latency", { build: "a", scenario: "text" }, 900),
      trend("ws_msg_latency", { build: "a", load: "x", phase: "steady" }, 1),
      trend("ws_msg_latency", { build: "a", load: "y", phase: "steady" }, 2),
      trend("ws_msg_latency", { build: "b", scenario: "text" }, 900),
    );
    expect(all.map(({ by, trend: { tags, count, max } }) => [by, tags, count, max])).toEqual([
      ["build", { build: "a" }, 2, 2],
      ["phase", { phase: "steady" }, 2, 2],
    ]);
  });

  test("leave a tag with more than 50 values alone", () => {
    const of = (values: number): readonly (string | undefined)[] =>
      merged(
        ...Array.from({ length: 2 * values }, (_, n) =>
          trend("ws_msg_latency", { user: `${n % values}`, part: `${n}`, phase: "steady" }, 1),
        ),
      ).map(({ by }) => by);
    expect(of(50).filter((by) => by === "user")).toHaveLength(50);
    expect(of(51)).not.toContain("user");
  });
});
