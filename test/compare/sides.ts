// Sides of blocks for tests, from the values of their figures.

import type { ComparedSide } from "../../src/compare/compare-sides.js";
import type { ComparedFigure, ReportBlock } from "../../src/metrics/comparison-report.js";

/** Values of each figure, one a block; shorter lists leave the figure out of the last blocks. */
export type FigureValues = Readonly<Partial<Record<ComparedFigure, readonly number[]>>>;

/** A side with as many blocks as the longest list has values. */
export function sideOf(
  name: string,
  values: FigureValues,
  more: Partial<Omit<ReportBlock, "figures">> = {},
): ComparedSide {
  const length = Math.max(0, ...Object.values(values).map((list) => list.length));
  const blocks = Array.from({ length }, (_, index): ReportBlock => {
    const figures = Object.entries(values).flatMap(([figure, list]) =>
      list[index] === undefined ? [] : [[figure, list[index]]],
    );
    return {
      variant: name,
      startedAt: "2026-01-01T00:00:00.000Z",
      durationMs: 1_000,
      figures: Object.fromEntries(figures) as ReportBlock["figures"],
      ...more,
    };
  });
  return { name, blocks };
}

/** `blocks` values around `middle`, `step` apart: 98, 99, 100, 101, 102 for 5 around 100. */
export function around(middle: number, blocks: number, step = middle / 1_000): readonly number[] {
  return Array.from({ length: blocks }, (_, index) => middle + (index - (blocks - 1) / 2) * step);
}
