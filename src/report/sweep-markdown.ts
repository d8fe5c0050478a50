// A sweep over fragment sizes in Markdown: the answer, how the target delivers, a table a message size, the costs.

import { sweepFacts, sweepHeadline } from "../figures/sweep-words.js";
import type { RunReport } from "../metrics/run-report.js";
import { table } from "./markdown-table.js";
import { prose } from "./markdown-text.js";
import { firstOf } from "./summary.js";
import { costTable, sweepRemarks, sweepTables } from "./sweep-tables.js";

const maxRemarks = 12;

/** Sections; none of a report without a sweep. */
export function sweepMarkdown(report: RunReport): readonly string[] {
  const sweep = report.experiment?.sweep;
  if (sweep === undefined) return [];
  const wire = sweep.costs.filter(({ figure }) => figure === "bytesPerMessage");
  return [
    `### Fragments\n\n${prose(sweepHeadline(report))}`,
    bullets(sweepFacts(report)),
    ...sweepTables(report).map((one) => `#### ${prose(one.title)}\n\n${table(one)}`),
    firstOf(sweepRemarks(report), maxRemarks, (one) => `- ⚠️ ${prose(one)}`).join("\n"),
    table(costTable(sweep)),
    bullets(wire.map(({ sentence }) => sentence)),
  ];
}

function bullets(sentences: readonly string[]): string {
  return sentences.map((sentence) => `- ${prose(sentence)}`).join("\n");
}
