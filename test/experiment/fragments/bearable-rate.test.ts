import { expect, test } from "vitest";
import { bearableRate } from "../../../src/experiment/fragments/bearable-rate.js";
import type { ReportBlock } from "../../../src/metrics/comparison-report.js";

function block(variant: string, throughput: number | undefined, invalid?: string): ReportBlock {
  return {
    variant,
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1_000,
    figures: { ...(throughput !== undefined && { throughput }) },
    ...(invalid !== undefined && { invalid }),
  };
}

test("the rate is a share of the lowest median, cut to two digits", () => {
  const blocks = [9_000, 9_100, 1].map((n) => block("whole", n));
  const slow = [2_470, 2_000, 9_999].map((n) => block("in 16 B", n));
  expect(bearableRate(["whole", "in 16 B"], [...blocks, ...slow], 0.5)).toBe(1_200);
  expect(bearableRate(["whole"], blocks, 0.5)).toBe(4_500);
});

test("a slow target has a rate below one message per second", () => {
  expect(bearableRate(["whole"], [block("whole", 0.6)], 0.5)).toBe(0.3);
});

test("blocks that are no evidence do not count, and a variant without any leaves no rate", () => {
  const blocks = [
    block("whole", 100),
    block("whole", 10, "the worker was lost"),
    block("in 16 B", undefined),
  ];
  expect(bearableRate(["whole"], blocks, 1)).toBe(100);
  expect(bearableRate(["whole", "in 16 B"], blocks, 1)).toBeUndefined();
});
