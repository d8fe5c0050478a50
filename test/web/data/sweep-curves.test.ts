import { describe, expect, it } from "vitest";
import { sweepOptions, sweepPlot } from "../../../src/web/data/sweep-curves.js";
import { smallSweep } from "../../report/small-sweep.js";

describe("sweepPlot", () => {
  it("has a curve a message size, whole messages one step right of the largest fragments", () => {
    const { curves, x } = sweepPlot(smallSweep(), "p50");
    const round = (value: number | undefined): number => Math.round(value ?? Number.NaN);
    expect(curves.map(({ label, points }) => [label, points.map(([at, y]) => [at, round(y)])])).toEqual([
      [
        "256 B messages",
        [
          [16, 136],
          [128, 108],
          [8_192, 106],
        ],
      ],
      [
        "4 KiB messages",
        [
          [16, 676],
          [128, 228],
          [1_024, 172],
          [8_192, 166],
        ],
      ],
    ]);
    expect(x.ticks?.map(x.format)).toEqual(["16 B", "128 B", "1 KiB", "whole"]);
  });

  it("shades the interval of each point", () => {
    const [first] = sweepPlot(smallSweep(), "p50").curves;
    const [x, low, high] = first?.band?.points[0] ?? [];
    // Of six blocks from the least to the most.
    expect([x, Math.round(low ?? 0), Math.round(high ?? 0)]).toEqual([16, 133, 139]);
  });

  it("draws latencies of the open model, and throughput of the closed loop", () => {
    expect(sweepPlot(smallSweep(), "p99").made).toBe(
      "A point is the median over 6 blocks, each a run of its own; fragment sizes took turns. Open model, latencies counted from the time each message was due: 3,000 per second at 256 B, 1,200 per second at 4 KiB. Shaded: an interval for the median by order statistics, 95% from 6 blocks on, of fewer from the least to the most.",
    );
    const { curves, y, made } = sweepPlot(smallSweep(), "throughput");
    expect(Math.round(curves[0]?.points[0]?.[1] ?? 0)).toBe(5_952);
    expect(y.format(5_952)).toBe("5,952 /s");
    expect(made).toContain("Closed loop: the next message follows an answer.");
  });

  it("goes from a little below the least end of an interval to a little above the most, in round steps", () => {
    const { y } = sweepPlot(smallSweep(), "p50");
    // 106 µs less 2.5%, 676 µs and 2.5%.
    expect(y.range?.map(Math.round)).toEqual([83, 866]);
    expect(y.ticks?.map(y.format)).toEqual([
      "100 µs",
      "150 µs",
      "200 µs",
      "300 µs",
      "400 µs",
      "500 µs",
      "600 µs",
      "800 µs",
    ]);
  });

  it("offers only what was measured", () => {
    const sweep = smallSweep();
    const blocks = sweep.blocks.map((block) => {
      const { cpuPerMessage: _, ...figures } = block.figures;
      return { ...block, figures };
    });
    expect(sweepOptions({ ...sweep, blocks }).map(({ label }) => label)).toEqual([
      "p50",
      "p99",
      "p99.9",
      "Ceiling",
      "Bytes per message",
    ]);
  });
});
