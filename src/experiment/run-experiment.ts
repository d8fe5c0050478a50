// An experiment: interleaved blocks of variants, each a whole load with its own connections, warm-up and metrics, and what they say.

import { type Clock, sleepMs, systemClock } from "../clock.js";
import { type ComparedSide, compareSides } from "../compare/compare-sides.js";
import type { ReportBlock, ReportComparison } from "../metrics/comparison-report.js";
import type { ReportExperiment } from "../metrics/experiment-report.js";
import type { Notice, ReportCheck, ReportLoad, ReportMetric, SeriesPoint } from "../metrics/run-report.js";
import { BlockBook } from "./block-book.js";
import { BlockQueue, type NextBlock } from "./block-queue.js";
import { type CheckedExperiment, checkBlocks, checkExperiment } from "./check-experiment.js";
import { describeVariant } from "./describe-variant.js";
import { type ExperimentOptions, leastBlocks } from "./experiment-options.js";
import { caveatsOf, tooFewNotice, unreachedNotice } from "./experiment-words.js";
import { type PlayedBlock, playBlock } from "./play-block.js";
import type { Variant } from "./variant.js";

/** What an experiment found. */
export interface ExperimentResult {
  readonly experiment: ReportExperiment;
  /** In the order run, those that are no evidence too. */
  readonly blocks: readonly ReportBlock[];
  /** Each variant against the baseline; those without a block on one side are left out. */
  readonly comparisons: readonly ReportComparison[];
  /** Of the blocks that can be trusted, by variant (tag `variant`). */
  readonly metrics: readonly ReportMetric[];
  /** Of all blocks, one after the other. */
  readonly series: readonly SeriesPoint[];
  /** Of the blocks that can be trusted. */
  readonly checks: readonly ReportCheck[];
  /** One for each variant, by its name. */
  readonly loads: readonly ReportLoad[];
  readonly warnings: readonly Notice[];
  /** Why there is no verdict; empty when there is. */
  readonly invalid: readonly Notice[];
  /** False when a block reached nobody: the experiment ended there. */
  readonly reachedHttp: boolean;
  readonly interrupted: boolean;
  readonly durationMs: number;
}

/**
 * Runs the blocks one after the other, with a pause between two, and compares each variant with the baseline.
 *
 * A block whose run is invalid (a generator that was late, a worker that was lost) is no evidence and is run again at the end, within a
 * bound; see {@link BlockQueue}. An abort compares what is done. What targets do is data.
 *
 * @throws what {@link checkExperiment} throws, before anything is sent; `usage-target-command` when the target of a variant cannot be
 *   started for its first block
 */
export async function runExperiment(options: ExperimentOptions): Promise<ExperimentResult> {
  return runChecked(options, checkExperiment(options));
}

/**
 * The same of any number of variants, also of one alone: there is then nothing to compare.
 *
 * @throws what {@link runExperiment} throws, but for the demand of two variants
 */
export async function runBlocks(options: ExperimentOptions): Promise<ExperimentResult> {
  return runChecked(options, checkBlocks(options));
}

async function runChecked(options: ExperimentOptions, checked: CheckedExperiment): Promise<ExperimentResult> {
  const { clock = systemClock, signal } = options;
  const startedAtUs = clock.nowUs();
  const book = new BlockBook({ clock, startedAtUs, startedAt: options.startedAt ?? new Date() });
  const { order, variants, blocks } = checked;
  const queue = new BlockQueue({ order, variants: variants.length, blocks });
  const running: Running = { options: { ...options, seed: checked.seed }, checked, queue, book, clock };
  let unreached: Notice | undefined;
  for (let index = 0; unreached === undefined && signal?.aborted !== true; index++) {
    const next = queue.take();
    if (next === undefined) break;
    if (index > 0 && !(await pause(checked.pauseMs, clock, signal))) break;
    const played = await runBlock(running, next, index);
    // What an abort cut short shows the abort.
    if (played === undefined) break;
    if (played.result?.reachedHttp === false) unreached = unreachedNotice(played.variant, played.url, index);
  }
  const durationMs = (clock.nowUs() - startedAtUs) / 1_000;
  return { ...resultOf(running, unreached), durationMs };
}

interface Running {
  readonly options: ExperimentOptions & { readonly seed: number };
  readonly checked: CheckedExperiment;
  readonly queue: BlockQueue;
  readonly book: BlockBook;
  readonly clock: Clock;
}

/** Whether it was slept out. */
async function pause(ms: number, clock: Clock, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await sleepMs(clock, ms, signal);
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}

async function runBlock(
  { options, checked, queue, book, clock }: Running,
  next: NextBlock,
  index: number,
): Promise<PlayedBlock | undefined> {
  const variant = checked.variants[next.variant]?.variant;
  if (variant === undefined) throw new RangeError(`there is no variant ${next.variant}`);
  const of = index + 1 + queue.left;
  const hasStarted = book.blocks.some((block) => block.variant === variant.name);
  const played = await playBlock({ options, clock, variant, index, of, isRepeat: next.isRepeat, hasStarted });
  if (played === undefined) return undefined;
  const block = book.add(played);
  queue.done(next.variant, { isEvidence: block.invalid === undefined });
  options.onBlock?.(block, index);
  return played;
}

function resultOf(running: Running, unreached: Notice | undefined): Omit<ExperimentResult, "durationMs"> {
  const { options, checked, book } = running;
  const interrupted = options.signal?.aborted ?? false;
  const { blocks, checks, warnings } = book;
  const names = checked.variants.map(({ variant }) => variant.name);
  return {
    experiment: describeExperiment(checked),
    blocks,
    comparisons: comparisonsOf(running),
    metrics: book.metrics(),
    series: book.series(),
    checks,
    loads: names.flatMap((name) => book.loadOf(name) ?? []),
    warnings,
    // An interrupted experiment, and one that reached nobody, say so; that blocks are missing follows from it.
    invalid: unreached !== undefined ? [unreached] : interrupted ? [] : tooFew(running),
    reachedHttp: unreached === undefined,
    interrupted,
  };
}

function describeExperiment({ variants, varied, order, isRestarted }: CheckedExperiment): ReportExperiment {
  const described = variants.map(describeVariant);
  return {
    baseline: described[0]?.name ?? "",
    variants: described,
    varied: [...varied],
    order: order.map((index) => described[index]?.name ?? ""),
    isRestarted,
  };
}

function comparisonsOf({ options, checked, book }: Running): readonly ReportComparison[] {
  const { gates, noise, level } = options;
  const [baseline, ...candidates] = checked.variants.map(({ variant }) => variant);
  if (baseline === undefined) return [];
  const sideOf = ({ name }: Variant): ComparedSide => ({
    name,
    blocks: book.blocks.filter((block) => block.variant === name),
  });
  const isEmpty = ({ blocks }: ComparedSide): boolean => blocks.every(({ invalid }) => invalid !== undefined);
  return candidates.flatMap((candidate) => {
    const sides = [sideOf(baseline), sideOf(candidate)] as const;
    if (sides.some(isEmpty)) return [];
    const caveats = caveatsOf({ baseline, candidate }, book.blocks);
    return [compareSides(...sides, { gates, noise, level, caveats })];
  });
}

function tooFew({ checked, queue, book }: Running): readonly Notice[] {
  return checked.variants.flatMap(({ variant }, index) =>
    queue.evidenceOf(index) < leastBlocks ? [tooFewNotice(variant.name, book.blocks)] : [],
  );
}
