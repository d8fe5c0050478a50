// How often a difference that is there was found.

import type { SimulationPart } from "./simulation.js";
import { usualBlocks } from "./simulation-goals.js";
import { type WorldName, worldNames } from "./worlds.js";

/** Power in one world. */
export interface WorldPower {
  readonly world: WorldName;
  /** By the true ratio, the smallest first: comparisons in which p50 was called worse. */
  readonly byRatio: readonly { readonly ratio: number; readonly percent: number }[];
}

/** At the usual number of blocks a side. */
export function powerOf({ cells }: Pick<SimulationPart, "cells">): readonly WorldPower[] {
  return worldNames.map((world) => ({
    world,
    byRatio: cells
      .filter((cell) => cell.world === world && cell.blocks === usualBlocks && cell.ratio > 1)
      .sort((a, b) => a.ratio - b.ratio)
      .map(({ ratio, tally }) => ({ ratio, percent: (tally.p50.worse / tally.comparisons) * 100 })),
  }));
}
