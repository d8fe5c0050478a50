// Blocks of so few messages that a high percentile of them is their slowest one.

import { median } from "simple-statistics";
import type { ComparedFigure, ComparedRow, ReportBlock } from "../metrics/comparison-report.js";

/** With fewer in a block the percentile is its maximum. */
const fewestMessages: Partial<Record<ComparedFigure, number>> = { p90: 10, p99: 100, p999: 1_000 };

/** A sentence for each figure that decides and that blocks are too small for. */
export function fewMessages(rows: readonly ComparedRow[], blocks: readonly ReportBlock[]): readonly string[] {
  const counts = blocks.flatMap(({ latency }) => latency?.count ?? []);
  if (counts.length === 0) return [];
  const count = Math.round(median(counts));
  return rows.flatMap(({ figure, title, gates, change }) => {
    const fewest = fewestMessages[figure];
    if (!gates || change === undefined || fewest === undefined || count >= fewest) return [];
    return [
      `A block has about ${count} ${count === 1 ? "answer" : "answers"}, so that ${title} is its slowest one: it takes ${fewest.toLocaleString("en")} or more (--duration, --rate).`,
    ];
  });
}
