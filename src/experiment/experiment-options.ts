// What an experiment is asked to do.

import type { Clock } from "../clock.js";
import type { RunOptions } from "../engine/plan/plan-run.js";
import type { RunPlan } from "../engine/plan/run-plan.js";
import type { RunProgress } from "../engine/run/run-progress.js";
import type { LoadsOptions, playPlan } from "../engine/run-loads.js";
import type { MetricCollector } from "../metrics/collector.js";
import type { ComparedFigure, ReportBlock } from "../metrics/comparison-report.js";
import type { SeriesPoint } from "../metrics/run-report.js";
import type { startTarget } from "./target-process.js";
import type { Variant } from "./variant.js";

/** Blocks of each variant unless the user says otherwise. */
export const defaultBlocks = 10;
/** With fewer blocks a side no difference reaches the level of the tests. */
export const leastBlocks = 5;
/** Between two blocks, for sockets to close and the target to settle, ms. */
export const defaultPauseMs = 300;

/** What to hold against what. */
export interface Experiment extends Omit<RunOptions, "loads" | "seed"> {
  /** The baseline first; at least two, with different names. */
  readonly variants: readonly Variant[];
  /** Of each variant, from {@link leastBlocks} to 1,000. Default {@link defaultBlocks}. */
  readonly blocks?: number | undefined;
  /** Figures that decide the verdict. Default p50, p99 and throughput. */
  readonly gates?: readonly ComparedFigure[] | undefined;
  /** Changes within it mean nothing, > 0 and < 1. Default 0.03. */
  readonly noise?: number | undefined;
  /** Of the rank test, over all figures that decide, > 0 and < 1. Default 0.01. */
  readonly level?: number | undefined;
  /** Between two blocks, ms. Default {@link defaultPauseMs}. */
  readonly pauseMs?: number | undefined;
  /** How long a target may take from its start until it answers, ms. Default 10,000. */
  readonly startTimeoutMs?: number | undefined;
  /** Of the order of the blocks and of payloads. All blocks have the same. Default: a fresh one. */
  readonly seed?: number | undefined;
}

/** Options of `runExperiment`. */
export interface ExperimentOptions extends Experiment, Pick<LoadsOptions, "env" | "signal" | "watchPid"> {
  readonly clock?: Clock | undefined;
  /** Plays one block. Default: `playPlan` of the engine. */
  readonly play?: typeof playPlan | undefined;
  /** Starts the target of a block. Default: {@link startTarget}. */
  readonly startTarget?: typeof startTarget | undefined;
  /** The time of day at the start, for the report. Default: now. */
  readonly startedAt?: Date | undefined;
  readonly onBegin?: ((block: BlockBegin) => void) | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** A second of the block under way has ended, with its metrics so far. */
  readonly onSecond?: ((points: readonly SeriesPoint[], collector: MetricCollector) => void) | undefined;
  /** After each block, also one that is no evidence. */
  readonly onBlock?: ((block: ReportBlock, index: number) => void) | undefined;
}

/** A block that begins. */
export interface BlockBegin {
  /** From 0, in the order run. */
  readonly index: number;
  /** How many there will be, as far as is known now. */
  readonly of: number;
  /** Whether it stands for one that was no evidence. */
  readonly isRepeat: boolean;
  readonly variant: Variant;
  readonly plan: RunPlan;
}
