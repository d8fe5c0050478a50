// Comparisons with something of everything, as made by an experiment.

import type { ComparedRow, ReportBlock, ReportComparison } from "../../src/metrics/comparison-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { smallReport } from "./small-report.js";

/** Fragments are 18% slower at p99, p50 is the same, throughput unclear; two figures more gate nothing. */
export function someComparison(changes: Partial<ReportComparison> = {}): ReportComparison {
  return {
    baseline: "whole",
    candidate: "1 KiB",
    blocks: { baseline: 3, candidate: 3, leftOut: 1 },
    noise: 0.03,
    level: 0.01,
    confidence: 0.95,
    rows: [
      row({ figure: "p50", title: "p50 latency", values: [1_000, 1_010], change: [1.01, 0.99, 1.02] }),
      row({
        figure: "p99",
        title: "p99 latency",
        values: [10_000, 11_800],
        change: [1.18, 1.12, 1.25],
        verdict: "worse",
      }),
      row({
        figure: "throughput",
        title: "throughput",
        unit: "1/s",
        better: "higher",
        values: [2_000, 1_960],
        change: [0.98, 0.93, 1.04],
        verdict: "unclear",
        reason:
          "The change lies anywhere from 7% lower to 4% higher: 4 more blocks a side needed for an effect of 6%.",
        needs: { blocks: 4, effect: 0.06 },
      }),
      row({
        figure: "errorRate",
        title: "error rate",
        unit: "ratio",
        gates: false,
        values: [0, 0.0012],
        change: { kind: "difference", value: 0.0012, low: 0, high: 0.0021 },
        verdict: "unclear",
      }),
      row({
        figure: "bytesPerMessage",
        title: "bytes per message",
        unit: "byte",
        gates: false,
        values: [1_042, 1_300],
        change: [1.25, 1.25, 1.25],
        verdict: "worse",
      }),
    ],
    distance: 0.31,
    verdict: "worse",
    sentence: "1 KiB makes p99 latency 18% slower (12% to 25%), 3 blocks a side.",
    caveats: ["For these two processes: their targets were not started again for each block."],
    ...changes,
  };
}

/** An experiment of it, with a fourth block of the candidate that is no evidence. */
export function comparisonReport(changes: Partial<RunReport> = {}): RunReport {
  return smallReport({
    kind: "experiment",
    name: "experiment",
    verdict: "pass",
    reasons: [],
    checks: [],
    metrics: [],
    thresholds: [],
    warnings: [],
    blocks: [
      block("whole", { p50: 1_000, p99: 9_000, throughput: 2_000 }),
      block("1 KiB", { p50: 1_010, p99: 11_800, throughput: 1_960 }),
      block("1 KiB", { p50: 1_020, p99: 13_000, throughput: 1_860 }),
      block("whole", { p50: 990, p99: 10_000, throughput: 2_010 }),
      block("whole", { p50: 1_005, p99: 10_500, throughput: 1_990 }),
      block("1 KiB", { p50: 1_000, p99: 11_500, throughput: 2_000 }),
      { ...block("1 KiB", { p50: 9_000, p99: 90_000, throughput: 100 }), invalid: "The generator was late." },
    ],
    comparisons: [someComparison()],
    ...changes,
  });
}

/** The same where --fail-on makes it red. */
export function redComparisonReport(): RunReport {
  const comparison = someComparison({ isRed: true });
  return comparisonReport({
    verdict: "fail",
    reasons: [
      { code: "regression", message: comparison.sentence, hint: "Look at the figures that gate." },
      { code: "other", message: "Something else is wrong." },
    ],
    comparisons: [comparison],
  });
}

export function block(variant: string, figures: ReportBlock["figures"]): ReportBlock {
  return { variant, startedAt: "2026-01-02T03:04:05.000Z", durationMs: 5_000, figures };
}

interface RowChoice extends Partial<Omit<ComparedRow, "change">> {
  readonly values: readonly [number, number];
  /** Of a ratio: value, low, high. */
  readonly change: ComparedRow["change"] | readonly [number, number, number];
}

function row({ values, change, ...rest }: RowChoice): ComparedRow {
  const [baseline, candidate] = values;
  return {
    figure: "p50",
    title: "p50 latency",
    unit: "us",
    better: "lower",
    gates: true,
    baseline,
    candidate,
    verdict: "same",
    ...rest,
    ...(change !== undefined && { change: isRatio(change) ? ratio(change) : change }),
  };
}

function isRatio(change: NonNullable<RowChoice["change"]>): change is readonly [number, number, number] {
  return Array.isArray(change);
}

function ratio([value, low, high]: readonly [number, number, number]): NonNullable<ComparedRow["change"]> {
  return { kind: "ratio", value, low, high };
}
