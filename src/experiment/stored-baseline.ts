// A run held against what another one has left in a file.

import { type CompareOptions, compareSides } from "../compare/compare-sides.js";
import { type StoredPlan, storedPlanSchema } from "../engine/plan/stored-plan-schema.js";
import { WsrigError } from "../errors.js";
import { coarseHistogram } from "../metrics/coarse-histogram.js";
import type { ReportBlock, ReportComparison } from "../metrics/comparison-report.js";
import { type ReportEnvironment, readEnvironment, readToolVersion } from "../metrics/environment.js";
import type { GateBaseline } from "../metrics/gate-baseline.js";
import { redactData } from "../metrics/redact.js";
import { schemaProblems } from "../metrics/schema-problems.js";

/** The sides of a comparison with a stored baseline. */
export const storedSides = { baseline: "baseline", candidate: "candidate" } as const;

/** What a baseline is made of. */
export interface GateBaselineInput extends Pick<GateBaseline, "gates" | "noise"> {
  readonly plan: StoredPlan;
  /** As the experiment gave them. */
  readonly blocks: readonly ReportBlock[];
  /** Of the target; secrets may still be in it. */
  readonly url: string;
  /** Whether its target was started anew for each block. */
  readonly isRestarted: boolean;
  readonly redact?: readonly string[] | undefined;
  readonly madeAt: Date;
  /** Default: this machine. */
  readonly environment?: ReportEnvironment | undefined;
}

/** The baseline of a valid run: of the blocks those that are evidence. */
export function makeGateBaseline(input: GateBaselineInput): Omit<GateBaseline, "schemaVersion" | "kind"> {
  const { plan, blocks, url, gates, noise, isRestarted, redact = [], madeAt } = input;
  const evidence = blocks.filter(({ invalid }) => invalid === undefined);
  return {
    tool: { name: "wsrig", version: readToolVersion() },
    environment: input.environment ?? readEnvironment(),
    madeAt: madeAt.toISOString(),
    target: { url: redactData(url, redact), isRestarted },
    plan: { ...plan },
    gates: [...gates],
    noise,
    blocks: evidence.map((block) => ({ ...coarse(block), variant: storedSides.baseline })),
  };
}

/**
 * The plan in a baseline file.
 *
 * @param path - The file, as the user wrote it.
 * @throws WsrigError `usage-invalid-baseline` with every problem and its place
 */
export function storedPlanOf({ plan }: Pick<GateBaseline, "plan">, path: string): StoredPlan {
  const result = storedPlanSchema.safeParse(plan);
  if (result.success) return result.data;
  const lines = schemaProblems(result.error, plan).map((problem) => `  plan.${problem}`);
  throw new WsrigError(
    "usage-invalid-baseline",
    `${path} has a plan that cannot be run:\n${lines.join("\n")}`,
    {
      path,
      hint: "Write it with wsrig gate URL --write-baseline FILE.",
      cause: result.error,
    },
  );
}

/** A run and the file that it is held against. */
export interface StoredComparison extends Pick<CompareOptions, "gates" | "noise" | "level"> {
  readonly baseline: GateBaseline;
  /** The file, as the user wrote it: the source of its blocks. */
  readonly path: string;
  /** Of this run. */
  readonly blocks: readonly ReportBlock[];
  /** Whether the target was started anew for each block of this run. */
  readonly isRestarted: boolean;
  /** What differs between the machines and was passed by force. */
  readonly differences?: readonly string[] | undefined;
  /** Default: this version of wsrig. */
  readonly toolVersion?: string | undefined;
}

/** The comparison, and the blocks of both sides as the report has them. */
export interface ComparedWithStored {
  readonly blocks: readonly ReportBlock[];
  readonly comparison: ReportComparison;
}

/** Judges a run by a stored baseline; gates and noise are those of the file unless others are given. */
export function compareWithStored(input: StoredComparison): ComparedWithStored {
  const { baseline, path, blocks, gates = baseline.gates, noise = baseline.noise, level } = input;
  const stored = baseline.blocks.map((block) => ({ ...block, variant: storedSides.baseline, source: path }));
  const comparison = compareSides(
    { name: storedSides.baseline, blocks: stored },
    // Both in the same buckets, or the distance of the distributions would be that of the buckets.
    { name: storedSides.candidate, blocks: blocks.map(coarse) },
    { gates, noise, level, caveats: caveatsOf(input) },
  );
  return { blocks: [...stored, ...blocks], comparison };
}

/** Percentiles are among the figures; the histogram is for the shape alone. */
function coarse(block: ReportBlock): ReportBlock {
  const { latency } = block;
  return latency === undefined
    ? block
    : { ...block, latency: { ...latency, hdr: coarseHistogram(latency.hdr) } };
}

function caveatsOf(input: StoredComparison): readonly string[] {
  const { baseline, isRestarted, differences = [], toolVersion = readToolVersion() } = input;
  const { madeAt, tool, target } = baseline;
  return [
    `The baseline was measured on ${madeAt.slice(0, 10)} and not in turn with this run: whatever has changed on the machine since then is part of the difference.`,
    ...differences.map((difference) => `Compared by force, although ${difference}.`),
    ...(tool.version === toolVersion
      ? []
      : [
          `The baseline was measured by wsrig ${tool.version} and this run by ${toolVersion}, which may differ too.`,
        ]),
    ...(target.isRestarted && isRestarted
      ? []
      : [
          "This holds for these two processes; have wsrig start the target for each block (--command-b) to speak of the builds.",
        ]),
  ];
}
