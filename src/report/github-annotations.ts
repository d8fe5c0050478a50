// Annotations of GitHub Actions: lines of the log that GitHub shows on the summary of a run and beside a pull request.

import type { ReportComparison } from "../metrics/comparison-report.js";
import { isComparisonReason } from "../metrics/comparison-verdict.js";
import type { RunReport } from "../metrics/run-report.js";
import { printable } from "./printable.js";

/** A workflow command, before it is written as a line. */
interface Annotation {
  readonly level: "error" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** Kinds of reports that hold something against something, and whose reader waits for a verdict. */
export function isCompared({ kind }: Pick<RunReport, "kind">): boolean {
  return kind === "experiment" || kind === "comparison";
}

/**
 * A line for each comparison that a person should look at, an error where the run fails for it, else a warning for what is worse or
 * unclear and a notice for what is better (`same` needs no line); and an error for each other reason why the run failed or is no evidence.
 * None for reports that compare nothing.
 */
export function githubAnnotations(report: RunReport): readonly string[] {
  if (!isCompared(report)) return [];
  const { comparisons = [], verdict, name, reasons } = report;
  if (verdict === "invalid") {
    return reasons.map(({ message }) => lineOf({ level: "error", title: `${name}: invalid run`, message }));
  }
  const told = comparisons.flatMap((comparison) => {
    const level = levelOf(comparison);
    const title = `${name}: ${comparison.candidate} ${comparison.verdict} against ${comparison.baseline}`;
    return level === undefined ? [] : [lineOf({ level, title, message: comparison.sentence })];
  });
  const others = reasons
    .filter(({ code }) => verdict === "fail" && !isComparisonReason(code))
    .map(({ message }) => lineOf({ level: "error", title: `${name}: failed`, message }));
  return [...told, ...others];
}

function levelOf({ verdict, isRed }: ReportComparison): Annotation["level"] | undefined {
  if (isRed === true) return "error";
  if (verdict === "same") return undefined;
  return verdict === "better" ? "notice" : "warning";
}

function lineOf({ level, title, message }: Annotation): string {
  return `::${level} title=${escapeProperty(printable(title))}::${escapeMessage(message)}`;
}

// The rules of GitHub's own toolkit: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts

/** Text after the second `::`. A percent sign first, as the others are written with it. */
export function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** The value of a property, which a comma or a colon would end. */
export function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
