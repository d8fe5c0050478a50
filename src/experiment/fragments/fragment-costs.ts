// What one more fragment costs: from the blocks of a sweep to a figure for each message size.

import { median } from "simple-statistics";
import type { ReportBlock, ReportComparison } from "../../metrics/comparison-report.js";
import type { SweepCost, SweepPoint } from "../../metrics/experiment-report.js";
import type { Random } from "../../random.js";
import { costSentence, wireSentence } from "./cost-words.js";
import { type SlopePoint, theilSenSlope } from "./theil-sen.js";

/** What was measured. */
export interface SweptBlocks {
  readonly points: readonly SweepPoint[];
  /** Those that are no evidence are left out. */
  readonly blocks: readonly ReportBlock[];
  /** Of fragment sizes against whole: a cost is claimed only where one of them is clearly different. */
  readonly comparisons: readonly Pick<ReportComparison, "candidate" | "rows">[];
  /** Draws the resamples of the intervals. */
  readonly random: Random;
  /** Frames of the answer to a message in 4 fragments, where that is known. */
  readonly answerFrames?: number | undefined;
}

/** A figure whose cost is told, and under which model. */
type CostFigure = readonly [
  figure: Exclude<SweepCost["figure"], "bytesPerMessage">,
  model: SweepPoint["model"],
];

const costFigures: readonly CostFigure[] = [
  ["p50", "open"],
  ["p99", "open"],
  ["p999", "open"],
  ["throughput", "closed"],
  // Of all that runs at the ceiling more of the target's time is its work, less the ticking of its clock.
  ["cpuPerMessage", "closed"],
];
const resamples = 1_000;

/** By message size, then by figure; one that fewer than two points have is left out. */
export function fragmentCosts(swept: SweptBlocks): readonly SweepCost[] {
  const sizes = [...new Set(swept.points.map(({ payloadBytes }) => payloadBytes))];
  return sizes.flatMap((payloadBytes) => {
    const points = swept.points.filter((point) => point.payloadBytes === payloadBytes);
    const measured = costFigures.flatMap((figure) => measuredCost(figure, points, swept) ?? []);
    return [...measured, ...wireCost(points, swept.answerFrames)];
  });
}

function measuredCost(
  [figure, model]: CostFigure,
  all: readonly SweepPoint[],
  { blocks, comparisons, random }: SweptBlocks,
): SweepCost | undefined {
  const points = all
    .filter((point) => point.model === model)
    .map(({ frames, variant }) => ({ frames, variant, values: valuesOf(variant, figure, blocks) }))
    .filter(({ values }) => values.length > 0);
  const perFragment = slopeOf(points, median);
  const [{ payloadBytes } = { payloadBytes: 0 }] = all;
  if (perFragment === undefined) return undefined;
  const draws = random.fork(`${payloadBytes}/${figure}`);
  const slopes = Array.from({ length: resamples }, () =>
    slopeOf(points, (values) => median(values.map(() => draws.pick(values)))),
  ).flatMap((slope) => slope ?? []);
  const cost = {
    payloadBytes,
    model,
    figure,
    unit: "us",
    perFragment,
    ...middle95(slopes),
    method: "theil-sen",
  } as const;
  const names = points.map(({ variant }) => variant);
  const isClear = comparisons
    .filter(({ candidate }) => names.includes(candidate))
    .flatMap(({ rows }) => rows)
    .some((row) => row.figure === figure && (row.verdict === "worse" || row.verdict === "better"));
  return { ...cost, sentence: costSentence(cost, { isClear }) };
}

interface CostPoint {
  readonly frames: number;
  readonly values: readonly number[];
}

function slopeOf(points: readonly CostPoint[], middle: (values: number[]) => number): number | undefined {
  return theilSenSlope(points.map(({ frames, values }): SlopePoint => [frames, middle([...values])]));
}

/** In µs: of a throughput the time from one answer to the next. */
function valuesOf(variant: string, figure: CostFigure[0], blocks: readonly ReportBlock[]): readonly number[] {
  const values = blocks.flatMap((block) =>
    block.variant === variant && block.invalid === undefined ? (block.figures[figure] ?? []) : [],
  );
  if (figure !== "throughput") return values;
  return values.filter((perSecond) => perSecond > 0).map((perSecond) => 1_000_000 / perSecond);
}

function middle95(slopes: readonly number[]): Pick<SweepCost, "low" | "high"> {
  const ordered = [...slopes].sort((a, b) => a - b);
  const at = (share: number): number => ordered[Math.round(share * (ordered.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** Headers and mask keys are counted, not measured: none where compression hides what a message takes. */
function wireCost(points: readonly SweepPoint[], answerFrames: number | undefined): readonly SweepCost[] {
  const whole = points.find(({ fragmentBytes }) => fragmentBytes === undefined);
  const [first] = points;
  const perFragment = points.flatMap(({ frames, wireBytes, model }) =>
    frames === 1 || model !== first?.model || wireBytes === undefined || whole?.wireBytes === undefined
      ? []
      : [(wireBytes - whole.wireBytes) / (frames - 1)],
  );
  if (first === undefined || perFragment.length === 0) return [];
  const cost = {
    payloadBytes: first.payloadBytes,
    model: first.model,
    figure: "bytesPerMessage",
    unit: "byte",
    perFragment: median(perFragment),
    low: Math.min(...perFragment),
    high: Math.max(...perFragment),
    method: "exact",
  } as const;
  return [{ ...cost, sentence: wireSentence(cost, answerFrames) }];
}
