import { describe, expect, test } from "vitest";
import { type CompareOptions, compareSides } from "../../src/compare/compare-sides.js";
import type { ComparedRow } from "../../src/metrics/comparison-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { around, type FigureValues, sideOf } from "./sides.js";

const p50Only: CompareOptions = { gates: ["p50"] };

function rowOf(
  baseline: FigureValues,
  candidate: FigureValues,
  options: CompareOptions = p50Only,
): ComparedRow {
  const { rows } = compareSides(sideOf("A", baseline), sideOf("B", candidate), options);
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return row;
}

/** Ten blocks around 1,000 µs, 1 µs apart, against as many around `middle`. */
function p50Against(middle: number, options?: CompareOptions): ComparedRow {
  return rowOf({ p50: around(1_000, 10, 1) }, { p50: around(middle, 10, 1) }, options);
}

describe("a verdict that there is a difference takes all three", () => {
  test("interval, threshold and level: 10% more latency is worse", () => {
    expect(p50Against(1_100)).toEqual({
      figure: "p50",
      title: "p50 latency",
      unit: "us",
      better: "lower",
      gates: true,
      baseline: 1_000,
      candidate: 1_100,
      change: {
        kind: "ratio",
        value: 1.1,
        low: expect.closeTo(1.09586, 5),
        high: expect.closeTo(1.10416, 5),
      },
      p: expect.closeTo(2 / 184_756, 12),
      pAdjusted: expect.closeTo(2 / 184_756, 12),
      verdict: "worse",
    });
  });

  test("10% less latency is better, 10% less throughput worse, and 10% more of it better", () => {
    expect(p50Against(900).verdict).toBe("better");
    const throughput = (middle: number): string =>
      rowOf({ throughput: around(1_000, 10) }, { throughput: around(middle, 10) }, { gates: ["throughput"] })
        .verdict;
    expect([throughput(900), throughput(1_100)]).toEqual(["worse", "better"]);
  });

  test("a change below the threshold is none, however surely it is there", () => {
    const row = p50Against(1_029);
    expect(row.pAdjusted).toBeLessThan(0.01);
    expect(row.change?.low).toBeGreaterThan(1);
    expect(row.verdict).toBe("unclear");
    expect(p50Against(1_029, { ...p50Only, noise: 0.02 }).verdict).toBe("worse");
  });

  test("a change of just the threshold does not pass it", () => {
    const exact = rowOf({ p50: new Array(10).fill(100) }, { p50: new Array(10).fill(103) });
    expect(exact).toMatchObject({ change: { value: 1.03, low: 1.03, high: 1.03 }, verdict: "same" });
    const over = rowOf({ p50: new Array(10).fill(1_000) }, { p50: new Array(10).fill(1_031) });
    expect(over.verdict).toBe("worse");
  });

  test("the threshold is of the smaller side, so that it turns round with the sides", () => {
    // 1,000 is 2.95% less than 1,030.4, which is 3.04% more than 1,000.
    const less = { p50: new Array(10).fill(1_000) };
    const more = { p50: new Array(10).fill(1_030.4) };
    expect([rowOf(more, less).verdict, rowOf(less, more).verdict]).toEqual(["better", "worse"]);
  });

  test("a p above the level is chance, whatever the interval says", () => {
    // Two of ten blocks of A are slower than B: the interval excludes no change, p is 2.3%.
    const a = [...around(1_000, 8, 1), 1_210, 1_211];
    const row = rowOf({ p50: a }, { p50: around(1_200, 10, 1) });
    expect(row).toMatchObject({ verdict: "unclear", p: expect.closeTo(0.02323, 5) });
    expect(row.change?.low).toBeGreaterThan(1);
    expect(row.reason).toBe(
      "The change is between 8.6% and 20% slower, and the rank test does not rule out chance: 1 more block a side needed for an effect of 20%.",
    );
    expect(rowOf({ p50: a }, { p50: around(1_200, 10, 1) }, { ...p50Only, level: 0.05 }).verdict).toBe(
      "worse",
    );
  });

  test("Holm: a p that reaches the level alone does not among three gates", () => {
    // 14 of 3,432 ways to deal seven against seven are as far out: p is 0.41%, three times it more than 1%.
    const a = [...around(1_000, 6, 1), 1_099.5];
    const b = around(1_100, 7, 1);
    const steady = around(500, 7, 0.1);
    const alone = rowOf({ p50: a }, { p50: b });
    expect(alone).toMatchObject({ verdict: "worse", p: expect.closeTo(14 / 3_432, 9) });
    const amongThree = rowOf(
      { p50: a, p99: steady, throughput: steady },
      { p50: b, p99: steady, throughput: steady },
      {},
    );
    expect(amongThree).toMatchObject({ verdict: "unclear", pAdjusted: expect.closeTo(42 / 3_432, 9) });
  });

  test("figures that do not gate are a family of their own", () => {
    const a = [...around(1_000, 6, 1), 1_099.5];
    const steady = around(500, 7, 0.1);
    const { rows } = compareSides(
      sideOf("A", { p50: a, p90: steady, p99: steady, handshake: steady }),
      sideOf("B", { p50: around(1_100, 7, 1), p90: steady, p99: steady, handshake: steady }),
      p50Only,
    );
    expect(rows.map(({ figure, gates, pAdjusted }) => [figure, gates, pAdjusted])).toEqual([
      ["p50", true, expect.closeTo(14 / 3_432, 9)],
      ["p90", false, 1],
      ["p99", false, 1],
      ["handshake", false, 1],
    ]);
  });
});

