// Why a figure is unclear, as sentences that say what to do.

import type { ComparedRow } from "../metrics/comparison-report.js";
import { type Change, fewestBlocks } from "./bootstrap.js";
import { effectWords, intervalWords } from "./change-words.js";
import type { FigureEntry } from "./compared-figure.js";
import { excludesNoChange, passesThreshold, shareThreshold } from "./effect-size.js";

type Needs = NonNullable<ComparedRow["needs"]>;

/** Too few blocks to reach the level at all. */
export function blocksReason(
  {
    entry,
    baseline,
    candidate,
  }: { entry: FigureEntry; baseline: readonly number[]; candidate: readonly number[] },
  needs: Needs | undefined,
): string {
  const fewest = Math.min(baseline.length, candidate.length);
  const have = `${fewest} block${fewest === 1 ? "" : "s"} a side cannot show any difference`;
  return needs === undefined
    ? `${have}, and no number of them up to 1,000 would.`
    : `${have}: ${needWords(entry, needs, { fewest })}.`;
}

/** The generator set the pace of these sides. @param names - One or two. */
export function paceReason(names: readonly string[]): string {
  return (
    `The load generator, not the target, set the pace of ${names.join(" and of ")}. ` +
    "Give a rate that it can keep (--rate), or more processes (--workers)."
  );
}

/** There are blocks enough, but they do not settle it. */
export function unsettledReason(
  entry: FigureEntry,
  change: Change,
  { noise, needs }: { readonly noise: number; readonly needs: Needs | undefined },
): string {
  const threshold = effectWords(entry.kind, entry.kind === "ratio" ? noise : shareThreshold);
  const interval = `The change is ${intervalWords(entry.figure, change)}`;
  const what = `${interval}, ${openQuestion(change, noise, threshold)}`;
  return needs === undefined
    ? `${what}. No number of blocks up to 1,000 would settle it.`
    : `${what}: ${needWords(entry, needs, { fewest: fewestBlocks })}.`;
}

/** What stands against a verdict. */
function openQuestion(change: Change, noise: number, threshold: string): string {
  if (!passesThreshold(change, noise)) return `which is not all within ${threshold}`;
  if (!excludesNoChange(change)) return "which may be none at all";
  return "and the rank test does not rule out chance";
}

/**
 * `6 more blocks a side needed for an effect of 18%`. How far blocks of a side lie apart one block does not tell: then it is `at least` so many,
 * to be able to tell anything.
 *
 * @param options.fewest - Blocks of the side with fewer.
 */
export function needWords(
  { kind }: Pick<FigureEntry, "kind">,
  { blocks, effect }: Needs,
  { fewest }: { readonly fewest: number },
): string {
  const least = fewest < 2 ? "at least " : "";
  // A ratio of less than a half has such an effect too, and 651% beside -86.7% would puzzle.
  const what =
    kind === "ratio" && effect > 1
      ? "an effect as large as the one seen"
      : `an effect of ${effectWords(kind, effect)}`;
  return `${least}${blocks} more block${blocks === 1 ? "" : "s"} a side needed for ${what}`;
}
