// What a user hands in for one side of a comparison, and the side that is made of it.

import { WsrigError } from "../errors.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import type { ExperimentVariant } from "../metrics/experiment-report.js";
import type { PlainRecord } from "../metrics/plain-record.js";
import type { RunReport } from "../metrics/run-report.js";
import { planFields } from "./plan-fields.js";
import { runBlock, type SourcedReport } from "./run-block.js";

/** What one argument stands for. */
export interface ComparedInput {
  /** As the user wrote it, without the variant. */
  readonly path: string;
  /** The variant of an experiment that is meant. */
  readonly variant?: string | undefined;
  /** At least one. */
  readonly reports: readonly SourcedReport[];
}

/** A side with all that must be alike on both. */
export interface InputSide {
  readonly name: string;
  readonly blocks: readonly ReportBlock[];
  readonly members: readonly SideMember[];
}

/** A report of a side. */
export interface SideMember extends SourcedReport {
  /** Its plan, or that of the one variant of it. */
  readonly fields: PlainRecord;
  /** Name of the variant in the report; absent for a run. */
  readonly variant?: string | undefined;
  readonly url: string;
}

/**
 * The side named `name` of an argument: runs of which each is a block, or the blocks of one variant of an experiment.
 *
 * @throws WsrigError `usage-not-comparable`
 */
export function sideOf(input: ComparedInput, name: string): InputSide {
  const parts = input.reports.map((sourced) => partOf(sourced, input, name));
  return {
    name,
    blocks: parts.flatMap(({ blocks }) => blocks),
    members: parts.map(({ member }) => member),
  };
}

/** The variants of an experiment; none for another report. */
export function variantsOf({ experiment }: RunReport): readonly string[] {
  return experiment?.variants.map(({ name }) => name) ?? [];
}

interface SidePart {
  readonly blocks: readonly ReportBlock[];
  readonly member: SideMember;
}

function partOf(sourced: SourcedReport, input: ComparedInput, name: string): SidePart {
  const { report, source } = sourced;
  if (report.kind === "comparison") {
    const hint = "Give the reports that it was made of; its plan names them.";
    throw new WsrigError("usage-not-comparable", `${source} is a comparison itself`, { path: source, hint });
  }
  if (report.experiment !== undefined) return variantPart(sourced, input, name);
  if (input.variant !== undefined) {
    const message = `${source} is no experiment; it has no variant "${input.variant}"`;
    throw new WsrigError("usage-not-comparable", message, {
      path: source,
      hint: `Write ${input.path} alone.`,
    });
  }
  const block = runBlock(sourced, name);
  return {
    blocks: [block],
    member: { ...sourced, fields: planFields(report.plan), url: report.target.url },
  };
}

function variantPart(sourced: SourcedReport, input: ComparedInput, name: string): SidePart {
  const { report, source } = sourced;
  const variant = chosenVariant(sourced, input);
  const own = (report.blocks ?? []).filter((block) => block.variant === variant.name);
  return {
    blocks: own.map((block) => ({ ...block, variant: name, source })),
    member: { ...sourced, fields: planFields(report.plan, variant), variant: variant.name, url: variant.url },
  };
}

/** @throws WsrigError `usage-not-comparable` where it is not clear which one is meant */
function chosenVariant({ report, source }: SourcedReport, input: ComparedInput): ExperimentVariant {
  const variants = report.experiment?.variants ?? [];
  const names = variants.map(({ name }) => name).join(", ");
  const example = `${input.path}#${variants[0]?.name ?? ""}`;
  const found = variants.filter(({ name }) => input.variant === undefined || name === input.variant);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const message =
    input.variant === undefined
      ? `${source} is an experiment with the variants ${names}; which one is meant is not said`
      : `${source} has no variant "${input.variant}"; it has ${names}`;
  const hint =
    input.variant === undefined
      ? `Name one, as in ${quoted(example)}, or give ${input.path} alone to compare its variants with each other.`
      : `Name one of these, as in ${quoted(example)}.`;
  throw new WsrigError("usage-not-comparable", message, { path: input.path, hint });
}

function quoted(word: string): string {
  return `'${word}'`;
}
