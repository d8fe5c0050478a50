// The verdict on one figure of two sides.

import { median } from "simple-statistics";
import type { ChangeVerdict, ComparedRow } from "../metrics/comparison-report.js";
import { bootstrapChange, type Change, fewestBlocks } from "./bootstrap.js";
import type { FigureEntry } from "./compared-figure.js";
import {
  excludesNoChange,
  isWithinThreshold,
  passesThreshold,
  shareThreshold,
  sizeOf,
  thresholdOf,
} from "./effect-size.js";
import { isFlattered, isOneStep, type PartialSide, partialReason, stepReason } from "./figure-doubts.js";
import { blocksReason, paceReason, unsettledReason } from "./figure-reasons.js";
import { canReach, moreBlocks } from "./required-blocks.js";

/** What two sides showed of one figure. */
export interface FigureSamples {
  readonly entry: FigureEntry;
  readonly gates: boolean;
  /** One value a block that is evidence. */
  readonly baseline: readonly number[];
  readonly candidate: readonly number[];
  /** Of the rank test; absent where a side has no value. */
  readonly p?: number | undefined;
  readonly pAdjusted?: number | undefined;
  /** How many figures were tested together. */
  readonly family: number;
  /** Why the sides cannot be compared in this figure, as a sentence. */
  readonly obstacle?: string | undefined;
  /** Sides whose pace the generator set in most of their blocks, where that touches the figure. */
  readonly pacedByGenerator: readonly Side[];
  /** Sides of which some blocks have the figure and others have not. */
  readonly partial?: Readonly<Partial<Record<Side, PartialSide | undefined>>> | undefined;
}

/** One of the two. */
export type Side = "baseline" | "candidate";

/** What figures are judged by. */
export interface JudgingRules {
  readonly names: Readonly<Record<Side, string>>;
  readonly noise: number;
  readonly level: number;
  readonly confidence: number;
}

/**
 * The row of a figure. Better or worse only if the interval excludes no change, the change of the medians is over the threshold and the
 * adjusted p reaches the level; same only if the whole interval lies within the threshold; otherwise unclear, with what is missing.
 */
export function judgeFigure(samples: FigureSamples, rules: JudgingRules): ComparedRow {
  const { entry, gates, baseline, candidate, p, pAdjusted } = samples;
  const change = changeOf(samples, rules);
  return {
    figure: entry.figure,
    title: entry.title,
    unit: entry.unit,
    better: entry.better,
    gates,
    ...(baseline.length > 0 && { baseline: median([...baseline]) }),
    ...(candidate.length > 0 && { candidate: median([...candidate]) }),
    ...(change !== undefined && isDescribable(change) && { change }),
    ...(p !== undefined && { p }),
    ...(pAdjusted !== undefined && { pAdjusted }),
    ...judgement(samples, change, rules),
  };
}

type Judgement = Pick<ComparedRow, "verdict" | "reason" | "needs">;

function judgement(samples: FigureSamples, change: Change | undefined, rules: JudgingRules): Judgement {
  const { entry, baseline, candidate, pAdjusted, family, obstacle, pacedByGenerator } = samples;
  const { names, noise, level } = rules;
  if (baseline.length === 0 || candidate.length === 0) {
    return unclear(`${baseline.length === 0 ? names.baseline : names.candidate} has no ${entry.title}.`);
  }
  if (obstacle !== undefined) return unclear(obstacle);
  if (change === undefined || !canReach(level, family, [baseline.length, candidate.length])) {
    const needs = neededToFind(samples, findable(samples, rules), rules);
    return unclear(blocksReason(samples, needs), needs);
  }
  const isFound = passesThreshold(change, noise) && excludesNoChange(change) && (pAdjusted ?? 1) <= level;
  const isSame = isWithinThreshold(change, noise);
  // A side whose pace the generator set may be faster than it looks, never slower: that it is the faster one stands.
  const paced = pacedByGenerator.filter((side) => isSame || side === slowerSide(samples, change));
  if (paced.length > 0) return unclear(paceReason(paced.map((side) => names[side])));
  const doubt = isFound || isSame ? doubtOf(samples, change, { names, isSame }) : undefined;
  if (doubt !== undefined) return unclear(doubt);
  if (isFound) return { verdict: direction(entry, change) };
  if (isSame) return { verdict: "same" };
  const needs = neededToSettle(samples, change, rules);
  return unclear(unsettledReason(entry, change, { noise, needs }), needs);
}

