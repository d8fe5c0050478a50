// What must be said of an experiment beside its figures: what its verdict does not cover, and why it may have none.

import { paceCaveats } from "../compare/pace-caveats.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import type { Notice } from "../metrics/run-report.js";
import { leastBlocks } from "./experiment-options.js";
import type { Variant } from "./variant.js";

/** A pair that is compared. */
export interface VariantPair {
  readonly baseline: Variant;
  readonly candidate: Variant;
}

/** What the verdict on a pair does not cover, as sentences. */
export function caveatsOf(pair: VariantPair, blocks: readonly ReportBlock[]): readonly string[] {
  const names = [pair.baseline.name, pair.candidate.name];
  const own = blocks.filter(({ variant }) => names.includes(variant));
  return [...processCaveats(pair), ...paceCaveats(own), ...repeatCaveats(pair, own)];
}

/** Blocks of one process share its luck: where its memory lies, what its compiler has guessed. */
function processCaveats({ baseline, candidate }: VariantPair): readonly string[] {
  const running = [baseline, candidate].filter(({ command }) => command === undefined);
  const [first] = running;
  if (first === undefined) return [];
  if (running.length === 1)
    return [
      `This holds for the one process of ${first.name}; restart it for each block too (--command-a, --command-b) to speak of the builds.`,
    ];
  return [
    baseline.load.url === candidate.load.url
      ? "This holds for this one process; restart it for each block (--command) to speak of the build."
      : "This holds for these two processes; restart them for each block (--command-a, --command-b) to speak of the builds.",
  ];
}

/** How the reason begins for which a block without a target is no evidence. */
export const targetGone = "Its target";

/** Blocks run again at the end are in no round: a drift falls on them as on nothing else. */
function repeatCaveats(
  { baseline, candidate }: VariantPair,
  blocks: readonly ReportBlock[],
): readonly string[] {
  const leftOut = (name: string): number =>
    blocks.filter(({ variant, invalid }) => variant === name && invalid !== undefined).length;
  const [ofBaseline, ofCandidate] = [leftOut(baseline.name), leftOut(candidate.name)];
  if (ofBaseline + ofCandidate === 0) return [];
  return [
    `${ofBaseline} of the blocks of ${baseline.name} and ${ofCandidate} of those of ${candidate.name} were no evidence; what was run in their place came at the end, out of turn: a drift of the machine falls on it more than on the others.`,
  ];
}

/** Why the experiment has no verdict on a variant that did not come to enough blocks. */
export function tooFewNotice(variant: string, blocks: readonly ReportBlock[]): Notice {
  const own = blocks.filter((block) => block.variant === variant);
  const valid = own.filter(({ invalid }) => invalid === undefined).length;
  const why = own.findLast(({ invalid }) => invalid !== undefined)?.invalid;
  return {
    code: "too-few-blocks",
    message: `Only ${valid} of ${own.length} blocks of variant ${variant} can be trusted, and ${leastBlocks} are needed${why === undefined ? "." : `: ${why}`}`,
    hint: why?.startsWith(targetGone)
      ? "Look for what ended the target."
      : "Lower the rate or the number of connections until the generator keeps up, or add --workers.",
  };
}

/** Why the experiment ended at a block that reached nobody. */
export function unreachedNotice(variant: Variant, url: string, index: number): Notice {
  return {
    code: "variant-unreachable",
    message: `Nobody answered at ${url} in block ${index + 1}, of variant ${variant.name}, so the experiment ended there.`,
    hint: "Look into the log of the target; where it was started by hand, let wsrig start it with --command-a and --command-b.",
  };
}

/** A target that wsrig started and that did not live as long as its block. */
export function endedNotice(variant: Variant, how: string, index: number): Notice {
  return {
    code: "target-ended",
    message: `The target of variant ${variant.name} ended during block ${index + 1}: ${inOneLine(how)}`,
    hint: "Its figures are those of a target that went away: look for what ended it.",
  };
}

/** What a program wrote stands in a sentence here, not below it. */
export function inOneLine(how: string): string {
  return how.replace(":\n", ": ").replaceAll("\n", " | ");
}
