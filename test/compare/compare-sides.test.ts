import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ComparedSide, compareSides } from "../../src/compare/compare-sides.js";
import {
  comparedFigures,
  type ReportComparison,
  reportComparisonSchema,
} from "../../src/metrics/comparison-report.js";
import { around, sideOf } from "./sides.js";

const steady = { p50: around(500, 10, 0.1), p99: around(1_000, 10, 0.2), throughput: around(4_000, 10, 1) };
const slower = { p50: around(550, 10, 0.1) };
const faster = { p50: around(450, 10, 0.1) };
const spread = { p50: around(500, 10, 20) };

describe("the verdict of the whole is that of the gates", () => {
  test.each([
    ["all the same", steady, "same"],
    ["one worse", { ...steady, ...slower }, "worse"],
    ["one better", { ...steady, ...faster }, "better"],
    ["one unclear", { ...steady, ...spread }, "unclear"],
    ["one worse, one better", { ...steady, ...slower, throughput: around(4_800, 10, 1) }, "worse"],
    ["one worse, one unclear", { ...steady, ...spread, throughput: around(3_200, 10, 1) }, "worse"],
    ["one better, one unclear", { ...steady, ...spread, throughput: around(4_800, 10, 1) }, "better"],
    ["worse only in what does not gate", { ...steady, handshake: around(900, 10, 1) }, "same"],
  ])("%s", (_what, candidate, verdict) => {
    const baseline = { ...steady, handshake: around(700, 10, 1) };
    expect(
      compareSides(sideOf("A", baseline), sideOf("B", { handshake: baseline.handshake, ...candidate }))
        .verdict,
    ).toBe(verdict);
  });

  test("without any gate measured it is unclear", () => {
    const { verdict, caveats } = compareSides(
      sideOf("A", { handshake: [1] }),
      sideOf("B", { handshake: [1] }),
    );
    expect(verdict).toBe("unclear");
    expect(caveats).toEqual([
      "p50 latency was measured on neither side, so it decides nothing.",
      "p99 latency was measured on neither side, so it decides nothing.",
      "throughput was measured on neither side, so it decides nothing.",
    ]);
  });
});

test("invalid blocks are no evidence: they are counted, and their figures are not looked at", () => {
  const good = sideOf("B", steady);
  const bad = sideOf("B", { p50: [9e9, 9e9, 9e9] }, { invalid: "The generator was late." });
  const { blocks, verdict, caveats } = compareSides(sideOf("A", steady), {
    name: "B",
    blocks: [...bad.blocks, ...good.blocks],
  });
  expect(blocks).toEqual({ baseline: 10, candidate: 10, leftOut: 3 });
  expect(verdict).toBe("same");
  expect(caveats).toEqual([
    "Blocks were left out as no evidence (0 of 10 of A, 3 of 13 of B): they may have been the slow ones, so a side may look better than it is, most of all the one with more of them.",
  ]);
});

test("what the verdict does not cover is kept, and rows come in the order of the figures", () => {
  const { caveats, rows, noise, level, confidence } = compareSides(
    sideOf("A", { throughput: [1], p50: [1], bytesPerMessage: [66] }),
    sideOf("B", { throughput: [1], p50: [1], cpuPerMessage: [3] }),
    { caveats: ["for these two processes"], gates: ["p50"] },
  );
  expect(caveats).toEqual(["for these two processes"]);
  expect(rows.map(({ figure }) => figure)).toEqual(["p50", "throughput", "cpuPerMessage", "bytesPerMessage"]);
  expect([noise, level, confidence]).toEqual([0.03, 0.01, 0.95]);
});