describe("the verdict that there is none takes the whole interval within the threshold", () => {
  test("0.5% apart with blocks 0.1% apart is the same", () => {
    expect(p50Against(1_005).verdict).toBe("same");
  });

  test("an interval that reaches over the threshold is unclear, not the same", () => {
    const row = rowOf({ p50: around(1_000, 10, 20) }, { p50: around(1_000, 10, 20) });
    expect(row).toMatchObject({
      verdict: "unclear",
      p: 1,
      change: { value: 1, low: expect.closeTo(0.92381, 5), high: expect.closeTo(1.08247, 5) },
    });
    expect(row.reason).toMatch(
      /^The change is between \d\.\d% faster and \d\.\d% slower, which is not all within 3%: \d+ more blocks a side needed for an effect of 6%\.$/,
    );
  });
});

describe("the reason why it is unclear", () => {
  test("is that the interval holds no change, however large the change seen is", () => {
    const row = rowOf({ p50: around(1_000, 10, 60) }, { p50: around(1_060, 10, 60) });
    expect(row.reason).toMatch(
      /^The change is between \d+% faster and \d+% slower, which may be none at all: \d+ more blocks/,
    );
  });

  test("is that it is too near the threshold for any number of blocks", () => {
    const row = rowOf({ p50: around(1_000, 10, 1) }, { p50: around(1_029.9, 10, 1) });
    expect(row).toMatchObject({
      verdict: "unclear",
      reason:
        "The change is between 2.6% and 3.4% slower, which is not all within 3%. No number of blocks up to 1,000 would settle it.",
    });
    expect(row).not.toHaveProperty("needs");
  });

  test("is that no number of blocks would do, as they differ too much among themselves", () => {
    const wild = [1, 9, 80, 700, 6_000];
    expect(rowOf({ p50: wild }, { p50: wild }, {}).reason).toMatch(
      /No number of blocks up to 1,000 would settle it\.$/,
    );
    expect(
      rowOf({ p50: wild, p99: wild, throughput: wild }, { p50: wild, p99: wild, throughput: wild }, {})
        .reason,
    ).toBe("5 blocks a side cannot show any difference, and no number of them up to 1,000 would.");
  });
});

describe("too few blocks never say that there is no difference", () => {
  test.each([
    [
      "one",
      1,
      "1 block a side cannot show any difference: at least 4 more blocks a side needed for an effect of 10%.",
    ],
    [
      "four",
      4,
      "4 blocks a side cannot show any difference: 1 more block a side needed for an effect of 10%.",
    ],
  ])("%s a side, of one gate", (_how, blocks, reason) => {
    const row = rowOf({ p50: around(1_000, blocks, 1) }, { p50: around(1_100, blocks, 1) });
    expect(row).toMatchObject({ verdict: "unclear", reason, needs: { effect: expect.closeTo(0.1, 9) } });
    expect(row).not.toHaveProperty("change");
  });

  test("five a side are enough for one gate: 2 of 252 ways are 0.8%", () => {
    expect(rowOf({ p50: around(1_000, 5, 1) }, { p50: around(1_100, 5, 1) }).verdict).toBe("worse");
  });

  test("five are not for three gates, where they are the same in all of them", () => {
    const same = { p50: around(500, 5, 0.1), p99: around(900, 5, 0.1), throughput: around(1_000, 5, 0.1) };
    const { rows, verdict } = compareSides(sideOf("A", same), sideOf("B", same));
    expect(verdict).toBe("unclear");
    expect(rows[0]).toMatchObject({
      reason: "5 blocks a side cannot show any difference: 1 more block a side needed for an effect of 6%.",
      needs: { blocks: 1, effect: 0.06 },
      change: { value: 1 },
    });
  });

  test("six are enough for three gates", () => {
    const same = { p50: around(500, 6, 0.1), p99: around(900, 6, 0.1), throughput: around(1_000, 6, 0.1) };
    expect(compareSides(sideOf("A", same), sideOf("B", same)).verdict).toBe("same");
  });
});

