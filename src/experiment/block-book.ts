// Keeps what the blocks of an experiment showed, as the report will have it.

import type { Clock } from "../clock.js";
import { blockFigures } from "../compare/block-figures.js";
import { mergeChecks } from "../engine/merge-checks.js";
import type { LoadResult, LoadsResult } from "../engine/run-loads.js";
import type { ReportBlock } from "../metrics/comparison-report.js";
import type { Notice, ReportCheck, ReportLoad, ReportMetric, SeriesPoint } from "../metrics/run-report.js";
import { variantLoadName } from "./check-experiment.js";
import { ExperimentTotals } from "./experiment-totals.js";
import { endedNotice, inOneLine, targetGone } from "./experiment-words.js";
import { NoticeBook } from "./notice-book.js";
import type { PlayedBlock } from "./play-block.js";

/** When the experiment began, by both clocks. */
export interface BlockBookOptions {
  readonly clock: Clock;
  readonly startedAtUs: number;
  readonly startedAt: Date;
}

/** The blocks of one experiment. */
export class BlockBook {
  readonly #options: BlockBookOptions;
  readonly #blocks: ReportBlock[] = [];
  readonly #totals: ExperimentTotals;
  readonly #checks: ReportCheck[] = [];
  /** By variant. */
  readonly #loads = new Map<string, LoadResult[]>();
  readonly #warnings = new NoticeBook();

  constructor(options: BlockBookOptions) {
    this.#options = options;
    this.#totals = new ExperimentTotals(options.clock);
  }

  get blocks(): readonly ReportBlock[] {
    return this.#blocks;
  }

  get checks(): readonly ReportCheck[] {
    return mergeChecks(this.#checks);
  }

  get warnings(): readonly Notice[] {
    return this.#warnings.notices();
  }

  metrics(): readonly ReportMetric[] {
    return this.#totals.metrics();
  }

  series(): readonly SeriesPoint[] {
    return this.#totals.series();
  }

  /** The load of a variant, by its name; `undefined` when no block of it was evidence. */
  loadOf(variant: string): ReportLoad | undefined {
    const loads = this.#loads.get(variant) ?? [];
    const [first] = loads;
    if (first === undefined) return undefined;
    const { description, model, hasDueTimes } = first;
    const limits = new Set(loads.map((load) => load.limitedBy));
    const limitedBy = limits.size === 1 ? first.limitedBy : "unknown";
    return {
      name: variant,
      description,
      model,
      hasDueTimes,
      ...(limitedBy !== undefined && { limitedBy }),
    };
  }

  /** @returns the block as the report has it */
  add(played: PlayedBlock): ReportBlock {
    const { variant, collector, result, seriesAtUs, index, targetEnd } = played;
    const block = this.#blockOf(played);
    const isEvidence = block.invalid === undefined;
    this.#blocks.push(block);
    this.#totals.add({
      variant: variant.name,
      collector,
      offsetMs: (seriesAtUs - this.#options.startedAtUs) / 1_000,
      durationMs: result?.durationMs ?? 0,
      isEvidence,
    });
    for (const warning of result?.warnings ?? []) this.#warnings.add(variant.name, warning);
    if (result !== undefined && targetEnd !== undefined)
      this.#warnings.add(variant.name, endedNotice(variant, targetEnd, index));
    if (result !== undefined && isEvidence) {
      this.#checks.push(...result.checks.map((check) => checkOf(variant.name, check)));
      this.#loads.set(variant.name, [...(this.#loads.get(variant.name) ?? []), ...result.loads]);
    }
    return block;
  }

  #blockOf({ variant, result, collector, startedAtUs, targetEnd }: PlayedBlock): ReportBlock {
    const { startedAt, startedAtUs: beganUs } = this.#options;
    const startedMs = startedAt.getTime() + (startedAtUs - beganUs) / 1_000;
    const measuredMs = result === undefined ? 0 : measuredMsOf(result);
    const metrics = collector.metrics(result?.durationMs ?? 0);
    const invalid = invalidOf({ result, targetEnd }, measuredMs);
    return {
      variant: variant.name,
      startedAt: new Date(startedMs).toISOString(),
      durationMs: measuredMs,
      ...(measuredMs > 0 ? blockFigures({ metrics, measuredMs }) : { figures: {} }),
      ...(result?.limitedBy !== undefined && { limitedBy: result.limitedBy }),
      ...(invalid !== undefined && { invalid }),
    };
  }
}

/** The load of every variant has the same name; the reader of a check wants to know in which one it failed. */
function checkOf(variant: string, check: ReportCheck): ReportCheck {
  return {
    ...check,
    scenario: check.scenario === variantLoadName ? variant : `${variant}, ${check.scenario}`,
  };
}

/**
 * A load that lost all its connections ends early: the time that was left counts too, in which nothing was answered. Otherwise a target
 * that goes away would be the fastest one.
 */
function measuredMsOf({ loads, plan }: LoadsResult): number {
  const steadyMs = Math.max(0, ...loads.map((load) => load.steadyMs));
  const planned = plan.loads.map(({ executor }) => ("durationMs" in executor ? executor.durationMs : 0));
  return steadyMs === 0 ? 0 : Math.max(steadyMs, ...planned);
}

function invalidOf(
  { result, targetEnd }: Pick<PlayedBlock, "result" | "targetEnd">,
  measuredMs: number,
): string | undefined {
  if (result === undefined) return `${targetGone} could not be started: ${inOneLine(targetEnd ?? "")}`;
  const [first] = result.invalid;
  if (first !== undefined) return first.message;
  if (!result.reachedHttp) return "Nobody answered at its URL.";
  if (measuredMs > 0) return undefined;
  return targetEnd === undefined
    ? "It ended before anything was measured."
    : `${targetGone} ended before anything was measured: ${inOneLine(targetEnd)}`;
}
