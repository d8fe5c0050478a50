// A sweep over fragment sizes in words: the answer first, how the target delivers, what a fragment costs.

import type { ComparedRow, ReportComparison } from "../metrics/comparison-report.js";
import type { SweepCost } from "../metrics/experiment-report.js";
import { formatCount, formatExactBytes } from "../units.js";
import type { SweepLine, SweptReport } from "./sweep-lines.js";

/** The gravest clear difference of latency from whole messages, else of the ceiling; that there is none, where there is none. */
export function sweepHeadline(report: SweptReport): string {
  const [first] = gravestSentences(report);
  if (first !== undefined) return first;
  const { comparisons = [] } = report;
  if (comparisons.length === 0) return "No fragment size could be compared with whole messages.";
  if (comparisons.every(({ verdict }) => verdict === "same"))
    return "All fragment sizes are like whole messages.";
  return "No fragment size is clearly slower or faster than whole messages.";
}

/** The gravest clear difference of latency, then that of the ceiling. */
function gravestSentences({ experiment, comparisons = [] }: SweptReport): readonly string[] {
  const points = experiment?.sweep?.points ?? [];
  return (["open", "closed"] as const).flatMap((model) => {
    const [gravest] = comparisons
      .filter(({ candidate }) => points.some((point) => point.variant === candidate && point.model === model))
      .map((comparison) => ({ comparison, weight: weightOf(comparison) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight);
    return gravest === undefined ? [] : [gravest.comparison.sentence];
  });
}

/** What follows the headline: the gravest difference of the ceiling, and how the target delivers fragments. */
export function sweepFacts(report: SweptReport): readonly string[] {
  const sweep = report.experiment?.sweep;
  if (sweep === undefined) return [];
  return [
    ...gravestSentences(report).slice(1),
    ...sweep.delivery.map(({ sentence }) => sentence),
    ...sweep.notLearnt,
  ];
}

/** What a further fragment costs in latency, CPU and bytes, by message size. */
export function costSentences({ experiment }: SweptReport): readonly string[] {
  const told: readonly SweepCost["figure"][] = ["p50", "cpuPerMessage", "bytesPerMessage"];
  const costs = experiment?.sweep?.costs ?? [];
  return costs.filter(({ figure }) => told.includes(figure)).map(({ sentence }) => sentence);
}

/** `whole` or `128 B`. */
export function cutText({ fragmentBytes }: Pick<SweepLine, "fragmentBytes">): string {
  return fragmentBytes === undefined ? "whole" : formatExactBytes(fragmentBytes);
}

/** `+18%`, `same`, `unclear`; of twice and more `3.1 times`; empty where nothing was compared. */
export function changeWord(row: ComparedRow | undefined): string {
  if (row === undefined) return "";
  if (row.change === undefined || row.verdict === "same" || row.verdict === "unclear") return row.verdict;
  const { kind, value } = row.change;
  if (kind === "ratio" && value >= 2) return `${formatCount(value)} times`;
  const percent = (kind === "ratio" ? value - 1 : value) * 100;
  return `${percent < 0 ? "-" : "+"}${formatCount(Math.abs(Number(percent.toPrecision(2))))}%`;
}

/** Of what each cost is. */
export const costTitles: Readonly<Record<SweepCost["figure"], string>> = {
  p50: "p50 latency",
  p99: "p99 latency",
  p999: "p99.9 latency",
  throughput: "time per answer at the ceiling",
  cpuPerMessage: "CPU of the target",
  bytesPerMessage: "bytes to the target",
};

/** The gravest gating figure by how far its ratio is from 1; what is worse comes before all that is better. */
function weightOf({ rows }: ReportComparison): number {
  return Math.max(
    0,
    ...rows.map(({ gates, verdict, change }) => {
      if (!gates || change === undefined || change.kind !== "ratio" || change.value <= 0) return 0;
      const weight = Math.abs(Math.log(change.value));
      return verdict === "worse" ? 1_000 + weight : verdict === "better" ? weight : 0;
    }),
  );
}
