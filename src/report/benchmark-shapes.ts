// The figures of an experiment or a comparison in the JSON shapes that trackers of benchmark results read.

import type { ComparedFigure, ComparedRow, ReportBlock } from "../metrics/comparison-report.js";
import type { RunReport } from "../metrics/run-report.js";

/** An entry of github-action-benchmark's `customSmallerIsBetter` and `customBiggerIsBetter`. */
export interface BenchmarkEntry {
  readonly name: string;
  readonly unit: string;
  /** Median over blocks. */
  readonly value: number;
  /** Least to greatest block; absent for a single one. */
  readonly range?: string | undefined;
}

/** Bencher Metric Format: benchmark, then measure. */
export type BenchmarkMeasures = Readonly<Record<string, Readonly<Record<string, BenchmarkMeasure>>>>;

/** A figure over blocks: the median, and the least and the greatest block. */
export interface BenchmarkMeasure {
  readonly value: number;
  readonly lower_value?: number | undefined;
  readonly upper_value?: number | undefined;
}

// A name says the unit of its measure, since these JSON shapes have no place for one in the second.
const measures: Readonly<Record<ComparedFigure, string>> = {
  p50: "p50-latency-us",
  p90: "p90-latency-us",
  p99: "p99-latency-us",
  p999: "p999-latency-us",
  throughput: "throughput-per-second",
  errorRate: "error-rate",
  handshake: "handshake-us",
  cpuPerMessage: "cpu-per-message-us",
  bytesPerMessage: "bytes-per-message",
};
const units: Readonly<Record<ComparedRow["unit"], string>> = {
  us: "µs",
  "1/s": "messages/s",
  ratio: "share",
  byte: "B",
};

/** Figures of the candidates of which less is better, or more. Invalid blocks are left out, as no evidence. */
export function benchmarkEntries(
  report: RunReport,
  better: ComparedRow["better"],
): readonly BenchmarkEntry[] {
  return sidesOf(report).flatMap(({ name, rows, blocks }) =>
    rows
      .filter((row) => row.better === better)
      .flatMap((row) => {
        const spread = spreadOf(blocks, row.figure);
        if (spread === undefined) return [];
        const { value, least, most, count } = spread;
        const entry = { name: `${name}: ${row.title}`, unit: units[row.unit], value };
        return [count > 1 ? { ...entry, range: `${least} to ${most}` } : entry];
      }),
  );
}

/** All figures of the candidates. Invalid blocks are left out, as no evidence. */
export function benchmarkMeasures(report: RunReport): BenchmarkMeasures {
  const benchmarks = sidesOf(report).map(({ name, rows, blocks }) => {
    const found = rows.flatMap(({ figure }) => {
      const spread = spreadOf(blocks, figure);
      if (spread === undefined) return [];
      const { value, least, most, count } = spread;
      const ends = count > 1 ? { lower_value: least, upper_value: most } : {};
      return [[measures[figure], { value, ...ends }] as const];
    });
    return [name, Object.fromEntries(found)] as const;
  });
  return Object.fromEntries(benchmarks.filter(([, found]) => Object.keys(found).length > 0));
}

interface TrackedSide {
  readonly name: string;
  readonly rows: readonly ComparedRow[];
  readonly blocks: readonly ReportBlock[];
}

/**
 * The candidate of each comparison. Trackers know a benchmark by its name, so that is the run's alone where there is one candidate:
 * that of a comparison is the name of a file, which is another one each time.
 */
function sidesOf({ name, comparisons = [], blocks = [] }: RunReport): readonly TrackedSide[] {
  return comparisons.map(({ candidate, rows }) => ({
    name: comparisons.length === 1 ? name : `${name}: ${candidate}`,
    rows,
    blocks: blocks.filter(({ variant, invalid }) => variant === candidate && invalid === undefined),
  }));
}

interface Spread {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** Least and greatest block rather than a bootstrap interval: it is exact, and the same each time it is made from a report. */
function spreadOf(blocks: readonly ReportBlock[], figure: ComparedFigure): Spread | undefined {
  const values = blocks.flatMap(({ figures }) => figures[figure] ?? []).sort((a, b) => a - b);
  const [least, most] = [values[0], values.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  const middle = values.length / 2;
  const upper = values[Math.floor(middle)] ?? least;
  const lower = values[Math.ceil(middle) - 1] ?? least;
  return {
    value: rounded((lower + upper) / 2),
    least: rounded(least),
    most: rounded(most),
    count: values.length,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(9));
}
