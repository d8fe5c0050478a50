// What terminal, Markdown, JUnit and page say of a comparison: its rows in words and units.

import type { ChangeVerdict, ComparedRow, ReportComparison } from "../metrics/comparison-report.js";
import { formatCount } from "../units.js";
import { formatFigure } from "./figure-text.js";

/** One figure of a comparison in words. */
export interface ComparedLine {
  readonly figure: ComparedRow["figure"];
  /** `p99 latency` */
  readonly title: string;
  /** Whether it decides the verdict. */
  readonly gates: boolean;
  /** Medians over blocks with their unit; a dash where there is none. */
  readonly baseline: string;
  readonly candidate: string;
  /** `+18.2%`, or `+0.12 points` of a share; a dash where there is none. */
  readonly change: string;
  /** `+12.1% to +25.0%`, `0.00 to +0.21 points`; a dash where there are too few blocks for one. */
  readonly interval: string;
  readonly verdict: ChangeVerdict;
  /** Why it is unclear and what would make it clear; empty where nothing is to be said. */
  readonly note: string;
}

type ChangeKind = NonNullable<ComparedRow["change"]>["kind"];

/** Stands where there is no value. */
export const dash = "–";

/** The rows of a comparison, in their order. */
export function comparedLines(comparison: ReportComparison): readonly ComparedLine[] {
  return comparison.rows.map((row) => {
    const change = shownChange(row);
    return {
      figure: row.figure,
      title: row.title,
      gates: row.gates,
      baseline: row.baseline === undefined ? dash : formatFigure(row.baseline, row.unit),
      candidate: row.candidate === undefined ? dash : formatFigure(row.candidate, row.unit),
      change: change === undefined ? dash : changeText(change.value, change.kind),
      interval: change?.interval === undefined ? dash : intervalText(change.interval, change.kind),
      verdict: row.verdict,
      note: noteOf(row),
    };
  });
}

/** `+18.2%` of a ratio of 1.182; `+0.12 points` of a difference of 0.0012. */
export function changeText(value: number, kind: ChangeKind): string {
  if (kind === "difference") return `${signed(value * 100, 2)} points`;
  const percent = (value - 1) * 100;
  return `${signed(percent, Math.abs(percent) < 100 ? 1 : 0)}%`;
}

/** A change as it is shown: too few blocks have one without an interval. */
export interface ShownChange {
  readonly kind: ChangeKind;
  readonly value: number;
  readonly interval?: { readonly low: number; readonly high: number } | undefined;
}

/** The change of a row; where there are too few blocks for an interval that of the medians alone; none where nothing compares. */
export function shownChange({
  change,
  needs,
  unit,
  baseline,
  candidate,
}: ComparedRow): ShownChange | undefined {
  if (change !== undefined) {
    const { kind, value, low, high } = change;
    return { kind, value, interval: { low, high } };
  }
  // More blocks would tell: so it is the number of blocks alone that is missing.
  if (needs === undefined || baseline === undefined || candidate === undefined) return undefined;
  if (unit === "ratio") return { kind: "difference", value: candidate - baseline };
  return baseline > 0 ? { kind: "ratio", value: candidate / baseline } : undefined;
}

/** The ratios between which a change means nothing: the larger side is by less than `noise` above the smaller one, whichever that is. */
export function noiseBand(noise: number): readonly [low: number, high: number] {
  return [1 / (1 + noise), 1 + noise];
}

/** `7 blocks a side`, or `7 blocks against 6`, and how many were left out. */
export function blocksText({ blocks: { baseline, candidate, leftOut } }: ReportComparison): string {
  const blocks = (count: number): string => `${formatCount(count)} ${count === 1 ? "block" : "blocks"}`;
  const sides =
    baseline === candidate
      ? `${blocks(baseline)} a side`
      : `${blocks(candidate)} against ${formatCount(baseline)}`;
  return leftOut === 0 ? sides : `${sides}, ${formatCount(leftOut)} left out as invalid`;
}

/** `noise threshold 3%, rank test at 1%` */
export function rulesText({ noise, level }: ReportComparison): string {
  return `noise threshold ${share(noise)}, rank test at ${share(level)}`;
}

/** `12 more blocks a side would show an effect of 6%.` */
export function needsText({ blocks, effect }: NonNullable<ComparedRow["needs"]>): string {
  const more = `${formatCount(blocks)} more ${blocks === 1 ? "block" : "blocks"} a side`;
  return `${more} would show an effect of ${share(effect)}.`;
}

/** `3%` of 0.03 */
export function share(part: number): string {
  return `${formatCount(part * 100)}%`;
}

function intervalText({ low, high }: NonNullable<ShownChange["interval"]>, kind: ChangeKind): string {
  return `${changeText(low, kind).replace(" points", "")} to ${changeText(high, kind)}`;
}

/** A reason says what is needed itself. */
function noteOf({ reason, needs }: ComparedRow): string {
  return reason ?? (needs === undefined ? "" : needsText(needs));
}

/** With a sign, but for what is shown as 0; never `-0`. */
function signed(amount: number, digits: number): string {
  const shown = Math.abs(amount).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (Number(shown.replaceAll(",", "")) === 0) return shown;
  return `${amount > 0 ? "+" : "-"}${shown}`;
}
