// Comparisons for a terminal: the answers first, then what they rest on.

import { blocksText, type ComparedLine, comparedLines, rulesText } from "../figures/compared-rows.js";
import { allCaveats, byGravity } from "../figures/several-comparisons.js";
import type { ReportComparison } from "../metrics/comparison-report.js";
import type { Notice, RunReport } from "../metrics/run-report.js";
import { formatCount } from "../units.js";
import type { Colours } from "./colours.js";
import { comparisonHint, gateNotes, mostInFull, overviewTable } from "./comparison-tables.js";
import { intervalPlot } from "./interval-plot.js";
import { firstOf } from "./summary.js";
import { pad, padStart, table, visible, widthOf } from "./text-table.js";
import { verdictPaint, verdictSign } from "./verdict-paint.js";

const maxItems = 50;

/** The sentence of each comparison, worse ones first; empty for other reports. */
export function comparisonAnswers(report: RunReport, colour: Colours): string {
  const { comparisons = [], reasons } = report;
  return firstOf(byGravity(comparisons), maxItems, (one) => answer(one, reasons, colour)).join("\n");
}

/** Table, plot, notes and caveats of each comparison; of many only a table that has them all. */
export function comparisonSections(report: RunReport, colour: Colours): readonly string[] {
  const { comparisons = [] } = report;
  if (comparisons.length > mostInFull)
    return [
      table(overviewTable(comparisons), colour),
      caveatLines(allCaveats(comparisons), colour).join("\n"),
    ];
  return comparisons.map((comparison) => section(comparison, colour));
}

function answer(comparison: ReportComparison, reasons: readonly Notice[], colour: Colours): string {
  const { verdict, sentence } = comparison;
  const sign = verdictPaint(verdict, colour)(verdictSign(verdict));
  const hint = comparisonHint(comparison, reasons);
  const line = `  ${sign} ${colour.bold(visible(sentence))}`;
  return hint === undefined ? line : `${line}\n    ${colour.cyan(visible(hint))}`;
}

function section(comparison: ReportComparison, colour: Colours): string {
  const { baseline, candidate, verdict } = comparison;
  const paint = verdictPaint(verdict, colour);
  const title = `${colour.bold("Comparison")}  ${visible(candidate)} against ${visible(baseline)}: ${paint(verdict)}`;
  const facts = colour.dim(`  ${blocksText(comparison)}, ${rulesText(comparison)}`);
  const lines = comparedLines(comparison);
  const parts = [
    [title, facts].join("\n"),
    figures(comparison, lines, colour),
    intervalPlot(comparison, colour).join("\n"),
    [...notes(lines), ...distance(comparison), ...caveatLines(comparison.caveats, colour)].join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Figures that gate are marked; the verdict is coloured, so the columns are aligned here. */
function figures(comparison: ReportComparison, lines: readonly ComparedLine[], colour: Colours): string {
  if (lines.length === 0) return "";
  const head = [
    "  Figure",
    visible(comparison.baseline),
    visible(comparison.candidate),
    "change",
    "interval",
    "verdict",
  ];
  const rows = lines.map((line) => [
    `${line.gates ? "*" : " "} ${line.title}`,
    line.baseline,
    line.candidate,
    line.change,
    line.interval,
  ]);
  const widths = head.map((title, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ""))),
  );
  const align = (cells: readonly string[]): string =>
    cells.map((cell, index) => (index === 0 ? pad : padStart)(cell, widths[index] ?? 0)).join("  ");
  const [title = "", ...others] = head;
  const heading = `${colour.bold(pad(title, widths[0] ?? 0))}  ${colour.dim(
    [...others.slice(0, -1).map((other, index) => padStart(other, widths[index + 1] ?? 0)), "verdict"].join(
      "  ",
    ),
  )}`;
  const body = lines.map(
    ({ verdict }, index) => `${align(rows[index] ?? [])}  ${verdictPaint(verdict, colour)(verdict)}`,
  );
  return [heading, ...body, colour.dim("* decides the verdict")].join("\n");
}

function notes(lines: readonly ComparedLine[]): readonly string[] {
  return gateNotes(lines).map(([titles, note]) => `  ${titles}: ${visible(note)}`);
}

function distance({ distance }: ReportComparison): readonly string[] {
  if (distance === undefined) return [];
  return [
    `  Largest distance of the latency distributions: ${formatCount(distance * 100)}% (an effect size, no test)`,
  ];
}

function caveatLines(caveats: readonly string[], colour: Colours): readonly string[] {
  return firstOf(caveats, maxItems, (caveat) => `  ${colour.yellow("!")} ${visible(caveat)}`);
}
