// What keeps a figure from being evidence, or from being evidence for what it seems to say.

import { median } from "simple-statistics";
import type { ComparedFigure, ReportBlock } from "../metrics/comparison-report.js";
import { formatCount } from "../units.js";
import type { FigureEntry } from "./compared-figure.js";

/** Blocks of one side that are evidence, and its name. */
export interface DoubtedSide {
  readonly name: string;
  readonly blocks: readonly ReportBlock[];
}

/** A side of which some blocks have a figure and others have not. */
export interface PartialSide {
  readonly blocks: number;
  /** Of `blocks`, those without; > 0. */
  readonly missing: number;
}

/** Messages of a block from which on one lies beyond the percentile: of fewer it is the slowest one, whatever it is called. */
const leastMessages: Readonly<Partial<Record<ComparedFigure, number>>> = { p90: 10, p99: 100, p999: 1_000 };

/**
 * Why a percentile says nothing: blocks of a side have too few messages for it. The middle block counts: leaving out single short
 * blocks would keep the fast ones.
 *
 * @param sides - Blocks without a distribution are taken as long enough.
 */
export function shortBlocksReason(
  { figure, title }: Pick<FigureEntry, "figure" | "title">,
  sides: readonly DoubtedSide[],
): string | undefined {
  const least = leastMessages[figure];
  if (least === undefined) return undefined;
  const short = sides.flatMap(({ name, blocks }) => {
    const counts = blocks.flatMap(({ latency }) => latency?.count ?? []);
    if (counts.length === 0) return [];
    const middle = Math.floor(median(counts));
    return middle < least ? [{ name, middle }] : [];
  });
  const [fewest] = short.sort((a, b) => a.middle - b.middle);
  if (fewest === undefined) return undefined;
  return (
    `A ${title} takes ${formatCount(least)} messages in a block, and blocks of ${fewest.name} have about ${formatCount(fewest.middle)}. ` +
    "Run longer blocks, or more messages a second."
  );
}

/** Where only some blocks have the figure; `undefined` where all have it, or none. */
export function partialSide(figure: ComparedFigure, blocks: readonly ReportBlock[]): PartialSide | undefined {
  const missing = blocks.filter(({ figures }) => figures[figure] === undefined).length;
  return missing === 0 || missing === blocks.length ? undefined : { blocks: blocks.length, missing };
}

/**
 * Whether a side looks better than it is where blocks lack the figure: those in which nothing was answered have no latency, and those
 * that took too little CPU to be read have no CPU time a message.
 */
export function isFlattered({ figure }: Pick<FigureEntry, "figure">): boolean {
  return figure !== "cpuPerMessage";
}

/** The sentence on a side of which some blocks have no such figure. */
export function partialReason(
  { title }: FigureEntry,
  name: string,
  { blocks, missing }: PartialSide,
): string {
  return `${missing} of ${blocks} blocks of ${name} ${missing === 1 ? "has" : "have"} no ${title}, and which have one is not chance: the others cannot speak for them.`;
}

/** Whether medians are next to each other: latencies are kept in whole µs, so that 30.4 and 30.6 are 3% apart. */
export function isOneStep(
  { figure, unit }: Pick<FigureEntry, "figure" | "unit">,
  [a, b]: readonly [number, number],
): boolean {
  return unit === "us" && figure !== "cpuPerMessage" && Math.abs(a - b) <= 1;
}

export const stepReason =
  "Latencies are kept in whole µs, and the medians are no more than one apart: rounding may be all of the difference.";