describe("an error rate is a difference of shares", () => {
  const errors = (a: number, b: number): ComparedRow =>
    rowOf(
      { errorRate: new Array(10).fill(a) },
      { errorRate: new Array(10).fill(b) },
      { gates: ["errorRate"], noise: 0.5 },
    );

  test.each([
    [0, 0, "same"],
    [0, 0.001, "same"],
    [0.002, 0.003, "same"],
    [0, 0.0011, "worse"],
    [0.02, 0.015, "better"],
  ])("%d against %d is %s: its threshold is 0.1 percentage points", (a, b, verdict) => {
    expect(errors(a, b)).toMatchObject({
      verdict,
      change: { kind: "difference", value: expect.closeTo(b - a, 12) },
    });
  });
});

describe("a side whose pace the generator set", () => {
  const closed = { limitedBy: "generator" } as const;
  const verdictOf = (
    middle: number,
    paced: "A" | "B" | "both",
    figure: "p50" | "handshake" = "p50",
  ): ComparedRow => {
    const { rows } = compareSides(
      sideOf("A", { [figure]: around(1_000, 10, 1) }, paced === "B" ? { limitedBy: "target" } : closed),
      sideOf("B", { [figure]: around(middle, 10, 1) }, paced === "A" ? { limitedBy: "target" } : closed),
      { gates: [figure] },
    );
    return rows[0] as ComparedRow;
  };

  test("cannot be shown to be the slower one", () => {
    expect(verdictOf(1_100, "B")).toMatchObject({
      verdict: "unclear",
      reason:
        "The load generator, not the target, set the pace of B. Give a rate that it can keep (--rate), or more processes (--workers).",
    });
    expect(verdictOf(900, "A").reason).toContain("set the pace of A.");
    expect(verdictOf(1_100, "both").reason).toContain("set the pace of B.");
  });

  test("can be shown to be the faster one, which it is all the more", () => {
    expect([verdictOf(900, "B").verdict, verdictOf(1_100, "A").verdict]).toEqual(["better", "worse"]);
  });

  test("cannot be shown to be the same: it may be faster than it looks", () => {
    expect([verdictOf(1_000, "A").verdict, verdictOf(1_000, "B").verdict]).toEqual(["unclear", "unclear"]);
    expect(verdictOf(1_000, "both").reason).toContain("set the pace of A and of B.");
  });

  test("is compared all the same in what the pace does not touch", () => {
    expect(verdictOf(1_100, "both", "handshake").verdict).toBe("worse");
  });

  test("is one only if it was so in most of its blocks", () => {
    const half = sideOf("B", { p50: around(1_100, 10, 1) });
    const blocks = half.blocks.map((block, index) => (index < 5 ? { ...block, ...closed } : block));
    const { rows } = compareSides(sideOf("A", { p50: around(1_000, 10, 1) }), { name: "B", blocks }, p50Only);
    expect(rows[0]?.verdict).toBe("worse");
  });
});

test("latencies from due and from sending cannot be compared; throughput can", () => {
  const histogram = new LatencyHistogram();
  histogram.record(1_000);
  const latency = { count: 1, min: 1_000, max: 1_000, hdr: histogram.toBase64() };
  const values = { p50: around(1_000, 10, 1), throughput: around(1_000, 10, 1) };
  const { rows, distance } = compareSides(
    sideOf("A", values, { latency: { ...latency, metric: "ws_msg_latency" } }),
    sideOf("B", values, { latency: { ...latency, metric: "ws_msg_latency_corrected" } }),
  );
  expect(distance).toBeUndefined();
  expect(rows.map(({ figure, verdict, reason }) => [figure, verdict, reason])).toEqual([
    [
      "p50",
      "unclear",
      "Some latencies are counted from when a message was due, others from when it was sent: they cannot be compared. Give both sides a rate, or neither.",
    ],
    ["throughput", "same", undefined],
  ]);
});

describe("what is not there", () => {
  test("a figure that one side lacks is unclear, with the value of the other", () => {
    expect(rowOf({ p50: around(1_000, 10, 1) }, {})).toEqual({
      figure: "p50",
      title: "p50 latency",
      unit: "us",
      better: "lower",
      gates: true,
      baseline: 1_000,
      verdict: "unclear",
      reason: "B has no p50 latency.",
    });
  });

  test("a throughput that fell to nothing is worse; one that came from nothing has no ratio, and is better", () => {
    const [some, none] = [{ throughput: around(1_000, 10) }, { throughput: new Array(10).fill(0) }];
    const options: CompareOptions = { gates: ["throughput"] };
    expect(rowOf(some, none, options)).toMatchObject({
      verdict: "worse",
      change: { value: 0, low: 0, high: 0 },
    });
    const risen = rowOf(none, some, options);
    expect(risen.verdict).toBe("better");
    expect(risen).not.toHaveProperty("change");
  });
});
