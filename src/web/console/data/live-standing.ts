// How far a run has come, and how long it will take.

import { medianInterval } from "../../../figures/median-interval.js";
import { type FigureWords, figureWords } from "../../data/figure-words.js";
import type { LiveRun } from "../state/live-run.js";

/** See the file's first line. What is not known is left out. */
export interface LiveStanding {
  /** Since the activity began. */
  readonly elapsedMs: number;
  readonly leftMs?: number;
  /** Of the whole, 0 to 1. */
  readonly share?: number;
  /** What the share counts, where it is not time. */
  readonly counted?: { readonly kind: "cases" | "blocks"; readonly done: number; readonly total: number };
}

/** @param nowMs - Of the wall clock (Date.now()). */
export function liveStanding(run: LiveRun, nowMs: number): LiveStanding {
  const { activity, figures } = run;
  const elapsedMs = Math.max(0, nowMs - (activity?.startedAtMs ?? nowMs));
  const counted = countedOf(run);
  const totalMs = activity?.totalMs;
  const left = figures.leftMs ?? (totalMs === undefined ? undefined : Math.max(0, totalMs - elapsedMs));
  const share =
    counted !== undefined
      ? counted.done / counted.total
      : totalMs !== undefined && totalMs > 0
        ? Math.min(1, elapsedMs / totalMs)
        : undefined;
  return {
    elapsedMs,
    ...(left !== undefined && { leftMs: left }),
    ...(share !== undefined && { share }),
    ...(counted !== undefined && { counted }),
  };
}

function countedOf({ agents, blocks, blocksOf }: LiveRun): LiveStanding["counted"] {
  const total = agents.reduce((sum, agent) => sum + agent.total, 0);
  if (total > 0) {
    const done = agents
      .flatMap(({ verdicts }) => Object.values(verdicts))
      .reduce((sum, count) => sum + count, 0);
    return { kind: "cases", done: Math.min(done, total), total };
  }
  if (blocksOf > 0) return { kind: "blocks", done: Math.min(blocks.length, blocksOf), total: blocksOf };
  return undefined;
}

/** What the blocks of one side show so far. */
export interface SideSoFar {
  readonly variant: string;
  /** Blocks that are evidence. */
  readonly blocks: number;
  readonly medians: readonly (FigureWords & { readonly median: number })[];
}

/** A median a figure for each side, in the order of their first blocks. */
export function sidesSoFar({ blocks }: Pick<LiveRun, "blocks">): readonly SideSoFar[] {
  const variants = [...new Set(blocks.map(({ variant }) => variant))];
  return variants.map((variant) => {
    const own = blocks.filter((block) => block.variant === variant && block.invalid === undefined);
    const medians = figureWords.flatMap((figure) => {
      const values = own.flatMap((block) => block.figures[figure.figure] ?? []);
      const median = medianInterval(values)?.median;
      return median === undefined ? [] : [{ ...figure, median }];
    });
    return { variant, blocks: own.length, medians };
  });
}
