// Two sides of blocks -> what is different between them: `compareSides`, the one way in to the statistics.

import {
  type ChangeVerdict,
  type ComparedFigure,
  type ComparedRow,
  comparedFigures,
  type ReportBlock,
  type ReportComparison,
} from "../metrics/comparison-report.js";
import { defaultGates, defaultLevel, defaultNoise, figureCatalogue } from "./compared-figure.js";
import { comparisonSentence } from "./comparison-words.js";
import { partialSide, shortBlocksReason } from "./figure-doubts.js";
import { holm } from "./holm.js";
import { type FigureSamples, judgeFigure, type Side } from "./judge-figure.js";
import { latencyDistance } from "./latency-distance.js";
import { rankTest } from "./rank-test.js";

/** One of two sides: a variant, or a report. */
export interface ComparedSide {
  readonly name: string;
  /** In any order; invalid ones are counted and left out. */
  readonly blocks: readonly ReportBlock[];
}

/** By what sides are judged. */
export interface CompareOptions {
  /** Noise threshold, > 0. Default {@link defaultNoise}. */
  readonly noise?: number | undefined;
  /** Of the rank test after Holm's correction, 0 to 1. Default {@link defaultLevel}. */
  readonly level?: number | undefined;
  /** Figures that decide. Default {@link defaultGates}. */
  readonly gates?: readonly ComparedFigure[] | undefined;
  /** What the verdict does not cover, as sentences. */
  readonly caveats?: readonly string[] | undefined;
}

const confidence = 0.95;

/**
 * The candidate held against the baseline, figure by figure.
 *
 * The unit is the block: messages of a block are not independent. Figures that gate are corrected for being several (Holm) as one family, all
 * others as another one. Swapping the sides turns every change and verdict round; the order of blocks does not matter.
 */
export function compareSides(
  baseline: ComparedSide,
  candidate: ComparedSide,
  options: CompareOptions = {},
): ReportComparison {
  const { noise = defaultNoise, level = defaultLevel, gates = defaultGates, caveats = [] } = options;
  const sides = { baseline: evidenceOf(baseline), candidate: evidenceOf(candidate) };
  const names = { baseline: baseline.name, candidate: candidate.name };
  const rows = samplesOf(sides, gates, names).map((samples) =>
    judgeFigure(samples, { names, noise, level, confidence }),
  );
  const distance = latencyDistance(sides.baseline, sides.candidate);
  const comparison = {
    baseline: baseline.name,
    candidate: candidate.name,
    blocks: {
      baseline: sides.baseline.length,
      candidate: sides.candidate.length,
      leftOut:
        baseline.blocks.length + candidate.blocks.length - sides.baseline.length - sides.candidate.length,
    },
    noise,
    level,
    confidence,
    rows,
    ...(distance !== undefined && { distance }),
    verdict: overallVerdict(rows.filter((row) => row.gates)),
    caveats: [...caveats, ...leftOutCaveats(baseline, candidate), ...missingGates(rows, gates)],
  };
  return { ...comparison, sentence: comparisonSentence(comparison) };
}

type Sides = Readonly<Record<Side, readonly ReportBlock[]>>;

function evidenceOf({ blocks }: ComparedSide): readonly ReportBlock[] {
  return blocks.filter(({ invalid }) => invalid === undefined);
}

/** The figures that a side has, with the p of each and Holm's correction within its family. */
function samplesOf(
  sides: Sides,
  gates: readonly ComparedFigure[],
  names: Readonly<Record<Side, string>>,
): readonly FigureSamples[] {
  const tested = comparedFigures.flatMap((figure) => {
    const baseline = valuesOf(sides.baseline, figure);
    const candidate = valuesOf(sides.candidate, figure);
    if (baseline.length + candidate.length === 0) return [];
    const p = baseline.length > 0 && candidate.length > 0 ? rankTest(baseline, candidate) : undefined;
    return [{ entry: figureCatalogue[figure], gates: gates.includes(figure), baseline, candidate, p }];
  });
  const named = [
    { name: names.baseline, blocks: sides.baseline },
    { name: names.candidate, blocks: sides.candidate },
  ];
  const pacedByGenerator = (["baseline", "candidate"] as const).filter((side) => isPaced(sides[side]));
  return tested.map((samples) => {
    const { figure } = samples.entry;
    const ps = tested.filter((other) => other.gates === samples.gates).flatMap(({ p }) => p ?? []);
    return {
      ...samples,
      pAdjusted: samples.p === undefined ? undefined : holm(ps)[ps.indexOf(samples.p)],
      family: ps.length,
      obstacle: isLatency(figure)
        ? (latencyObstacle(sides) ?? shortBlocksReason(samples.entry, named))
        : undefined,
      pacedByGenerator: isLatency(figure) || figure === "throughput" ? pacedByGenerator : [],
      partial: {
        baseline: partialSide(figure, sides.baseline),
        candidate: partialSide(figure, sides.candidate),
      },
    };
  });
}

function valuesOf(blocks: readonly ReportBlock[], figure: ComparedFigure): readonly number[] {
  return blocks.flatMap(({ figures }) => {
    const value = figures[figure];
    return value === undefined || !Number.isFinite(value) ? [] : [value];
  });
}

function isLatency(figure: ComparedFigure): boolean {
  return figure === "p50" || figure === "p90" || figure === "p99" || figure === "p999";
}

/** Whether the generator set the pace of most blocks. */
function isPaced(blocks: readonly ReportBlock[]): boolean {
  return blocks.filter(({ limitedBy }) => limitedBy === "generator").length > blocks.length / 2;
}

/** A latency from the due time on is another thing than one from sending on. */
function latencyObstacle({ baseline, candidate }: Sides): string | undefined {
  const metrics = new Set([...baseline, ...candidate].flatMap(({ latency }) => latency?.metric ?? []));
  return metrics.size > 1
    ? "Some latencies are counted from when a message was due, others from when it was sent: they cannot be compared. Give both sides a rate, or neither."
    : undefined;
}

function overallVerdict(gates: readonly ComparedRow[]): ChangeVerdict {
  const has = (verdict: ChangeVerdict): boolean => gates.some((row) => row.verdict === verdict);
  if (has("worse")) return "worse";
  if (has("better")) return "better";
  return gates.length > 0 && !has("unclear") ? "same" : "unclear";
}

/** A generator is late when its machine is slow, so what is left out is not just any. */
function leftOutCaveats(...sides: readonly ComparedSide[]): readonly string[] {
  const leftOut = sides.map(({ blocks }) => blocks.filter(({ invalid }) => invalid !== undefined).length);
  const total = leftOut.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  const parts = sides.map(({ name, blocks }, at) => `${leftOut[at]} of ${blocks.length} of ${name}`);
  return [
    `Blocks were left out as no evidence (${parts.join(", ")}): they may have been the slow ones, so a side may look better than it is, most of all the one with more of them.`,
  ];
}

/** Gates that were measured on neither side decide nothing, and are not passed over in silence. */
function missingGates(rows: readonly ComparedRow[], gates: readonly ComparedFigure[]): readonly string[] {
  const missing = gates.filter((gate) => !rows.some(({ figure }) => figure === gate));
  return missing.map(
    (gate) => `${figureCatalogue[gate].title} was measured on neither side, so it decides nothing.`,
  );
}
