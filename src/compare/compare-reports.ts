// Reports against reports: are they alike, what do they show, and what does that not cover.

import { median } from "simple-statistics";
import { WsrigError } from "../errors.js";
import type { ReportBlock, ReportComparison } from "../metrics/comparison-report.js";
import type { Notice, RunReport, TrendMetric } from "../metrics/run-report.js";
import { type CompareOptions, compareSides } from "./compare-sides.js";
import { type ComparedInput, type InputSide, sideOf } from "./compared-input.js";
import { comparisonNotices, noEvidence } from "./comparison-notices.js";
import { type Unlikeness, unlikenesses, variedBetween } from "./likeness.js";
import { paceCaveats } from "./pace-caveats.js";
import { fieldNames } from "./plan-fields.js";
import { rankTest } from "./rank-test.js";
import { sideNames } from "./side-names.js";
import { sideTrends } from "./side-trends.js";

/** By what reports are judged. */
export interface CompareReportsOptions extends CompareOptions {
  /** Fields of the plan in which the two are meant to differ: `traffic.message`, say, and all within it. */
  readonly varied?: readonly string[] | undefined;
  /** Compare what is not alike too; each difference is then a caveat. */
  readonly isForced?: boolean | undefined;
}

/** What comes of it: the part of a report document that a comparison fills. */
export interface ComparedReports {
  /** Of both sides, the baseline first. */
  readonly blocks: readonly ReportBlock[];
  readonly comparisons: readonly ReportComparison[];
  /** Latencies with the tag `variant`. */
  readonly metrics: readonly TrendMetric[];
  /** Of the candidate: it was measured there, not here. */
  readonly environment: RunReport["environment"];
  /** Target of the candidate. */
  readonly url: string;
  /** Fields in which the plans differ. */
  readonly varied: readonly string[];
  readonly warnings: readonly Notice[];
  /** Why there is no verdict at all: a side without a run that can be trusted. */
  readonly invalid: readonly Notice[];
}

/**
 * The candidate against the baseline.
 *
 * @throws WsrigError `usage-not-comparable` that names everything in which they differ, one a line
 */
export function compareReports(
  baseline: ComparedInput,
  candidate: ComparedInput,
  { varied = [], isForced = false, ...options }: CompareReportsOptions,
): ComparedReports {
  const [nameOfBaseline, nameOfCandidate] = sideNames(baseline, candidate);
  const sides = { baseline: sideOf(baseline, nameOfBaseline), candidate: sideOf(candidate, nameOfCandidate) };
  requireKnown(varied, sides);
  const known = [...varied, ...knownVaried(sides.baseline), ...knownVaried(sides.candidate)];
  const unlike = unlikenesses(sides.baseline, sides.candidate, known);
  if (unlike.length > 0 && !isForced) throw notComparable(unlike, sides);
  const comparison = compareSides(sides.baseline, sides.candidate, {
    ...options,
    caveats: [
      ...(options.caveats ?? []),
      ...unlike.map(({ sentence }) => `${sentence}, and they were compared all the same.`),
      ...processCaveats(sides.baseline),
      ...processCaveats(sides.candidate),
      ...paceCaveats([...sides.baseline.blocks, ...sides.candidate.blocks]),
      ...orderCaveats(sides),
    ],
  });
  const [head] = sides.candidate.members;
  if (head === undefined) throw new TypeError("a side has at least one report");
  return {
    blocks: [...sides.baseline.blocks, ...sides.candidate.blocks],
    comparisons: [comparison],
    metrics: [...sideTrends(sides.baseline), ...sideTrends(sides.candidate)],
    environment: head.report.environment,
    url: head.url,
    varied: variedBetween(sides.baseline, sides.candidate),
    warnings: comparisonNotices({ ...sides, unlike, comparison }),
    invalid: noEvidence([sides.baseline, sides.candidate]),
  };
}

function knownVaried({ members }: InputSide): readonly string[] {
  return members.flatMap(({ report }) => report.experiment?.varied ?? []);
}

interface Sides {
  readonly baseline: InputSide;
  readonly candidate: InputSide;
}

/** A misspelt field would let nothing differ. */
function requireKnown(varied: readonly string[], { baseline, candidate }: Sides): void {
  const fields = [...baseline.members, ...candidate.members].map((member) => member.fields);
  const names = new Set(fields.flatMap((one) => fieldNames(one)));
  const unknown = varied.find((name) => !names.has(name));
  if (unknown === undefined) return;
  const top = [...new Set(fields.flatMap((one) => Object.keys(one)))].join(", ");
  throw new WsrigError("usage-unknown-field", `no plan has a field "${unknown}"`, {
    path: "--variant",
    hint: `Name one of ${top}, or a field within, such as traffic.message.delivery.`,
  });
}

function notComparable(unlike: readonly Unlikeness[], { baseline, candidate }: Sides): WsrigError {
  const things = unlike.length === 1 ? "1 thing differs" : `${unlike.length} things differ`;
  const lines = unlike.map(({ sentence, fix }) => `  ${sentence}. ${fix}`);
  return new WsrigError(
    "usage-not-comparable",
    `${candidate.name} cannot be compared with ${baseline.name}, as ${things}:\n${lines.join("\n")}`,
    { hint: "Add --force to compare them all the same; what differs then stands beside the verdict." },
  );
}

/** Blocks of one process share its luck: where its memory lies, what its compiler has guessed. */
function processCaveats({ name, members }: InputSide): readonly string[] {
  const isOneProcess = members.some(({ report }) => report.experiment?.isRestarted === false);
  return isOneProcess
    ? [`The target of ${name} was not started again for each block: this holds for that one process.`]
    : [];
}

// In turn, or in any order that chance would give, the rank sums of the times are about alike: p is near 1.
const orderLevel = 0.05;

/** What drifts between two sides is not told from what differs between them. */
function orderCaveats({ baseline, candidate }: Sides): readonly string[] {
  // An experiment that was interrupted early has nothing of a variant.
  if (baseline.blocks.length === 0 || candidate.blocks.length === 0) return [];
  const [before, after] =
    median(timesOf(baseline)) < median(timesOf(candidate)) ? [baseline, candidate] : [candidate, baseline];
  const isAll = Math.max(...timesOf(before)) < Math.min(...timesOf(after));
  if (!isAll && rankTest(timesOf(before), timesOf(after)) > orderLevel) return [];
  return [
    `${isAll ? "All" : "Most"} of ${before.name} was measured before ${after.name}, so whatever else changed in between is part of the difference; wsrig experiment runs both in turn.`,
  ];
}

function timesOf({ blocks }: InputSide): number[] {
  return blocks.map(({ startedAt }) => new Date(startedAt).getTime());
}