// Some figures are left out, some blocks are invalid or lack a figure, values may be 0 or all equal.
const block = fc.record({
  variant: fc.constant("x"),
  startedAt: fc.constant("2026-01-01T00:00:00.000Z"),
  durationMs: fc.constant(1_000),
  figures: fc.record(
    Object.fromEntries(
      comparedFigures.map((figure) => [
        figure,
        figure === "errorRate"
          ? fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true }))
          : fc.oneof(fc.constant(0), fc.constant(70), fc.double({ min: 0.001, max: 1e9, noNaN: true })),
      ]),
    ),
    { requiredKeys: ["p50"] },
  ),
  limitedBy: fc.constantFrom("generator", "target", undefined),
  invalid: fc.constantFrom(undefined, undefined, undefined, "late"),
});
const side = (name: string): fc.Arbitrary<ComparedSide> =>
  fc.array(block, { maxLength: 12 }).map((blocks) => ({ name, blocks }));
// Enough to meet every branch many times; each compares nine figures.
const runs = { numRuns: 50 };
const mirrored = { better: "worse", worse: "better", same: "same", unclear: "unclear" } as const;

/** What must not depend on rounding. */
function verdicts({ rows }: ReportComparison): readonly string[] {
  return rows.map(({ figure, verdict }) => `${figure} ${verdict}`);
}

describe("whatever the blocks", () => {
  test("the comparison fits its schema: no NaN, nothing infinite, every share a share", () => {
    fc.assert(
      fc.property(side("A"), side("B"), (a, b) => {
        const comparison = compareSides(a, b);
        expect(reportComparisonSchema.parse(JSON.parse(JSON.stringify(comparison)))).toEqual(
          JSON.parse(JSON.stringify(comparison)),
        );
        expect(comparison.sentence).not.toMatch(/NaN|Infinity|undefined/);
        for (const { change, reason, verdict } of comparison.rows) {
          expect(reason).toEqual(verdict === "unclear" ? expect.stringMatching(/\.$/) : undefined);
          if (change === undefined) continue;
          expect(change.low).toBeLessThanOrEqual(change.value);
          expect(change.high).toBeGreaterThanOrEqual(change.value);
        }
      }),
      runs,
    );
  });

  test("swapping the sides turns changes and verdicts round", () => {
    fc.assert(
      fc.property(side("A"), side("B"), (a, b) => {
        const there = compareSides(a, b);
        const back = compareSides(b, a);
        expect(back.rows.map(({ figure }) => figure)).toEqual(there.rows.map(({ figure }) => figure));
        for (const [index, row] of there.rows.entries()) {
          const other = back.rows[index];
          expect(other?.verdict).toBe(mirrored[row.verdict]);
          expect(other?.p).toBe(row.p);
          if (row.change === undefined || other?.change === undefined) continue;
          if (row.change.kind === "ratio") {
            if (row.change.value > 0) expect(other.change.value).toBeCloseTo(1 / row.change.value, 6);
            if (row.change.high > 0) expect(other.change.low * row.change.high).toBeCloseTo(1, 6);
          } else {
            expect(other.change.value).toBeCloseTo(-row.change.value, 12);
            expect(other.change.low).toBeCloseTo(-row.change.high, 12);
          }
        }
      }),
      runs,
    );
  });

  test("the order of blocks does not matter", () => {
    fc.assert(
      fc.property(side("A"), side("B"), (a, b) => {
        const turned = { ...a, blocks: [...a.blocks].reverse() };
        expect(compareSides(turned, { ...b, blocks: [...b.blocks].reverse() })).toEqual(compareSides(a, b));
      }),
      runs,
    );
  });

  test("scaling both sides by a power of two, which is exact, changes nothing", () => {
    fc.assert(
      fc.property(side("A"), side("B"), fc.integer({ min: -10, max: 10 }), (a, b, power) => {
        const scaled = (one: ComparedSide): ComparedSide => ({
          ...one,
          blocks: one.blocks.map((block) => ({
            ...block,
            figures: Object.fromEntries(
              Object.entries(block.figures).map(([figure, value]) => [
                figure,
                figure === "errorRate" ? value : value * 2 ** power,
              ]),
            ),
          })),
        });
        const [before, after] = [compareSides(a, b), compareSides(scaled(a), scaled(b))];
        expect(verdicts(after)).toEqual(verdicts(before));
        expect(after.rows.map(({ change }) => change)).toEqual(before.rows.map(({ change }) => change));
      }),
      runs,
    );
  });
});
