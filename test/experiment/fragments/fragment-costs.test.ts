import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figureCatalogue } from "../../../src/compare/compared-figure.js";
import { fragmentCosts } from "../../../src/experiment/fragments/fragment-costs.js";
import { sweepVariantName } from "../../../src/experiment/fragments/sweep-names.js";
import { planSweep } from "../../../src/experiment/fragments/sweep-plan.js";
import { theilSenSlope } from "../../../src/experiment/fragments/theil-sen.js";
import {
  type ComparedRow,
  comparedFigures,
  type ReportBlock,
} from "../../../src/metrics/comparison-report.js";
import type { SweepPoint } from "../../../src/metrics/experiment-report.js";
import { seededRandom } from "../../../src/random.js";

describe("theilSenSlope", () => {
  it("finds the slope of any line, in whatever order its points come", () => {
    const line = fc.record({
      slope: fc.integer({ min: -9, max: 9 }),
      xs: fc.uniqueArray(fc.nat(99), { minLength: 2 }),
    });
    fc.assert(
      fc.property(line, ({ slope, xs }) => {
        expect(theilSenSlope(xs.map((x) => [x, slope * x + 7]))).toBeCloseTo(slope, 9);
      }),
    );
  });

  it("is not bent by one wild point", () => {
    expect(
      theilSenSlope([
        [1, 10],
        [2, 12],
        [3, 14],
        [4, 900],
        [5, 18],
      ]),
    ).toBe(2);
  });

  it("has no slope for points above one another", () => {
    expect(
      theilSenSlope([
        [1, 1],
        [1, 2],
      ]),
    ).toBeUndefined();
  });
});

const [size] = planSweep({ payloadSizes: [4_096] });
const points = (["closed", "open"] as const).flatMap((model) =>
  (size?.cuts ?? []).map((cut): SweepPoint => {
    const key = { payloadBytes: 4_096, ...cut, model };
    return { variant: sweepVariantName(key), ...key };
  }),
);

/** Five blocks of each variant, alike but for `noise` x (-2 ... 2). */
function blocksOf(figures: (point: SweepPoint) => ReportBlock["figures"], noise = 0): readonly ReportBlock[] {
  return points.flatMap((point) =>
    [-2, -1, 0, 1, 2].map((step) => ({
      variant: point.variant,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1_000,
      figures: Object.fromEntries(
        Object.entries(figures(point)).map(([name, value]) => [name, value + noise * step]),
      ),
    })),
  );
}

/** Every fragment size against whole, in every figure. */
function judged(verdict: ComparedRow["verdict"]) {
  return points.map(({ variant: candidate }) => ({
    candidate,
    rows: comparedFigures.map((figure): ComparedRow => {
      const { title, unit, better } = figureCatalogue[figure];
      return { figure, title, unit, better, gates: true, verdict };
    }),
  }));
}
const worse = { points, comparisons: judged("worse") };

describe("fragmentCosts", () => {
  it("finds what a further fragment adds to latency, CPU and the time between answers", () => {
    const blocks = blocksOf(({ frames, model }) =>
      model === "open"
        ? { p50: 100 + 2 * frames, p99: 300 + 5 * frames }
        : { throughput: 1_000_000 / (50 + 4 * frames), cpuPerMessage: 20 + 0.5 * frames },
    );
    const costs = fragmentCosts({ ...worse, blocks, random: seededRandom(1), answerFrames: 1 });
    const told = costs.map(({ figure, model, perFragment }) => [
      figure,
      model,
      Number(perFragment.toFixed(6)),
    ]);
    expect(told).toEqual([
      ["p50", "open", 2],
      ["p99", "open", 5],
      ["throughput", "closed", 4],
      ["cpuPerMessage", "closed", 0.5],
      // 256 frames of 16 B: (256 * 6 - 8) / 255; 32 of 128 B: 8; 4 of 1 KiB: 8.
      ["bytesPerMessage", "closed", 8],
    ]);
    expect(costs.map(({ sentence }) => sentence)).toEqual([
      "At 4 KiB each further fragment adds 2 µs (2 µs to 2 µs) to the median latency.",
      "At 4 KiB each further fragment adds 5 µs (5 µs to 5 µs) to the p99 latency.",
      "At 4 KiB each further fragment adds 4 µs (4 µs to 4 µs) to the time from one answer to the next at the ceiling.",
      "At 4 KiB each further fragment adds 0.5 µs (0.5 µs to 0.5 µs) to the CPU time that a message takes of the target.",
      "At 4 KiB each further fragment takes 5.99 to 8 B more on the way to the target, for its header and its mask key; answers come in 1 frame and cost nothing more.",
    ]);
  });

  it("says that chance may be all of it where the interval has zero in it", () => {
    const blocks = blocksOf(({ model }) => (model === "open" ? { p50: 100 } : {}), 20);
    const [cost] = fragmentCosts({ ...worse, blocks, random: seededRandom(1) });
    expect(cost?.sentence).toContain("cannot be told from chance");
    expect(cost?.low).toBeLessThan(0);
    expect(cost?.high).toBeGreaterThan(0);
  });

  it("claims no cost where no fragment size is clearly different from whole", () => {
    const blocks = blocksOf(({ frames }) => ({ p50: 100 + 2 * frames }));
    const comparisons = judged("unclear");
    const [cost] = fragmentCosts({ points, comparisons, blocks, random: seededRandom(1) });
    expect(cost?.sentence).toBe(
      "At 4 KiB what a further fragment adds to the median latency is not clear (2 µs to 2 µs): no fragment size is clearly different from whole.",
    );
  });

  it("is the same for the same seed, and leaves out blocks that are no evidence", () => {
    const blocks = blocksOf(({ frames }) => ({ p50: 100 + 2 * frames }), 3);
    const invalid = blocks.map((block) => ({ ...block, figures: { p50: 9e9 }, invalid: "late" }));
    const of = (all: readonly ReportBlock[]) =>
      fragmentCosts({ ...worse, blocks: all, random: seededRandom(5) });
    expect(of([...blocks, ...invalid])).toEqual(of(blocks));
  });
});
