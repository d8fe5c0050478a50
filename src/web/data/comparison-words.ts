// Experiments and comparisons in words: the answer, changes with their signs, intervals, values.

import { formatQuantity } from "../../figures/quantity.js";
import type { ChangeVerdict, ComparedRow, ReportComparison } from "../../metrics/comparison-report.js";
import type { RunReport } from "../../metrics/run-report.js";
import { formatCount, formatMs } from "../../units.js";
import { counted } from "./metric-words.js";

/** What the answer looks like: as the gravest of several comparisons, or mixed where some are better and some worse. */
export type AnswerTone = ChangeVerdict | "mixed";

/** The answer of an experiment or a comparison, for the first screen. */
export interface Answer {
  /** `worse`; of several comparisons that differ `2 worse, 1 same`. */
  readonly label: string;
  readonly tone: AnswerTone;
  readonly headline: string;
  /** A line a comparison, where there are several. */
  readonly lines: readonly ReportComparison[];
  /** What was run, as sentences. */
  readonly sentences: readonly string[];
  readonly caveats: readonly string[];
}

/** The verdicts, the gravest first. */
export const changeVerdicts: readonly ChangeVerdict[] = ["worse", "better", "unclear", "same"];

/** Undefined in a report that compares nothing, and where its numbers are no evidence. */
export function answerOf(report: RunReport): Answer | undefined {
  const { comparisons = [], verdict } = report;
  const [first] = comparisons;
  if (first === undefined || verdict === "invalid") return undefined;
  const counts = countVerdicts(comparisons);
  const several = comparisons.length > 1;
  return {
    label: counts.length === 1 ? (counts[0]?.[0] ?? "unclear") : counts.map(countedVerdict).join(", "),
    tone: toneOf(counts),
    headline: several ? overall(comparisons) : first.sentence,
    lines: several ? comparisons : [],
    sentences: [howItWasRun(report), stoppedSentence(report)].filter((sentence) => sentence !== ""),
    caveats: [...new Set(comparisons.flatMap(({ caveats }) => caveats))],
  };
}

/** How many comparisons ended how, the gravest first; none that are 0. */
export function countVerdicts(
  comparisons: readonly Pick<ReportComparison, "verdict">[],
): readonly (readonly [ChangeVerdict, number])[] {
  return changeVerdicts
    .map((verdict) => [verdict, comparisons.filter((one) => one.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0);
}

/** `+18.3%`, `−4.1%`, `+0.2 points` of a share, `0%`. */
export function changeText({
  kind,
  value,
}: Pick<NonNullable<ComparedRow["change"]>, "kind" | "value">): string {
  return kind === "ratio" ? `${signed(value - 1)}%` : `${signed(value)} points`;
}

/** `+12% to +25%`. */
export function intervalText({ kind, low, high }: NonNullable<ComparedRow["change"]>): string {
  return kind === "ratio"
    ? `${signed(low - 1)}% to ${signed(high - 1)}%`
    : `${signed(low)} to ${signed(high)} points`;
}

/** A value of a figure with its unit: `412 µs`, `48,000 /s`, `0.02%`. */
export function figureText(value: number, unit: ComparedRow["unit"]): string {
  return unit === "1/s" ? `${formatCount(value)} /s` : formatQuantity(value, unit);
}

/** `0.00054`, `< 0.0001`. */
export function probabilityText(p: number): string {
  return p < 0.0001 ? "< 0.0001" : String(Number(p.toPrecision(2)));
}

/** What would make an unclear figure clear: `12 more blocks a side would show a change of 6%`. */
export function needsText({ blocks, effect }: NonNullable<ComparedRow["needs"]>): string {
  const more = `${counted(blocks, "more block")} a side would`;
  return `${more} show a change of ${percentage(Math.abs(effect))}%`;
}

function toneOf(counts: ReturnType<typeof countVerdicts>): AnswerTone {
  const [first = "unclear", second] = counts.map(([verdict]) => verdict);
  return first === "worse" && second === "better" ? "mixed" : first;
}

function countedVerdict([verdict, count]: readonly [ChangeVerdict, number]): string {
  return `${formatCount(count)} ${verdict}`;
}

function overall(comparisons: readonly ReportComparison[]): string {
  const counts = countVerdicts(comparisons);
  const against = `“${comparisons[0]?.baseline ?? ""}”`;
  const [only] = counts;
  if (only !== undefined && counts.length === 1) {
    const both = comparisons.length === 2 ? "Both" : `All ${formatCount(comparisons.length)}`;
    return `${both} variants are ${only[0] === "same" ? "the same as" : `${only[0]}${only[0] === "unclear" ? " against" : " than"}`} ${against}.`;
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

/** A share as percent with its sign: `+18.3`, `−4.1`, `0`. */
function signed(share: number): string {
  const text = percentage(Math.abs(share));
  if (text === "0") return text;
  return `${share < 0 ? "−" : "+"}${text}`;
}

/** As many digits as a change deserves: `0.12`, `4.1`, `18.3`, `1,900`. */
function percentage(share: number): string {
  const percent = share * 100;
  const digits = percent >= 100 ? 0 : percent >= 1 ? 1 : 2;
  return Number(percent.toFixed(digits)).toLocaleString("en-US");
}
