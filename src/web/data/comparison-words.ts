// Experiments and comparisons in words: the answer, and what it rests on.

import { allCaveats, byGravity, countVerdicts } from "../../figures/several-comparisons.js";
import { sweepFacts, sweepHeadline } from "../../figures/sweep-words.js";
import type { ChangeVerdict, ReportComparison } from "../../metrics/comparison-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount, formatMs } from "../../units.js";
import { counted } from "../words/counted.js";

/** What the answer looks like: as the gravest of several comparisons, or mixed where some are better and some worse. */
export type AnswerTone = ChangeVerdict | "mixed";

/** The answer of an experiment or a comparison, for the first screen. */
export interface Answer {
  /** `worse`; of several comparisons that differ `2 worse, 1 same`. */
  readonly label: string;
  readonly tone: AnswerTone;
  readonly headline: string;
  /** A line a comparison, where there are several, the gravest first. */
  readonly lines: readonly ReportComparison[];
  /** What was run, as sentences. */
  readonly sentences: readonly string[];
  readonly caveats: readonly string[];
}

/** Undefined in a report that compares nothing, and where its numbers are no evidence. */
export function answerOf(report: RunReport): Answer | undefined {
  const { comparisons = [], verdict } = report;
  const [first] = comparisons;
  if (first === undefined || verdict === "invalid") return undefined;
  const counts = countVerdicts(comparisons);
  const isSweep = report.experiment?.sweep !== undefined;
  const several = comparisons.length > 1 && !isSweep;
  const headline = several ? overall(comparisons) : first.sentence;
  return {
    label: counts.length === 1 ? (counts[0]?.[0] ?? "unclear") : counts.map(countedVerdict).join(", "),
    tone: toneOf(counts),
    // Of a sweep the gravest difference says more than a count of verdicts over all sizes.
    headline: isSweep ? sweepHeadline(report) : headline,
    lines: several ? byGravity(comparisons) : [],
    sentences: [...sweepFacts(report), howItWasRun(report), stoppedSentence(report)].filter(
      (sentence) => sentence !== "",
    ),
    caveats: allCaveats(comparisons),
  };
}

/** `0.00054`, `< 0.0001`. */
export function probabilityText(p: number): string {
  return p < 0.0001 ? "< 0.0001" : String(Number(p.toPrecision(2)));
}

function toneOf(counts: ReturnType<typeof countVerdicts>): AnswerTone {
  const [first = "unclear", ...others] = counts.map(([verdict]) => verdict);
  return first === "worse" && others.includes("better") ? "mixed" : first;
}

function countedVerdict([verdict, count]: readonly [ChangeVerdict, number]): string {
  return `${formatCount(count)} ${verdict}`;
}

function overall(comparisons: readonly ReportComparison[]): string {
  const counts = countVerdicts(comparisons);
  const against = `“${comparisons[0]?.baseline ?? ""}”`;
  const [only] = counts;
  if (only !== undefined && counts.length === 1) {
    const [verdict, count] = only;
    if (verdict === "unclear")
      return `Whether the ${formatCount(count)} variants differ from ${against} is unclear.`;
    const both = count === 2 ? "Both" : `All ${formatCount(count)}`;
    return `${both} variants are ${verdict === "same" ? "the same as" : `${verdict} than`} ${against}.`;
  }
  const parts = counts.map(
    ([verdict, count]) =>
      `${formatCount(count)} ${count === 1 ? "is" : "are"} ${verdict === "same" ? "the same" : verdict}`,
  );
  return `Of ${formatCount(comparisons.length)} variants against ${against}, ${listed(parts)}.`;
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function howItWasRun({ experiment, blocks = [], durationMs, kind }: RunReport): string {
  const leftOut = blocks.filter(({ invalid }) => invalid !== undefined).length;
  const without =
    leftOut === 0
      ? ""
      : `; ${formatCount(leftOut)} of them ${leftOut === 1 ? "is" : "are"} no evidence and left out`;
  if (kind === "comparison" || experiment === undefined)
    return `${counted(blocks.length, "block")} were read${without}.`;
  return `${counted(blocks.length, "block")} of ${counted(experiment.variants.length, "variant")} took turns for ${formatMs(durationMs)}${without}.`;
}

function stoppedSentence({ verdict, experiment, blocks = [] }: RunReport): string {
  if (verdict !== "interrupted") return "";
  const planned = experiment === undefined ? "" : ` of ${formatCount(experiment.order.length)} planned`;
  return `It was stopped before its end: this rests on ${counted(blocks.length, "block")}${planned}.`;
}
