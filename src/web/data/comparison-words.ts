// Experiments and comparisons in words: the answer, and what it rests on.

import { allCaveats, byGravity, countVerdicts } from "../../figures/several-comparisons.js";
import { sweepFacts, sweepHeadline } from "../../figures/sweep-words.js";
import type { ChangeVerdict, ReportComparison } from "../../metrics/comparison-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatMs } from "../../units.js";
import { says } from "../words/report-words.js";

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
    label:
      counts.length === 1
        ? says.comparison.verdicts[counts[0]?.[0] ?? "unclear"]
        : says.comparison.counts(counts.map(countedVerdict)),
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
  return says.comparison.counted(count, says.comparison.verdicts[verdict]);
}

function overall(comparisons: readonly ReportComparison[]): string {
  const counts = countVerdicts(comparisons);
  const baseline = comparisons[0]?.baseline ?? "";
  const [only] = counts;
  if (only !== undefined && counts.length === 1) {
    const [verdict, count] = only;
    return verdict === "unclear"
      ? says.comparison.allUnclear(count, baseline)
      : says.comparison.allAlike(count, verdict, baseline);
  }
  return says.comparison.mixed(comparisons.length, baseline, counts);
}

function howItWasRun({ experiment, blocks = [], durationMs, kind }: RunReport): string {
  const leftOut = blocks.filter(({ invalid }) => invalid !== undefined).length;
  return kind === "comparison" || experiment === undefined
    ? says.comparison.blocksRead(blocks.length, leftOut)
    : says.comparison.tookTurns(blocks.length, experiment.variants.length, formatMs(durationMs), leftOut);
}

function stoppedSentence({ verdict, experiment, blocks = [] }: RunReport): string {
  if (verdict !== "interrupted") return "";
  return says.comparison.stopped(blocks.length, experiment?.order.length);
}
