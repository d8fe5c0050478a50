// What a reader of a comparison must know beside its verdict.

import type { ReportComparison } from "../metrics/comparison-report.js";
import type { Notice } from "../metrics/run-report.js";
import type { InputSide } from "./compared-input.js";
import type { Unlikeness } from "./likeness.js";

/** What {@link comparisonNotices} looks at. */
export interface ComparedInputs {
  readonly baseline: InputSide;
  readonly candidate: InputSide;
  /** What differs and was passed by force. */
  readonly unlike: readonly Unlikeness[];
  readonly comparison: ReportComparison;
}

/** Fewer blocks a side show nothing at the level of 1%. */
const fewBlocks = 5;

/** Differences passed by force, other versions of wsrig, and too few runs. */
export function comparisonNotices({
  baseline,
  candidate,
  unlike,
  comparison,
}: ComparedInputs): readonly Notice[] {
  return [
    ...unlike.map(({ sentence, fix }) => ({
      code: "not-alike",
      message: `${sentence}: the difference may come of that.`,
      hint: fix,
    })),
    ...versionNotices(baseline, candidate),
    ...fewNotices(comparison),
  ];
}

/** A reason for each side of which no block can be trusted. */
export function noEvidence(sides: readonly InputSide[]): readonly Notice[] {
  return sides
    .filter(({ blocks }) => blocks.every(({ invalid }) => invalid !== undefined))
    .map(({ name, blocks }) => ({
      code: "no-evidence",
      message: `No run of ${name} can be trusted, so there is nothing to compare${whyOf(blocks)}`,
      hint: "Run it again, at a rate that the generator can keep and to its end.",
    }));
}

function whyOf(blocks: InputSide["blocks"]): string {
  const [first] = blocks.flatMap(({ invalid }) => invalid ?? []);
  return first === undefined ? "." : `: ${first}`;
}

function versionNotices(baseline: InputSide, candidate: InputSide): readonly Notice[] {
  const [old, now] = [baseline, candidate].map(({ members }) => [
    ...new Set(members.map(({ report }) => report.tool.version)),
  ]);
  const all = new Set([...(old ?? []), ...(now ?? [])]);
  if (all.size < 2) return [];
  return [
    {
      code: "versions-differ",
      message: `${baseline.name} was measured by wsrig ${old?.join(", ")} and ${candidate.name} by wsrig ${now?.join(", ")}: a change of wsrig itself would be part of the difference.`,
      hint: "Measure both with one version.",
    },
  ];
}

function fewNotices({ verdict, blocks }: ReportComparison): readonly Notice[] {
  const fewest = Math.min(blocks.baseline, blocks.candidate);
  if (verdict !== "unclear" || fewest === 0 || fewest >= fewBlocks) return [];
  const runs = fewest === 1 ? "One run" : `${fewest} runs`;
  return [
    {
      code: "few-runs",
      message: `${runs} a side cannot tell a difference from what runs of the same thing differ by.`,
      hint: "Use wsrig experiment, which runs both in turn, or give a folder of several runs for each side.",
    },
  ];
}
