// The blocks of a comparison as a line of bars: whether one side lies above the other, or a few blocks stand out.

import { formatFigure } from "../figures/figure-text.js";
import { barOf } from "../figures/sparkline.js";
import type { ComparedRow, ReportBlock, ReportComparison } from "../metrics/comparison-report.js";

/** The blocks of both sides for one figure. */
export interface BlockSparkline {
  readonly title: string;
  /** A character per block in the order run: a bar on the scale of both sides, `×` for an invalid block, `·` without a value. */
  readonly baseline: string;
  readonly candidate: string;
  /** `980 µs to 1.3 ms`: the lowest and the highest bar. */
  readonly scale: string;
}

const maxBlocks = 60;

/** One per figure that gates, where a block has it. */
export function blockSparklines(
  comparison: ReportComparison,
  blocks: readonly ReportBlock[],
): readonly BlockSparkline[] {
  const sideOf = (variant: string): readonly ReportBlock[] =>
    blocks.filter((block) => block.variant === variant);
  const [baseline, candidate] = [sideOf(comparison.baseline), sideOf(comparison.candidate)];
  return comparison.rows
    .filter(({ gates }) => gates)
    .flatMap((row) => {
      const values = [...baseline, ...candidate].flatMap((block) => figureOf(block, row) ?? []);
      if (values.length === 0) return [];
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const line = (side: readonly ReportBlock[]): string => bars(side, row, { low, high });
      const scale = `${formatFigure(low, row.unit)} to ${formatFigure(high, row.unit)}`;
      return [{ title: row.title, baseline: line(baseline), candidate: line(candidate), scale }];
    });
}

function bars(
  blocks: readonly ReportBlock[],
  row: ComparedRow,
  scale: { readonly low: number; readonly high: number },
): string {
  const signs = blocks.slice(0, maxBlocks).map((block) => {
    if (block.invalid !== undefined) return "×";
    const value = figureOf(block, row);
    return value === undefined ? "·" : barOf(value, scale);
  });
  return `${signs.join("")}${blocks.length > maxBlocks ? "…" : ""}`;
}

/** Of a block that is evidence. */
function figureOf(block: ReportBlock, { figure }: ComparedRow): number | undefined {
  return block.invalid === undefined ? block.figures[figure] : undefined;
}
