// The experiments of a sweep, one for each message size and model, as one.

import type { ReportComparison } from "../../metrics/comparison-report.js";
import type { SweepPoint } from "../../metrics/experiment-report.js";
import type { Notice } from "../../metrics/run-report.js";
import type { ExperimentResult } from "../run-experiment.js";
import { sweepVariantName } from "./sweep-names.js";
import type { SweepSize } from "./sweep-plan.js";
import { sweepSentence } from "./sweep-sentence.js";

/** One message size under one model. */
export interface JoinedPart {
  readonly size: SweepSize;
  readonly model: "open" | "closed";
  readonly result: ExperimentResult;
}

/** What {@link joinExperiments} gives. */
export interface JoinedExperiments {
  /** By message size, then by fragment size, whole last; of each the models in the order run. */
  readonly points: readonly SweepPoint[];
  /** Without a series: a sweep has hundreds of blocks, and what matters of them is in these. */
  readonly result: Omit<ExperimentResult, "series" | "durationMs">;
}

/**
 * Everything of all parts one after the other; comparisons say in their sentences what was cut how.
 *
 * It is invalid when no part of one model is evidence; parts that are none beside others are told as warnings, and compare nothing.
 *
 * @param options.isCompressed - What a message takes on the wire cannot be counted beforehand then.
 */
export function joinExperiments(
  parts: readonly JoinedPart[],
  { isCompressed }: { readonly isCompressed: boolean },
): JoinedExperiments {
  const points = pointsOf(parts, isCompressed);
  const results = parts.map(({ result }) => result);
  const experiments = results.map(({ experiment }) => experiment);
  const invalid = results.flatMap((result) => result.invalid);
  const isInvalid = (["closed", "open"] as const).some((model) => {
    const own = parts.filter((part) => part.model === model);
    return own.length > 0 && own.every(({ result }) => result.invalid.length > 0);
  });
  const reachedHttp = results.every((result) => result.reachedHttp);
  return {
    points,
    result: {
      experiment: {
        baseline: experiments[0]?.baseline ?? "",
        variants: experiments.flatMap(({ variants }) => variants),
        varied: [...new Set(experiments.flatMap(({ varied }) => varied))],
        order: experiments.flatMap(({ order }) => order),
        isRestarted: experiments.length > 0 && experiments.every(({ isRestarted }) => isRestarted),
      },
      blocks: results.flatMap(({ blocks }) => blocks),
      comparisons: results.flatMap(({ comparisons }) => comparisons).map((one) => withSentence(one, points)),
      metrics: results.flatMap(({ metrics }) => metrics),
      checks: results.flatMap(({ checks }) => checks),
      loads: results.flatMap(({ loads }) => loads),
      warnings: distinct([
        ...results.flatMap(({ warnings }) => warnings),
        ...(isInvalid || !reachedHttp ? [] : invalid),
      ]),
      invalid: isInvalid || !reachedHttp ? distinct(invalid) : [],
      reachedHttp,
      interrupted: results.some(({ interrupted }) => interrupted),
    },
  };
}

function pointsOf(parts: readonly JoinedPart[], isCompressed: boolean): readonly SweepPoint[] {
  const sizes = [...new Set(parts.map(({ size }) => size))];
  return sizes.flatMap((size) => {
    const { payloadBytes } = size;
    const models = parts.filter((part) => part.size === size).map(({ model }) => model);
    return size.cuts.flatMap(({ fragmentBytes, frames, wireBytes }) =>
      models.map((model) => ({
        variant: sweepVariantName({ payloadBytes, fragmentBytes, model }),
        payloadBytes,
        ...(fragmentBytes !== undefined && { fragmentBytes }),
        frames,
        ...(!isCompressed && { wireBytes }),
        model,
      })),
    );
  });
}

function withSentence(comparison: ReportComparison, points: readonly SweepPoint[]): ReportComparison {
  const point = points.find(({ variant }) => variant === comparison.candidate);
  return point === undefined ? comparison : { ...comparison, sentence: sweepSentence(point, comparison) };
}

/** What several parts say is said once. */
function distinct(notices: readonly Notice[]): readonly Notice[] {
  return [...new Map(notices.map((notice) => [`${notice.code} ${notice.message}`, notice])).values()];
}
