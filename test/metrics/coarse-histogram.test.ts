import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coarseHistogram } from "../../src/metrics/coarse-histogram.js";
import { decodeBuckets } from "../../src/metrics/hdr-encoding.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import { seededRandom } from "../../src/random.js";

function hdrOf(latenciesUs: readonly number[]): string {
  const histogram = new LatencyHistogram();
  for (const us of latenciesUs) histogram.record(us);
  return histogram.toBase64();
}

describe("a coarse histogram", () => {
  it.each([
    [
      [0, 1, 127, 128, 255],
      [0, 1, 127, 128, 255],
    ],
    [
      [256, 257, 258],
      [257, 257, 259],
    ],
    [
      [1_000, 1_003, 1_004],
      [1_002, 1_002, 1_006],
    ],
    [
      [20_000, 22_000],
      [20_032, 21_952],
    ],
  ])("has %j at %j", (latencies, middles) => {
    const found = decodeBuckets(coarseHistogram(hdrOf(latencies)));
    // What the histogram of a run reads back is its own bucket, of 0.1%.
    const expected = decodeBuckets(hdrOf(middles));
    expect(found).toEqual(expected);
  });

  it("keeps every count, moves no latency by more than 0.8%, and stays as it is when made again", () => {
    const latencies = fc.array(fc.integer({ min: 0, max: 60_000_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(latencies, (all) => {
        const coarse = coarseHistogram(hdrOf(all));
        const histogram = LatencyHistogram.fromBase64(coarse);
        expect(histogram.count).toBe(all.length);
        expect(coarseHistogram(coarse)).toBe(coarse);
        const sorted = [...all].sort((a, b) => a - b);
        for (const p of [1, 50, 99]) {
          const exact = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0;
          expect(Math.abs((histogram.percentileUs(p) ?? 0) - exact)).toBeLessThanOrEqual(exact * 0.008 + 1);
        }
      }),
    );
  });

  it("is short, however many latencies there are", () => {
    const random = seededRandom(7);
    const draw = (): number => random.integer(0, 2_000);
    const spread = Array.from({ length: 50_000 }, () => 300 + draw() + draw() + draw());
    const hdr = hdrOf(spread);
    expect(hdr.length).toBeGreaterThan(2_500);
    expect(coarseHistogram(hdr).length).toBeLessThan(1_000);
  });
});
