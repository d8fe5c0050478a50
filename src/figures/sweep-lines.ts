// A sweep over fragment sizes as lines: each way to cut a message, with what both models showed of it.

import type {
  ComparedFigure,
  ComparedRow,
  ReportBlock,
  ReportComparison,
} from "../metrics/comparison-report.js";
import type { ReportSweep, SweepPoint } from "../metrics/experiment-report.js";
import type { RunReport } from "../metrics/run-report.js";
import { type MedianInterval, medianInterval } from "./median-interval.js";

/** One way to cut a message of one size. */
export interface SweepLine {
  readonly payloadBytes: number;
  /** Absent for whole messages. */
  readonly fragmentBytes?: number | undefined;
  readonly frames: number;
  readonly wireBytes?: number | undefined;
  /** As fast as the target answers. */
  readonly closed?: SweepSide | undefined;
  /** At the rate of the message size. */
  readonly open?: SweepSide | undefined;
}

/** What the blocks of one variant showed. */
export interface SweepSide {
  readonly variant: string;
  /** Blocks that are evidence. */
  readonly blocks: number;
  /** Medians over blocks with their intervals; those that no block has are left out. */
  readonly figures: Readonly<Partial<Record<ComparedFigure, MedianInterval>>>;
  /** Against whole messages; absent for these, and where one side has no evidence. */
  readonly comparison?: ReportComparison | undefined;
}

/** The parts of a report that a sweep is in. */
export type SweptReport = Pick<RunReport, "experiment" | "blocks" | "comparisons">;

/** By message size, then by fragment size, whole messages last; none in a report without a sweep. */
export function sweepLines(report: SweptReport): readonly SweepLine[] {
  const lines = new Map<string, SweepLine>();
  for (const point of report.experiment?.sweep?.points ?? []) {
    const { variant: _, model, ...cut } = point;
    const key = `${cut.payloadBytes} ${cut.fragmentBytes ?? "whole"}`;
    lines.set(key, { ...cut, ...lines.get(key), [model]: sideOf(point, report) });
  }
  return [...lines.values()];
}

/** The lines of each message size. */
export function linesBySize(
  lines: readonly SweepLine[],
): readonly { readonly payloadBytes: number; readonly lines: readonly SweepLine[] }[] {
  const sizes = [...new Set(lines.map(({ payloadBytes }) => payloadBytes))];
  return sizes.map((payloadBytes) => ({
    payloadBytes,
    lines: lines.filter((line) => line.payloadBytes === payloadBytes),
  }));
}

/** How a figure compares with that of whole messages. */
export function changeOf(side: SweepSide | undefined, figure: ComparedFigure): ComparedRow | undefined {
  return side?.comparison?.rows.find((row) => row.figure === figure);
}

/** Messages per second of the open model; `undefined` where that size was not measured so. */
export function rateOf(sweep: ReportSweep, payloadBytes: number): number | undefined {
  return sweep.rates.find((rate) => rate.payloadBytes === payloadBytes)?.ratePerSecond;
}

function sideOf({ variant }: SweepPoint, { blocks = [], comparisons = [] }: SweptReport): SweepSide {
  const evidence = blocks.filter((block) => block.variant === variant && block.invalid === undefined);
  const comparison = comparisons.find(({ candidate }) => candidate === variant);
  return {
    variant,
    blocks: evidence.length,
    figures: mediansOf(evidence),
    ...(comparison !== undefined && { comparison }),
  };
}

function mediansOf(blocks: readonly ReportBlock[]): SweepSide["figures"] {
  const names = new Set(blocks.flatMap(({ figures }) => Object.keys(figures) as ComparedFigure[]));
  const medians: Partial<Record<ComparedFigure, MedianInterval>> = {};
  for (const name of names) {
    const found = medianInterval(blocks.flatMap(({ figures }) => figures[name] ?? []));
    if (found !== undefined) medians[name] = found;
  }
  return medians;
}
