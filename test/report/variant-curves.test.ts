// Latency by percentile over blocks.

import { expect, test } from "vitest";
import type { ReportBlock } from "../../src/metrics/comparison-report.js";
import { LatencyHistogram } from "../../src/metrics/histogram.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { variantCurves } from "../../src/report/variant-curves.js";
import { smallReport } from "./small-report.js";

/** 100 messages of 1 to 100 times `us`. */
function block(variant: string, us: number, changes: Partial<ReportBlock> = {}): ReportBlock {
  const histogram = new LatencyHistogram();
  for (let n = 1; n <= 100; n++) histogram.record(n * us);
  return {
    variant,
    startedAt: "2026-01-02T03:04:05.000Z",
    durationMs: 1_000,
    figures: {},
    latency: {
      metric: "ws_msg_latency",
      count: 100,
      min: us,
      max: 100 * us,
      hdr: histogram.toBase64(),
    },
    ...changes,
  };
}

function report(blocks: readonly ReportBlock[]): RunReport {
  return smallReport({ kind: "comparison", blocks: [...blocks] });
}

test("each percentile has the median over the blocks of a variant, with its interval", () => {
  const curves = variantCurves(report([4, 1, 6, 2, 5, 3].map((us) => block("a", us))));
  expect(curves).toHaveLength(1);
  expect(curves[0]).toMatchObject({ variant: "a", metric: "ws_msg_latency", blocks: 6 });
  const points = new Map(curves[0]?.points.map(([percentile, ...us]) => [percentile, us]));
  // Of 6 blocks the interval reaches from the smallest to the largest.
  expect(points.get(50)).toEqual([50, 175, 300]);
  expect(points.get(75)).toEqual([75, 262.5, 450]);
  expect([...points.keys()].slice(0, 6)).toEqual([0, 10, 20, 30, 40, 50]);
  expect(Math.max(...points.keys())).toBeLessThan(100);
});

test("a block that is no evidence, or answered nothing, takes no part", () => {
  const { latency: _latency, ...unanswered } = block("a", 9);
  const curves = variantCurves(
    report([block("a", 1), block("a", 50, { invalid: "saturated" }), unanswered, block("b", 2)]),
  );
  expect(curves.map(({ variant, blocks }) => [variant, blocks])).toEqual([
    ["a", 1],
    ["b", 1],
  ]);
  expect(curves[0]?.points.find(([percentile]) => percentile === 50)).toEqual([50, 50, 50, 50]);
});

test("a curve ends where its smallest block has no message left", () => {
  const small = new LatencyHistogram();
  for (const us of [10, 20, 30, 40]) small.record(us);
  const [curve] = variantCurves(
    report([
      block("a", 1),
      block("a", 1, {
        latency: { metric: "ws_msg_latency", count: 4, min: 10, max: 40, hdr: small.toBase64() },
      }),
    ]),
  );
  expect(curve?.points.at(-1)?.[0]).toBe(85);
});

test("a report without blocks has no curve", () => {
  expect(variantCurves(smallReport())).toEqual([]);
});
