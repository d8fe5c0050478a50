// Comparisons as Markdown, for the step summary of a CI run: the answer, a small table, the blocks, and what it does not cover.

import { blocksText, type ComparedLine, comparedLines, rulesText } from "../figures/compared-rows.js";
import { allCaveats, byGravity } from "../figures/several-comparisons.js";
import type { ChangeVerdict, ReportComparison } from "../metrics/comparison-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { blockSparklines } from "./block-sparkline.js";
import { comparisonHint, gateNotes, mostInFull, overviewTable } from "./comparison-tables.js";
import { table, tableOf } from "./markdown-table.js";
import { code, prose } from "./markdown-text.js";
import { firstOf } from "./summary.js";

const maxItems = 50;
const signs: Readonly<Record<ChangeVerdict, string>> = {
  better: "🟢",
  same: "🟢",
  worse: "🔴",
  unclear: "🟡",
};

/** The sentence of each comparison, worse ones first, with what to do where it makes the run fail; empty for other reports. */
export function comparisonSentences({ comparisons = [], reasons }: RunReport): string {
  const lines = firstOf(byGravity(comparisons), maxItems, (comparison) => {
    const hint = comparisonHint(comparison, reasons);
    const sentence = `${signs[comparison.verdict]} **${prose(comparison.sentence)}**`;
    return hint === undefined ? sentence : `${sentence} **Try:** ${prose(hint)}`;
  });
  return lines.length === 1 ? lines.join("") : lines.map((line) => `- ${line}`).join("\n");
}

/** Each comparison by itself; of many only a table that has them all. */
export function comparisonMarkdown(report: RunReport): readonly string[] {
  const { comparisons = [] } = report;
  if (comparisons.length > mostInFull)
    return [table(overviewTable(comparisons)), caveatList(allCaveats(comparisons))];
  return comparisons.map((comparison) => section(comparison, report));
}

function section(comparison: ReportComparison, report: RunReport): string {
  const lines = comparedLines(comparison);
  const gating = lines.filter(({ gates }) => gates);
  const parts = [
    `### ${prose(comparison.candidate)} against ${prose(comparison.baseline)}`,
    figures(comparison, gating),
    gateNotes(lines)
      .map(([titles, note]) => `- **${prose(titles)}** ${prose(note)}`)
      .join("\n"),
    sparklines(comparison, report),
    caveatList(comparison.caveats),
    `<sub>${prose(`${blocksText(comparison)}, ${rulesText(comparison)}`)}</sub>`,
    gating.length === lines.length ? "" : folded("All figures", figures(comparison, lines)),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function figures(comparison: ReportComparison, lines: readonly ComparedLine[]): string {
  if (lines.length === 0) return "";
  const columns = [
    "Figure",
    prose(comparison.baseline),
    prose(comparison.candidate),
    "Change",
    "Interval",
    "Verdict",
  ];
  const rows = lines.map(({ title, baseline, candidate, change, interval, verdict }) => [
    prose(title),
    ...[baseline, candidate, change, interval].map(prose),
    `${signs[verdict]} ${verdict}`,
  ]);
  return tableOf(columns, rows, "--:");
}

function sparklines(comparison: ReportComparison, { blocks = [] }: RunReport): string {
  const lines = blockSparklines(comparison, blocks);
  if (lines.length === 0) return "";
  const columns = ["Blocks", prose(comparison.baseline), prose(comparison.candidate), "From ▁ to █"];
  const rows = lines.map(({ title, baseline, candidate, scale }) => [
    prose(title),
    code(baseline),
    code(candidate),
    prose(scale),
  ]);
  return tableOf(columns, rows, ":--");
}

function caveatList(caveats: readonly string[]): string {
  return firstOf(caveats, maxItems, (caveat) => `- ⚠️ ${prose(caveat)}`).join("\n");
}

/** GitHub needs the empty lines to read Markdown inside the HTML element. */
function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
