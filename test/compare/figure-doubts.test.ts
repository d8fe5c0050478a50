import { describe, expect, test } from "vitest";
import { compareSides } from "../../src/compare/compare-sides.js";
import type { ComparedFigure, ComparedRow, ReportBlock } from "../../src/metrics/comparison-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { around, type FigureValues, sideOf } from "./sides.js";

function latencyOf(count: number): NonNullable<ReportBlock["latency"]> {
  const histogram = new LatencyHistogram();
  for (let at = 0; at < count; at++) histogram.record(500);
  return { metric: "ws_msg_latency", count, min: 500, max: 500, hdr: histogram.toBase64() };
}

function rowsOf(
  a: FigureValues,
  b: FigureValues,
  counts?: readonly [number, number],
): readonly ComparedRow[] {
  const [more, less] = (counts ?? []).map((count) => ({ latency: latencyOf(count) }));
  return compareSides(sideOf("A", a, more), sideOf("B", b, less)).rows;
}

function rowOf(figure: ComparedFigure, rows: readonly ComparedRow[]): ComparedRow | undefined {
  return rows.find((row) => row.figure === figure);
}

describe("a percentile of fewer messages than lie below it", () => {
  const slow = { p50: around(1_000, 10, 1), p99: around(3_000, 10, 3), p999: around(5_000, 10, 5) };
  const fast = { p50: around(500, 10, 0.1), p99: around(1_500, 10, 1), p999: around(2_500, 10, 2) };

  test("is no evidence, however far apart the sides lie: 999 messages have no p99.9, 1,000 have one", () => {
    const [short, long] = [rowsOf(fast, slow, [2_000, 999]), rowsOf(fast, slow, [2_000, 1_000])];
    expect(rowOf("p999", short)).toMatchObject({
      verdict: "unclear",
      baseline: 2_500,
      candidate: 5_000,
      reason:
        "A p99.9 latency takes 1,000 messages in a block, and blocks of B have about 999. Run longer blocks, or more messages a second.",
    });
    expect(rowOf("p999", short)?.change).toBeUndefined();
    expect(rowOf("p999", long)?.verdict).toBe("worse");
    expect(rowOf("p99", short)?.verdict).toBe("worse");
  });

  test("99 messages have no p99, 9 no p90, and the median is one of any number", () => {
    const few = rowsOf(fast, slow, [99, 100]);
    expect(rowOf("p99", few)?.reason).toMatch(
      /^A p99 latency takes 100 messages in a block, and blocks of A have about 99\./,
    );
    expect(rowOf("p50", few)?.verdict).toBe("worse");
    const fewer = rowsOf({ p90: [1] }, { p90: [2] }, [9, 10]);
    expect(rowOf("p90", fewer)?.reason).toMatch(/^A p90 latency takes 10 messages/);
  });

  test("makes a comparison whose p99 decides unclear, not the same", () => {
    const { verdict, sentence } = compareSides(
      sideOf("A", fast, { latency: latencyOf(50) }),
      sideOf("B", fast, { latency: latencyOf(50) }),
    );
    expect(verdict).toBe("unclear");
    expect(sentence).toContain("A p99 latency takes 100 messages in a block");
  });
});

describe("a figure that only some blocks of a side have", () => {
  const ten = around(1_000, 10, 1);
  const seven = around(1_000, 7, 1);
  const otherwise = { throughput: around(4_000, 10, 1) };

  test("is never the same: blocks without an answer are not those that were quick", () => {
    const row = rowOf("p50", rowsOf({ ...otherwise, p50: ten }, { ...otherwise, p50: seven }));
    expect(row).toMatchObject({
      verdict: "unclear",
      reason:
        "3 of 10 blocks of B have no p50 latency, and which have one is not chance: the others cannot speak for them.",
    });
  });

  test("makes no side better, but one that is worse all the same is", () => {
    const quick = { ...otherwise, p50: around(500, 9, 0.5) };
    const whole = { ...otherwise, p50: ten };
    expect(rowOf("p50", rowsOf(whole, quick))).toMatchObject({
      verdict: "unclear",
      reason: expect.stringMatching(/^1 of 10 blocks of B has no p50 latency/),
    });
    expect(rowOf("p50", rowsOf(whole, { ...otherwise, p50: around(2_000, 7, 1) }))?.verdict).toBe("worse");
  });

  test("of CPU a message, blocks that took too little to be read are the cheap ones: it works the other way round", () => {
    const cheap = { ...otherwise, cpuPerMessage: around(20, 10, 0.01) };
    const dear = { ...otherwise, cpuPerMessage: around(30, 7, 0.01) };
    expect(rowOf("cpuPerMessage", rowsOf(cheap, dear))?.verdict).toBe("unclear");
    expect(
      rowOf("cpuPerMessage", rowsOf({ ...otherwise, cpuPerMessage: around(40, 10, 0.01) }, dear))?.verdict,
    ).toBe("better");
  });
});

describe("latencies are kept in whole µs", () => {
  const all = (us: number): FigureValues => ({ p50: new Array(10).fill(us) });

  test("so that 31 µs against 30 µs may be rounding alone, and 32 µs may not", () => {
    expect(rowOf("p50", rowsOf(all(30), all(31)))).toMatchObject({
      verdict: "unclear",
      reason:
        "Latencies are kept in whole µs, and the medians are no more than one apart: rounding may be all of the difference.",
    });
    expect(rowOf("p50", rowsOf(all(30), all(32)))?.verdict).toBe("worse");
  });

  test("a figure that is kept finer is not touched", () => {
    const cpu = (us: number): FigureValues => ({ cpuPerMessage: new Array(10).fill(us) });
    expect(rowOf("cpuPerMessage", rowsOf(cpu(5), cpu(5.5)))?.verdict).toBe("worse");
  });
});