function unclear(reason: string, needs?: ComparedRow["needs"]): Judgement {
  return { verdict: "unclear", reason, ...(needs !== undefined && { needs }) };
}

function direction(entry: FigureEntry, { kind, value }: Change): ChangeVerdict {
  return sizeOf(kind, value) > 0 === (entry.better === "higher") ? "better" : "worse";
}

/** Why a difference that was found may be none, or one that was not may be there. */
function doubtOf(
  samples: FigureSamples,
  change: Change,
  { names, isSame }: { readonly names: JudgingRules["names"]; readonly isSame: boolean },
): string | undefined {
  const { entry, baseline, candidate, partial = {} } = samples;
  const slower = slowerSide(samples, change);
  for (const side of ["baseline", "candidate"] as const) {
    const found = partial[side];
    // A side that looks better than it is and is the worse one all the same is that all the more.
    if (found === undefined || (!isSame && isFlattered(entry) === (side === slower))) continue;
    return partialReason(entry, names[side], found);
  }
  const medians = [median([...baseline]), median([...candidate])] as const;
  return !isSame && isOneStep(entry, medians) ? stepReason : undefined;
}

/** Which side does worse in the figure: only its pace could make a difference that is none. */
function slowerSide({ entry }: FigureSamples, change: Change): Side {
  return direction(entry, change) === "worse" ? "candidate" : "baseline";
}

/** The change with its interval; below five blocks a side no interval covers what it should. */
function changeOf(
  { entry, baseline, candidate, obstacle }: FigureSamples,
  { confidence }: JudgingRules,
): Change | undefined {
  if (obstacle !== undefined || Math.min(baseline.length, candidate.length) < fewestBlocks) return undefined;
  return bootstrapChange(entry.kind, [baseline, candidate], confidence);
}

function isDescribable({ value, low, high }: Change): boolean {
  return [value, low, high].every(Number.isFinite);
}

/** An effect worth looking for: twice the threshold, or the larger one that was seen. */
function findable({ entry, baseline, candidate }: FigureSamples, { noise }: JudgingRules): number {
  const threshold = entry.kind === "ratio" ? noise : shareThreshold;
  return Math.max(2 * threshold, seenEffect(entry.kind, [baseline, candidate]));
}

/** How far the medians lie apart, whichever is larger; 0 where a ratio has no end. */
function seenEffect(kind: Change["kind"], [a, b]: readonly [readonly number[], readonly number[]]): number {
  const [least, most] = [median([...a]), median([...b])].sort((one, other) => one - other) as [
    number,
    number,
  ];
  if (kind === "difference") return most - least;
  return least > 0 ? most / least - 1 : 0;
}

function neededToFind(
  { entry, baseline, candidate, family }: FigureSamples,
  effect: number,
  { noise, level }: JudgingRules,
): ComparedRow["needs"] {
  const blocks = moreBlocks({ kind: entry.kind, baseline, candidate, effect, noise, level, family });
  return blocks === undefined ? undefined : { blocks: Math.max(1, blocks), effect };
}

/**
 * What would settle a figure that has blocks enough to be settled: finding an effect worth looking for or, where that many were there
 * already, the smaller one that was seen or, where that is within the threshold, an interval as narrow as it has to be.
 */
function neededToSettle(samples: FigureSamples, change: Change, rules: JudgingRules): ComparedRow["needs"] {
  const first = neededToFind(samples, findable(samples, rules), rules);
  if (first === undefined || first.blocks > 1) return first;
  const { entry, baseline, candidate } = samples;
  if (passesThreshold(change, rules.noise)) {
    return neededToFind(samples, seenEffect(entry.kind, [baseline, candidate]), rules);
  }
  return neededToNarrow(samples, change, rules);
}

/** The width of an interval falls with the root of the number of blocks. */
function neededToNarrow(
  { entry, baseline, candidate }: FigureSamples,
  { kind, value, low, high }: Change,
  { noise }: JudgingRules,
): ComparedRow["needs"] {
  const threshold = thresholdOf(kind, noise);
  const middle = sizeOf(kind, value);
  const half = Math.max(sizeOf(kind, high) - middle, middle - sizeOf(kind, low));
  const room = threshold - Math.abs(middle);
  const blocks = Math.ceil(Math.min(baseline.length, candidate.length) * ((half / room) ** 2 - 1));
  if (!(blocks <= 1_000)) return undefined;
  return { blocks: Math.max(1, blocks), effect: entry.kind === "ratio" ? noise : shareThreshold };
}
