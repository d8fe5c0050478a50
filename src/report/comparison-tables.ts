// What every rendering for people shows of comparisons beside their rows.

import { type ComparedLine, comparedLines } from "../figures/compared-rows.js";
import type { ReportComparison } from "../metrics/comparison-report.js";
import { isComparisonReason } from "../metrics/comparison-verdict.js";
import type { Notice, RunReport } from "../metrics/run-report.js";
import type { SummaryTable } from "./summary.js";

/** More comparisons than these are shown in one table. */
export const mostInFull = 3;

/** One row per comparison: its verdict, and the change of each figure that gates. */
export function overviewTable(comparisons: readonly ReportComparison[]): SummaryTable {
  const lines = comparisons.map((comparison) => comparedLines(comparison).filter(({ gates }) => gates));
  const titles = [...new Set(lines.flat().map(({ title }) => title))];
  const rows = comparisons.map(({ baseline, candidate, verdict }, index) => [
    `${candidate} against ${baseline}`,
    verdict,
    ...titles.map((title) => changeOf((lines[index] ?? []).find((line) => line.title === title))),
  ]);
  return { columns: ["Comparison", "verdict", ...titles], rows };
}

/** The run's verdict, but `worse` where something is and nobody asked that this fail the run: "pass" would be read as an answer. */
export function headline({ verdict, comparisons = [] }: RunReport): RunReport["verdict"] | "worse" {
  const isWorse = comparisons.some((comparison) => comparison.verdict === "worse");
  return verdict === "pass" && isWorse ? "worse" : verdict;
}

/** Why figures that gate are unclear: the figures of each reason, and the reason. */
export function gateNotes(
  lines: readonly ComparedLine[],
): readonly (readonly [titles: string, note: string])[] {
  const byNote = new Map<string, string[]>();
  for (const { gates, title, note } of lines) {
    if (gates && note !== "") byNote.set(note, [...(byNote.get(note) ?? []), title]);
  }
  return [...byNote].map(([note, titles]) => [titles.join(", "), note]);
}

/** What to do about a comparison that makes the run fail. */
export function comparisonHint(comparison: ReportComparison, reasons: readonly Notice[]): string | undefined {
  return reasons.find((reason) => isAbout(reason, comparison))?.hint;
}

/** The reasons that no comparison's sentence tells already. */
export function otherReasons({ reasons, comparisons = [] }: RunReport): readonly Notice[] {
  return reasons.filter((reason) => !comparisons.some((comparison) => isAbout(reason, comparison)));
}

function isAbout({ code, message }: Notice, { isRed, sentence }: ReportComparison): boolean {
  return isRed === true && message === sentence && isComparisonReason(code);
}

function changeOf(line: ComparedLine | undefined): string {
  if (line === undefined) return "";
  return line.verdict === "same" || line.verdict === "unclear"
    ? `${line.change} (${line.verdict})`
    : line.change;
}
