// An experiment run for a report, with progress.

import { defaultGates, defaultLevel } from "../../compare/compared-figure.js";
import { canReach, mostBlocks } from "../../compare/required-blocks.js";
import { checkBlocks, checkExperiment } from "../../experiment/check-experiment.js";
import type { BlockBegin, Experiment } from "../../experiment/experiment-options.js";
import { runBlocks, runExperiment } from "../../experiment/run-experiment.js";
import type { ReportBlock, ReportComparison } from "../../metrics/comparison-report.js";
import { markRed } from "../../metrics/comparison-verdict.js";
import { formatCount, formatMs, formatUs } from "../../units.js";
import type { ProgressFigures } from "../progress/progress.js";
import { figuresOf } from "../progress/progress-figures.js";
import { standingOf } from "../progress/run-standing.js";
import type { RunContext, RunFindings } from "../reporting/run-findings.js";
import { LiveBlocks } from "./live-blocks.js";

/** An experiment, and what it runs in. */
export interface ExperimentPlay {
  readonly experiment: Experiment;
  readonly env: NodeJS.ProcessEnv;
  readonly context: Pick<RunContext, "progress" | "clock" | "signal">;
  /** A process of this machine that is the target of all blocks. */
  readonly watchPid?: number | undefined;
  /** Verdicts that make the run fail. Default: none. */
  readonly failOn?: readonly ReportComparison["verdict"][] | undefined;
  /** What progress calls it. Default `experiment`. */
  readonly label?: string | undefined;
}

/** Runs the experiment. */
export function playExperiment(play: ExperimentPlay): Promise<RunFindings> {
  return playChecked(play, { check: checkExperiment, run: runExperiment });
}

/** The same of any number of variants, also of one alone: there is then no comparison. */
export function playBlocks(play: ExperimentPlay): Promise<RunFindings> {
  return playChecked(play, { check: checkBlocks, run: runBlocks });
}

interface Player {
  readonly check: typeof checkExperiment;
  readonly run: typeof runExperiment;
}

async function playChecked(play: ExperimentPlay, { check, run }: Player): Promise<RunFindings> {
  const { experiment, env, context, watchPid, failOn = [], label = "experiment" } = play;
  const { progress, clock, signal } = context;
  const { expectedMs, order, blocks, variants } = check(experiment);
  progress.note(beginning({ expectedMs, blocks, variants: variants.length }));
  const shortfall = variants.length > 1 ? shortfallOf(experiment, blocks) : undefined;
  if (shortfall !== undefined) progress.note(shortfall);
  progress.begin(label, expectedMs);
  const blockMs = expectedMs / order.length;
  const live = progress.live && new LiveBlocks({ sink: progress.live, clock, addsUp: true });
  let begun: BlockBegin | undefined;
  let begunUs = clock.nowUs();
  let figures: ProgressFigures = {};
  const show = (more: ProgressFigures): void => {
    figures = { ...figures, ...more };
    const { phase } = figures;
    const what = begun === undefined ? undefined : blockText(begun);
    const spentMs = (clock.nowUs() - begunUs) / 1_000;
    const leftMs = begun === undefined ? expectedMs : (begun.of - begun.index) * blockMs - spentMs;
    progress.show({
      ...figures,
      phase: [what, phase].filter((text) => text !== undefined).join(", "),
      leftMs: Math.max(0, leftMs),
    });
  };
  const result = await run({
    ...experiment,
    clock,
    signal,
    env,
    watchPid,
    onBegin(block) {
      begun = block;
      begunUs = clock.nowUs();
      figures = {};
      live?.begin(block.variant.name);
      show({});
    },
    onProgress: (now) => show(standingOf(now)),
    onSecond(points, collector) {
      show(figuresOf(points, collector));
      live?.second(points, collector);
    },
    onBlock(block, index) {
      const of = begun?.of ?? order.length;
      progress.note(blockLine(block, `block ${index + 1} of ${of}`));
      live?.ended(block, { index, of });
    },
  });
  return {
    experiment: result.experiment,
    blocks: [...result.blocks],
    comparisons: [...markRed(result.comparisons, failOn)],
    measured: { metrics: [...result.metrics], series: [...result.series] },
    checks: result.checks,
    loads: [...result.loads],
    warnings: result.warnings,
    invalid: result.invalid,
    reachedHttp: result.reachedHttp,
  };
}

interface Beginning {
  readonly expectedMs: number;
  readonly blocks: number;
  readonly variants: number;
}

/** `2 variants, 10 blocks of each, interleaved: about 58 s.` */
function beginning({ expectedMs, blocks, variants }: Beginning): string {
  const leftText = formatMs(Math.ceil(expectedMs / 1_000) * 1_000);
  if (variants === 1) return `${blocks} blocks: about ${leftText}.`;
  return `${variants} variants, ${blocks} blocks of each, interleaved: about ${leftText}.`;
}

/** Where so few blocks can only end unclear, whatever they show. */
function shortfallOf(
  { gates = defaultGates, level = defaultLevel }: Experiment,
  blocks: number,
): string | undefined {
  const isEnough = (count: number): boolean => canReach(level, gates.length, [count, count]);
  if (isEnough(blocks)) return undefined;
  let enough = blocks;
  while (!isEnough(enough) && enough < mostBlocks) enough++;
  return `With ${blocks} blocks a side no difference of ${gates.length} figures can be told from chance: give --blocks ${enough}, or fewer figures with --gate.`;
}

/** `block 3 of 20: fragments`. */
function blockText({ index, of, variant, isRepeat }: BlockBegin): string {
  return `block ${index + 1} of ${of}: ${variant.name}${isRepeat ? " once more" : ""}`;
}

/** `block 3 of 20, fragments: p50 1.2 ms, p99 3.4 ms, 12,345 msgs/s`. */
function blockLine({ variant, figures, invalid }: ReportBlock, which: string): string {
  if (invalid !== undefined) return `${which}, ${variant}: no evidence: ${invalid}`;
  const { p50, p99, throughput } = figures;
  const texts = [
    p50 === undefined ? undefined : `p50 ${formatUs(p50)}`,
    p99 === undefined ? undefined : `p99 ${formatUs(p99)}`,
    throughput === undefined ? undefined : `${formatCount(throughput)} msgs/s`,
  ].filter((text) => text !== undefined);
  return `${which}, ${variant}: ${texts.length === 0 ? "nothing was answered" : texts.join(", ")}`;
}
