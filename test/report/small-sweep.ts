// A small sweep over fragment sizes, with numbers that are easy to follow: a fragment costs 2 µs of median latency.

import { figureCatalogue } from "../../src/compare/compared-figure.js";
import { answerFramesFact, passesOnFact, pongFact } from "../../src/experiment/fragments/delivery-words.js";
import { fragmentCosts } from "../../src/experiment/fragments/fragment-costs.js";
import { sweepVariantName } from "../../src/experiment/fragments/sweep-names.js";
import { planSweep } from "../../src/experiment/fragments/sweep-plan.js";
import { sweepSentence } from "../../src/experiment/fragments/sweep-sentence.js";
import type {
  ComparedFigure,
  ComparedRow,
  ReportBlock,
  ReportComparison,
} from "../../src/metrics/comparison-report.js";
import type { ReportSweep, SweepPoint } from "../../src/metrics/experiment-report.js";
import type { RunReport } from "../../src/metrics/run-report.js";
import { seededRandom } from "../../src/random.js";

/** The parts of a report that a sweep is in. */
export type SmallSweep = Required<Pick<RunReport, "experiment" | "blocks" | "comparisons">>;

const blocksPerVariant = 6;

/** 256 B and 4 KiB, in fragments of 16 B, 128 B and 1 KiB. @param changes - Of the sweep. */
export function smallSweep(changes: Partial<ReportSweep> = {}): SmallSweep {
  const points = planSweep({ payloadSizes: [256, 4_096], fragmentSizes: [16, 128, 1_024] }).flatMap(
    ({ payloadBytes, cuts }) =>
      cuts.flatMap((cut) =>
        (["closed", "open"] as const).map((model): SweepPoint => {
          const key = { payloadBytes, ...cut, model };
          return { variant: sweepVariantName(key), ...key };
        }),
      ),
  );
  const blocks = points.flatMap(blocksOf);
  const comparisons = points.flatMap((point) =>
    point.fragmentBytes === undefined ? [] : [comparisonOf(point)],
  );
  const sweep: ReportSweep = {
    points,
    rates: [
      { payloadBytes: 256, ratePerSecond: 3_000, share: 0.5 },
      { payloadBytes: 4_096, ratePerSecond: 1_200, share: 0.5 },
    ],
    delivery: [pongFact(true), passesOnFact(false), answerFramesFact(1, { cameEarly: false })],
    notLearnt: [],
    costs: [...fragmentCosts({ points, blocks, comparisons, random: seededRandom(1), answerFrames: 1 })],
    ...changes,
  };
  const variants = points.map(({ variant: name, model }) => ({
    name,
    description: "An echo over 10 connections",
    url: "ws://127.0.0.1:9001/echo",
    model,
    load: {},
  }));
  return {
    experiment: {
      baseline: "256 B whole closed",
      variants,
      varied: ["traffic.message.delivery.fragmentBytes"],
      order: blocks.map(({ variant }) => variant),
      isRestarted: false,
      sweep,
    },
    blocks,
    comparisons,
  };
}

/** Of the middle block: the others are up to 2.5% above and below. */
function figuresOf({ frames, payloadBytes, model }: SweepPoint): ReportBlock["figures"] {
  const base = 100 + payloadBytes / 64;
  return {
    p50: base + 2 * frames,
    p90: 1.5 * base + 2 * frames,
    p99: 3 * base + 2 * frames,
    p999: 9 * base + 2 * frames,
    throughput: model === "open" ? 1_200 : 1_000_000 / (base + 4 * frames),
    errorRate: 0,
    ...(model === "closed" && { cpuPerMessage: 20 + 0.5 * frames }),
    bytesPerMessage: 2 * payloadBytes + 6 * frames + 4,
  };
}

function blocksOf(point: SweepPoint): readonly ReportBlock[] {
  return Array.from({ length: blocksPerVariant }, (_, index) => ({
    variant: point.variant,
    startedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, index)).toISOString(),
    durationMs: 1_000,
    figures: Object.fromEntries(
      Object.entries(figuresOf(point)).map(([name, value]) => [
        name,
        name === "bytesPerMessage" || (name === "throughput" && point.model === "open")
          ? value
          : value * (1 + (index - (blocksPerVariant - 1) / 2) / 100),
      ]),
    ),
  }));
}

function comparisonOf(point: SweepPoint): ReportComparison {
  const baseline: SweepPoint = { ...point, frames: 1, fragmentBytes: undefined };
  const gates: readonly ComparedFigure[] = point.model === "open" ? ["p50", "p99"] : ["throughput"];
  const rows = (["p50", "p99", "throughput", "cpuPerMessage"] as const).flatMap((figure): ComparedRow[] => {
    const [from, to] = [figuresOf(baseline)[figure], figuresOf(point)[figure]];
    if (from === undefined || to === undefined) return [];
    const { title, unit, better } = figureCatalogue[figure];
    const value = to / from;
    const isWorse = better === "lower" ? value > 1.03 : value < 0.97;
    return [
      {
        figure,
        title,
        unit,
        better,
        gates: gates.includes(figure),
        baseline: from,
        candidate: to,
        change: { kind: "ratio", value, low: value * 0.98, high: value * 1.02 },
        verdict: isWorse ? "worse" : "same",
      },
    ];
  });
  const comparison: ReportComparison = {
    baseline: sweepVariantName(baseline),
    candidate: point.variant,
    blocks: { baseline: blocksPerVariant, candidate: blocksPerVariant, leftOut: 0 },
    noise: 0.03,
    level: 0.01,
    confidence: 0.95,
    rows,
    verdict: rows.some(({ gates: isGate, verdict }) => isGate && verdict === "worse") ? "worse" : "same",
    sentence: "",
    caveats: ["for this one process"],
  };
  return { ...comparison, sentence: sweepSentence(point, comparison) };
}
